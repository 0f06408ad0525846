// Pictures in HTML that is pasted: each becomes a node of ours, between the blocks where it stood.
import type { Carried } from './along.ts';
import { own, waiting } from './elsewhere.ts';
import { address, isPixel } from './lazy.ts';

/** Those that count who reads, and lines of a table. */
const isTiny = (image: HTMLImageElement): boolean => ['width', 'height'].some((side) => /^[0-2](px)?$/.test(image.getAttribute(side) ?? ''));

/** What may hold a picture as it holds paragraphs. */
const HOLDERS = 'body, div, section, article, header, footer, main, aside, nav, center, figure, details, form, li, dd, td, th';
/** What stays whole: a picture goes before or behind it. */
const WHOLE = 'p, h1, h2, h3, h4, h5, h6, pre, blockquote, summary, dt, figcaption';

/** Pictures of one paste. */
const MOST = 500;

function lengthOf(range: Range): number {
  return range.toString().trim().length;
}

/** Whether one is nearer to the beginning of what holds it than to its end. */
function isNearStart(one: Element, whole: Element): boolean {
  const before = one.ownerDocument.createRange();
  before.setStart(whole, 0);
  before.setEndBefore(one);
  const after = one.ownerDocument.createRange();
  after.setStartAfter(one);
  after.setEnd(whole, whole.childNodes.length);
  return lengthOf(before) <= lengthOf(after);
}

/** Takes an element out of what can hold no block: lines stay whole, links and the like are split. */
function liftOut(one: Element): void {
  const { body } = one.ownerDocument;
  for (let holder = one.parentElement; holder && holder !== body && !holder.matches('li, td, th'); holder = one.parentElement) {
    if (holder.matches(HOLDERS) && !holder.closest(WHOLE)) return;
    if (holder.matches(WHOLE)) {
      if (isNearStart(one, holder)) holder.before(one);
      else holder.after(one);
      continue;
    }
    const rest = holder.cloneNode(false) as Element;
    rest.removeAttribute('id');
    while (one.nextSibling) rest.append(one.nextSibling);
    holder.after(one);
    if (rest.hasChildNodes()) one.after(rest);
    if (!holder.hasChildNodes()) holder.remove();
  }
}

/** `along`: those that came beside the HTML. */
export function pictures(body: HTMLElement, along: Map<Element, Carried>): void {
  // What stands under several is of all of them.
  for (const caption of body.querySelectorAll('figure > figcaption')) {
    const figure = caption.parentElement!;
    if ([...figure.querySelectorAll('img')].filter((one) => !isTiny(one) && !isPixel(address(one))).length < 2) continue;
    const paragraph = body.ownerDocument.createElement('p');
    paragraph.append(...caption.childNodes);
    caption.remove();
    figure.after(paragraph);
  }
  const all = [...body.querySelectorAll('img')];
  // More than a story has: each is moved, and the page would stand still.
  for (const image of all.slice(MOST)) image.remove();
  for (const image of all.slice(0, MOST)) {
    if (image.closest('[data-desk-node]')) continue;
    const src = address(image);
    if (isTiny(image) || src === '' || isPixel(src)) {
      image.remove();
      continue;
    }
    const figure = image.closest('figure');
    const caption = figure?.querySelector('figcaption');
    caption?.remove();
    const ours = own(src);
    const alt = image.getAttribute('alt')?.trim() ?? '';
    const out = body.ownerDocument.createElement('div');
    const set = (name: string, value: string | number) => out.setAttribute(`data-desk-${name}`, JSON.stringify(value));
    if (ours) {
      out.setAttribute('data-desk-node', 'image');
      set('src', ours);
      if (alt) set('alt', alt);
      for (const side of ['width', 'height']) if (Number(image.getAttribute(side)) > 0) set(side, Number(image.getAttribute(side)));
      // As the pages of the newsroom write it.
      const credit = caption?.querySelector('.credit');
      if (credit?.textContent?.trim()) set('credit', credit.textContent.trim());
      credit?.remove();
      out.append(...(caption?.childNodes ?? []));
    } else {
      const { id, text } = waiting({ src, alt, caption: caption?.textContent?.replace(/\s+/g, ' ').trim() ?? '', carried: along.get(image) });
      out.setAttribute('data-desk-node', 'waiting');
      set('id', id);
      set('text', text);
    }
    if (figure) {
      image.remove();
      figure.before(out);
    } else image.replaceWith(out);
    liftOut(out);
  }
}
