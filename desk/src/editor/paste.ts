// What is pasted from Google Docs, Word and the web, made fit for our nodes: styles become marks, frames of the program
// fall away, pictures from elsewhere wait until they are in the library.
import { carried } from './along.ts';
import { commentsAndChanges, notes } from './asides.ts';
import { SHOWN } from './copied.ts';
import { escape } from './escape.ts';
import { pictures } from './pasted-pictures.ts';
import { writeQuotes } from './quoted.ts';
import { hiddenWords, officeQuotes, paragraphs, tablesFoldsAndLists } from './web.ts';

/** Styles that are marks here. */
const styles: [RegExp, string][] = [
  // Not `mso-bidi-font-weight`, which is of other scripts.
  [/(?<!-)font-weight:\s*(bold|[6-9]00)/i, 'strong'],
  [/(?<!-)font-style:\s*italic/i, 'em'],
  [/text-decoration[^;]*:\s*[^;]*line-through/i, 's'],
  [/text-decoration[^;]*:\s*[^;]*underline/i, 'u'],
  [/background(-color)?:\s*(yellow|#ffff00|#ff0(?![0-9a-f])|rgb\(255,\s*255,\s*0\))/i, 'mark'],
  [/vertical-align:\s*super/i, 'sup'],
  [/vertical-align:\s*sub/i, 'sub'],
];

const gone = 'script, style, meta, link, title, template, iframe, object, embed, form, input, button, select, textarea, svg, math, noscript';

function wrap(element: Element, tag: string): void {
  const inner = element.ownerDocument.createElement(tag);
  inner.append(...element.childNodes);
  element.append(inner);
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function rename(element: Element, tag: string): Element {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

/** The list of Word's into which the next line of a level goes, below the last line of the level above it. */
function listFor(item: Element, level: number, tag: 'ol' | 'ul'): Element {
  const made = () => {
    const list = item.ownerDocument.createElement(tag);
    list.setAttribute('data-word', '');
    return list;
  };
  const before = item.previousElementSibling;
  let list = before?.matches('[data-word]:is(ol, ul)') ? before : null;
  if (!list) {
    list = made();
    item.before(list);
  }
  // Of a level that is left out there is no line to go below.
  for (let depth = 1; depth < level && list.lastElementChild; depth += 1) {
    const line: Element = list.lastElementChild;
    if (!line.lastElementChild?.matches('[data-word]')) line.append(made());
    list = line.lastElementChild!;
  }
  if (list.matches(tag)) return list;
  const other = made();
  list.after(other);
  return other;
}

/** Word writes lists as paragraphs with a sign before each, and their level in the style. */
function wordLists(body: HTMLElement): void {
  for (const item of body.querySelectorAll<HTMLElement>('p[class*="MsoListParagraph"], p[style*="mso-list"]')) {
    const sign = [...item.querySelectorAll<HTMLElement>('span[style*="mso-list"]')].find((one) => /ignore/i.test(one.getAttribute('style') ?? ''));
    const ordered = /^\s*(\d+|[a-z]|[ivxlcdm]+)[.)]/i.test(sign?.textContent ?? '');
    sign?.remove();
    const level = Number(/mso-list:[^;]*\blevel(\d)/i.exec(item.getAttribute('style') ?? '')?.[1] ?? 1);
    const li = body.ownerDocument.createElement('li');
    const line = body.ownerDocument.createElement('p');
    line.append(...item.childNodes);
    li.append(line);
    listFor(item, level, ordered ? 'ol' : 'ul').append(li);
    item.remove();
  }
}

/** Word in the browser writes each line of a list as a list of its own, headings as paragraphs, and a space behind each. */
function wordOnline(body: HTMLElement): void {
  for (const end of body.querySelectorAll('span.EOP')) end.remove();
  for (const one of body.querySelectorAll('p[role="heading"]')) {
    const level = Number(one.getAttribute('aria-level'));
    if (level >= 1 && level <= 6) rename(one, `h${level}`);
  }
  for (const wrapper of body.querySelectorAll('.ListContainerWrapper')) {
    for (const item of wrapper.querySelectorAll('li[data-aria-level]')) {
      listFor(wrapper, Number(item.getAttribute('data-aria-level')), item.closest('ol') ? 'ol' : 'ul').append(item);
    }
    if (wrapper.textContent?.trim() === '') wrapper.remove();
  }
}

/** Word writes quotations as paragraphs of a style; those one after the other are one. */
function wordQuotes(body: HTMLElement): void {
  for (const line of body.querySelectorAll('p[class*="MsoQuote"], p[class*="MsoIntenseQuote"]')) {
    const before = line.previousElementSibling;
    const quote = before?.matches('blockquote[data-word]') ? before : body.ownerDocument.createElement('blockquote');
    if (quote !== before) {
      quote.setAttribute('data-word', '');
      line.before(quote);
    }
    quote.append(line);
  }
}

/** Empty lines between blocks, as Google Docs writes them: the space there is the theme's. */
function emptyLines(body: HTMLElement): void {
  const isBlock = (node: Node | null) => node instanceof Element && node.matches('p, div, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, hr, figure');
  const beside = (node: Node, way: 'previousSibling' | 'nextSibling') => {
    let next = node[way];
    while (next instanceof Text && next.data.trim() === '') next = next[way];
    return next;
  };
  for (const line of body.querySelectorAll(':is(body, div, td, th) > br')) {
    if (isBlock(beside(line, 'previousSibling')) || isBlock(beside(line, 'nextSibling'))) line.remove();
  }
}

/** One cell of a spreadsheet is its words. */
function oneCell(body: HTMLElement): void {
  const [cell, ...others] = body.querySelectorAll('td, th');
  const isAlone = cell && others.length === 0 && cell.textContent?.trim() === body.textContent?.trim();
  if (!isAlone || [...body.querySelectorAll('[data-desk-node]')].some((one) => !cell.contains(one))) return;
  body.replaceChildren(...cell.childNodes);
}

/** The pasted HTML as our schema reads it. */
export function cleaned(html: string): string {
  const { head, body } = new DOMParser().parseFromString(html, 'text/html');
  for (const one of body.querySelectorAll(`[${SHOWN}]`)) one.remove();
  const along = carried(body);
  const isOurs = body.querySelector('[data-pm-slice]') !== null;
  for (const one of body.querySelectorAll(gone)) one.remove();
  // Google Docs wraps all in a <b> that is not bold. Word's `mso-bidi-font-weight:normal` is of other scripts.
  for (const one of body.querySelectorAll('b[style], b[id^="docs-internal-guid"]')) {
    if (one.id.startsWith('docs-internal-guid') || /(?<!-)font-weight:\s*(normal|400)/i.test(one.getAttribute('style') ?? '')) unwrap(one);
  }
  commentsAndChanges(body);
  writeQuotes(body, document.getElementById('text')?.lang ?? '');
  notes(body);
  wordLists(body);
  wordOnline(body);
  wordQuotes(body);
  if (!isOurs) hiddenWords(body);
  if (/(Libre|Open)Office/i.test(head.querySelector('meta[name="generator" i]')?.getAttribute('content') ?? '')) officeQuotes(body);
  for (const element of body.querySelectorAll<HTMLElement>('[style]')) {
    const style = element.getAttribute('style') ?? '';
    element.removeAttribute('style');
    if (/mso-hide:\s*all|display:\s*none/i.test(style)) element.remove();
    else if (element.matches('span, font, a, p, li, td, th') && !/^H\d$/.test(element.tagName)) {
      for (const [rule, tag] of styles) {
        const isHeaderCell = element.tagName === 'TH' && tag === 'strong';
        // Links are underlined, and cells coloured.
        const isLook = (tag === 'u' && (element.closest('a') || element.querySelector('a'))) || (tag === 'mark' && element.matches('li, td, th'));
        if (rule.test(style) && !isHeaderCell && !isLook) wrap(element, tag);
      }
    }
  }
  for (const one of body.querySelectorAll('o\\:p, font, center')) unwrap(one);
  // Bold headings say it twice.
  for (const one of body.querySelectorAll(':is(h1, h2, h3, h4, h5, h6) :is(b, strong)')) unwrap(one);
  for (const one of body.querySelectorAll('h1')) rename(one, 'h2');
  for (const link of body.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? '';
    const google = /^https:\/\/www\.google\.com\/url\?(.*)$/.exec(href);
    const to = google ? new URLSearchParams(google[1]).get('q') : null;
    if (to) link.setAttribute('href', to);
    else if (href.startsWith('#')) unwrap(link);
  }
  // A box to tick is drawn as a picture.
  for (const one of body.querySelectorAll('img[aria-roledescription="checkbox"]')) one.remove();
  if (!isOurs) {
    paragraphs(body);
    tablesFoldsAndLists(body);
  }
  pictures(body, along);
  // One of a table of ours stays a cell.
  if (!isOurs) oneCell(body);
  emptyLines(body);
  for (const one of body.querySelectorAll('p, div')) {
    const isBlank = one.textContent?.replace(/\u00a0/g, ' ').trim() === '' && !one.querySelector('img, hr, table, [data-desk-node]');
    if (isBlank && !one.matches('[data-desk-node]') && !one.closest('td, th, li, [data-desk-node]')) one.remove();
  }
  for (const text of texts(body)) text.data = text.data.replace(/\u00a0(?= )|(?<= )\u00a0/g, ' ');
  return body.innerHTML;
}

function texts(body: HTMLElement): Text[] {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const out: Text[] = [];
  while (walker.nextNode()) out.push(walker.currentNode as Text);
  return out;
}

/** An address pasted over words is a link for them. */
export function linkOver(text: string, words: string): string | null {
  const href = text.trim();
  return /^https?:\/\/\S+$/i.test(href) && words ? `<a href="${escape(href)}">${escape(words)}</a>` : null;
}
