// What comes along on the clipboard beside the HTML that is pasted: the picture itself, where the HTML names what this page
// cannot reach.
import { fileOf, picturesIn } from './rtf.ts';

/** Gives a picture that came along, when it is wanted. */
export type Carried = () => Promise<File | null>;

let files: File[] = [];
let rtf = '';

/** Before HTML is read: what is beside it. */
export function remember(data: DataTransfer | null): void {
  files = [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
  rtf = /\ssrc\s*=\s*["']?file:/i.test(data?.getData('text/html') ?? '') ? (data?.getData('text/rtf') ?? '') : '';
  // It is of this paste only.
  setTimeout(() => {
    files = [];
    rtf = '';
  });
}

/** A picture that is all there is; where nothing else is said. */
export function only(body: HTMLElement): HTMLImageElement | null {
  const [image, ...others] = body.querySelectorAll('img');
  return image && others.length === 0 && body.textContent?.trim() === '' ? image : null;
}

/** The pictures that came along, by their elements: the file beside a picture alone; else the n-th of the RTF for the n-th file of a machine. */
export function carried(body: HTMLElement): Map<Element, Carried> {
  const out = new Map<Element, Carried>();
  const [file] = files;
  const image = only(body);
  if (image && file) return out.set(image, () => Promise.resolve(file));
  if (!rtf) return out;
  const images = [...body.querySelectorAll('img')].filter((one) => /^\s*file:/i.test(one.getAttribute('src') ?? ''));
  const text = rtf;
  const found = picturesIn(text);
  // Where they are not as many, nobody knows which is which.
  if (found.length === images.length) images.forEach((one, at) => out.set(one, () => fileOf(text, found[at]!)));
  return out;
}
