// Where a picture is that a page loads only when somebody scrolls to it: until then a sign stands in its place.

const isSign = (src: string): boolean => src === '' || /^about:/i.test(src) || (src.length < 2000 && /^data:image\/(gif|svg)/i.test(src));

/** The largest of a `srcset`. */
function largest(set: string): string {
  let best = '';
  let most = -1;
  for (const [, address, size] of set.matchAll(/(?<![^\s,])([^\s,]\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)/g)) {
    if (Number(size ?? 1) <= most) continue;
    most = Number(size ?? 1);
    best = address!;
  }
  return best;
}

/** The address of a picture; of those that are still to be loaded the one that they will have, where the page tells. */
export function address(image: Element): string {
  const src = image.getAttribute('src')?.trim() ?? '';
  if (!isSign(src)) return src;
  const has = (one: Element, names: string[]) => names.map((name) => one.getAttribute(name)?.trim() ?? '');
  const sources = [image, ...(image.closest('picture')?.querySelectorAll('source') ?? [])];
  const later = [...has(image, ['data-src', 'data-lazy-src', 'data-original']), ...sources.flatMap((one) => has(one, ['data-srcset', 'data-lazy-srcset', 'srcset']).map(largest))];
  // What begins with no host is below an address that nobody told us.
  const found = later.find((one) => /^(https?:)?\/\/[^/]/i.test(one));
  return found ? found.replace(/^\/\//, 'https://') : src;
}

/** Whether a picture in a `data:` address has no more than two pixels a side, by what it says itself. */
export function isPixel(src: string): boolean {
  const begins = /^data:image\/(png|gif|svg)[^,]*,/i.exec(src.slice(0, 200));
  if (!begins) return false;
  const head = src.slice(begins[0].length, begins[0].length + 400);
  let bytes: string;
  try {
    bytes = /;base64,$/i.test(begins[0]) ? atob(head.slice(0, head.length - (head.length % 4))) : head.replace(/%([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
  } catch {
    return false;
  }
  const at = (...places: number[]) => places.reduce((all, place) => all * 256 + (bytes.charCodeAt(place) || 0), 0);
  if (bytes.startsWith('\x89PNG') && bytes.length >= 24) return at(16, 17, 18, 19) <= 2 || at(20, 21, 22, 23) <= 2;
  if (bytes.startsWith('GIF8') && bytes.length >= 10) return at(7, 6) <= 2 || at(9, 8) <= 2;
  return /<svg[^>]*?\s(width|height)\s*=\s*["']?[0-2](px)?["'\s/>]/i.test(bytes);
}
