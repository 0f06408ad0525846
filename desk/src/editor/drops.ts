// Files that are dropped on the page. A browser opens in place of the page what nothing takes; here a sentence says so.
import type { Notices } from './notices.ts';

/** What is dragged within the page is no file that somebody brings: a browser gives the picture as it is shown along with it. */
let within = false;
addEventListener('dragstart', () => (within = true), true);
addEventListener('dragend', () => (within = false), true);
addEventListener('drop', () => setTimeout(() => (within = false)), true);

const brings = (event: DragEvent) => !within && event.dataTransfer?.types.includes('Files') && !(event.target as Element | null)?.closest?.('input[type="file"]');

/** `can`: whether something may be put in. */
export function watchDrops(notices: Notices, can: () => boolean): void {
  addEventListener('dragover', (event) => brings(event) && event.preventDefault());
  addEventListener('drop', (event) => {
    if (event.defaultPrevented || !brings(event)) return;
    event.preventDefault();
    if (event.dataTransfer?.files.length === 0) return;
    notices.tell('drop', can() ? 'Nothing takes files there. Drop pictures, films, sound and PDF on the text, a picture on its field.' : 'What you dropped was not taken: you may not write here now.');
  });
}

/** Lets an element take files that are dropped on it. `take` says whether it did; else they go on to what is around it. */
export function dropsOn(element: HTMLElement, take: (files: File[]) => boolean): void {
  const mark = (on: boolean) => element.classList.toggle('drop-here', on);
  element.addEventListener('dragover', (event) => mark(!!brings(event)));
  element.addEventListener('dragleave', () => mark(false));
  element.addEventListener('drop', (event) => {
    mark(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (within || event.defaultPrevented || files.length === 0 || !take(files)) return;
    event.preventDefault();
    // What is dropped on a frame is not dropped on the text, too.
    event.stopPropagation();
  });
}
