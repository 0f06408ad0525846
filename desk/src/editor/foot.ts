// The bar that stands over the bottom of the window: how much of it it covers, so that nothing that is come to by keys
// lies under it (WCAG 2.4.11).

let height = 0;

/** In CSS pixels. */
export const covered = (): number => height;

export function standsOverTheBottom(bar: HTMLElement): void {
  new ResizeObserver(() => {
    height = bar.offsetHeight;
    document.documentElement.style.setProperty('--foot', `${height + 12}px`);
  }).observe(bar);
}
