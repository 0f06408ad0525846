// What pages of the web and LibreOffice write otherwise than our schema has it. Nothing here is done to what was copied from this
// editor.
import { line } from './asides.ts';

const BLOCKS = 'p, div, h1, h2, h3, h4, h5, h6, ul, ol, dl, table, blockquote, pre, hr, figure, details, section, article, header, footer, aside, main';
const HOLDERS = 'body, div, section, article, header, footer, main, aside, figure, details, ul, ol, dl, li, dd, td, th, blockquote';

/** Looks no further than to the first word. */
function isEmpty(one: Element): boolean {
  const walker = one.ownerDocument.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if ((walker.currentNode as Text).data.trim() !== '') return false;
  return !one.querySelector('img, table, hr, [data-desk-node]');
}

/** Words for those who do not see the page, who are told by it as it is; those who read the story have its own. */
export function hiddenWords(body: HTMLElement): void {
  for (const one of body.querySelectorAll('.sr-only, .visually-hidden, .visuallyhidden, .screen-reader-text, [style*="clip"]')) {
    const style = one.getAttribute('style') ?? '';
    if (!/clip/i.test(style) || one.matches('[class*="sr-only"], [class*="visually"], [class*="screen-reader"]') || /clip:\s*rect\(\s*[01](px)?[\s,]|clip-path:\s*inset\((50|100)%/i.test(style)) one.remove();
  }
}

/** LibreOffice writes each paragraph of a quotation as one. */
export function officeQuotes(body: HTMLElement): void {
  for (const quote of body.querySelectorAll('blockquote')) {
    if (!quote.querySelector(BLOCKS)) {
      const paragraph = body.ownerDocument.createElement('p');
      paragraph.append(...quote.childNodes);
      quote.append(paragraph);
    }
    const before = quote.previousElementSibling;
    let between = quote.previousSibling;
    while (between && between !== before && between.textContent?.trim() === '') between = between.previousSibling;
    if (!before?.matches('blockquote') || between !== before) continue;
    before.append(...quote.childNodes);
    quote.remove();
  }
}

/** The next node that is no white space. */
function beside(node: Node, way: 'previousSibling' | 'nextSibling'): Node | null {
  let found = node[way];
  while (found instanceof Text && found.data.trim() === '') found = found[way];
  return found;
}

/** Two ends of lines are the end of a paragraph. */
export function paragraphs(body: HTMLElement): void {
  // From the end: what is behind one has its place by then, and is moved once.
  for (const one of [...body.querySelectorAll('br')].reverse()) {
    const isFirst = !(beside(one, 'previousSibling') instanceof HTMLBRElement) && beside(one, 'nextSibling') instanceof HTMLBRElement;
    // Between the items of a list there are no lines.
    if (one.parentElement?.matches('ul, ol, dl')) {
      one.remove();
      continue;
    }
    if (!isFirst || one.closest('pre, code, h1, h2, h3, h4, h5, h6, summary, figcaption, caption, [data-desk-node]')) continue;
    for (let next = beside(one, 'nextSibling'); next instanceof HTMLBRElement; next = beside(one, 'nextSibling')) next.remove();
    // Links and the like that go on are split.
    for (let holder = one.parentElement!; !holder.matches(HOLDERS); holder = one.parentElement!) {
      const rest = holder.cloneNode(false) as Element;
      rest.removeAttribute('id');
      while (one.nextSibling) rest.append(one.nextSibling);
      holder.after(one, rest);
      if (holder.matches('p')) break;
    }
    const after = one.nextElementSibling;
    if (!(after?.matches('p') && one.previousElementSibling?.matches('p'))) {
      const paragraph = body.ownerDocument.createElement('p');
      while (one.nextSibling && !(one.nextSibling instanceof Element && one.nextSibling.matches(BLOCKS))) paragraph.append(one.nextSibling);
      if (!isEmpty(paragraph)) one.after(paragraph);
    }
    for (const around of [one.previousElementSibling, one.nextElementSibling]) if (around?.matches('p') && isEmpty(around)) around.remove();
    one.remove();
  }
}

/** What a table is called is its caption; what unfolds is its content; lines of a list in which nothing stands are none. */
export function tablesFoldsAndLists(body: HTMLElement): void {
  for (const caption of body.querySelectorAll('table > caption')) {
    const says = line(caption);
    if (says.length > 0) caption.parentElement!.setAttribute('data-desk-caption', JSON.stringify(says));
    caption.remove();
  }
  for (const fold of body.querySelectorAll('details')) {
    const content = body.ownerDocument.createElement('div');
    content.setAttribute('data-desk-node', 'detailsContent');
    const summary = [...fold.children].find((one) => one.matches('summary')) ?? body.ownerDocument.createElement('summary');
    content.append(...[...fold.childNodes].filter((one) => one !== summary));
    fold.append(summary, content);
  }
  for (const item of [...body.querySelectorAll('li')].reverse()) {
    if (!isEmpty(item)) continue;
    const list = item.parentElement!;
    item.remove();
    if (list.matches('ul, ol') && list.childElementCount === 0) list.remove();
  }
}
