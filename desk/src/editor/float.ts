// What floats beside a place in the text, inside the window.

/** Shows it in the page's main part: what is outside of all parts of a page is not found by those who go by them. */
export function float(floating: HTMLElement): void {
  (document.getElementById('main') ?? document.body).append(floating);
}

/** Puts it beside a place. */
export function place(floating: HTMLElement, at: { left: number; top: number; bottom: number }, above = false): void {
  const width = floating.offsetWidth;
  const height = floating.offsetHeight;
  const fitsBelow = at.bottom + 8 + height < innerHeight;
  const fitsAbove = at.top - 8 - height > 0;
  const top = (above && fitsAbove) || !fitsBelow ? Math.max(4, at.top - 8 - height) : at.bottom + 8;
  floating.style.insetInlineStart = 'auto';
  floating.style.left = `${Math.max(4, Math.min(at.left, innerWidth - width - 4)) + scrollX}px`;
  floating.style.top = `${top + scrollY}px`;
}
