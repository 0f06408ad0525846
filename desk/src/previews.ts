// The preview of a desktop is as wide as a desktop, and made smaller to fit the place there is.

/** In pixels: the page in it, and its border. */
const WIDTH = 1280;
const BORDER = 2;

export function scalePreviews(): void {
  for (const frame of document.querySelectorAll<HTMLIFrameElement>('.previews iframe.desktop')) {
    new ResizeObserver(([place]) => {
      if (!place || place.contentRect.width === 0) return;
      frame.classList.add('scaled');
      frame.style.setProperty('--scale', String(Math.min(1, place.contentRect.width / (WIDTH + BORDER))));
    }).observe(frame.parentElement!);
  }
}
