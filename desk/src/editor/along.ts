// What comes along on the clipboard beside the HTML that is pasted: the picture itself, where the HTML names what this page
// cannot reach.

/** Gives a picture that came along, when it is wanted. */
export type Carried = () => Promise<File | null>;

let files: File[] = [];

/** Before HTML is read: what is beside it. */
export function remember(data: DataTransfer | null): void {
  files = [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
  // It is of this paste only.
  setTimeout(() => {
    files = [];
  });
}

/** A picture that is all there is; where nothing else is said. */
export function only(body: HTMLElement): HTMLImageElement | null {
  const [image, ...others] = body.querySelectorAll('img');
  return image && others.length === 0 && body.textContent?.trim() === '' ? image : null;
}

/** The pictures that came along, by their elements: the file beside a picture alone. */
export function carried(body: HTMLElement): Map<Element, Carried> {
  const out = new Map<Element, Carried>();
  const [file] = files;
  const image = only(body);
  if (image && file) return out.set(image, () => Promise.resolve(file));
  return out;
}
