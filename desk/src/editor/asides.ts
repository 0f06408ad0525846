// What stands beside a text that is pasted: remarks and changes of colleagues, and its footnotes.
import type { Json } from './copy.ts';

/** Comments are no part of the text, and changes that were followed are as if they were accepted. */
export function commentsAndChanges(body: HTMLElement): void {
  const gone = '[style*="mso-element:comment-list"], .MsoCommentReference, a.msocomanchor, .msoDel, del[cite^="mailto:"]';
  for (const one of body.querySelectorAll(gone)) one.remove();
  for (const one of body.querySelectorAll('.msoIns ins, ins[cite^="mailto:"]')) one.replaceWith(...one.childNodes);
  // Of a page that Google Docs exports: the letter in the text, and the comment that leads back to it.
  for (const one of body.querySelectorAll('a[href^="#cmnt"]')) {
    const [, back] = /^#cmnt(_ref)?\d+$/.exec(one.getAttribute('href')!) ?? [null];
    if (back !== null) (one.closest(back ? 'div' : 'sup') ?? one).remove();
  }
}

const looks: [selector: string, type: string][] = [['b, strong', 'bold'], ['i, em', 'italic']];

/** What a note is called in the text: a number, a letter, a star. */
const SIGN = /^[[(]?(\d+|[ivxlc]+|[a-z]|[*†‡]+)[\])]?$/i;

const BLOCK = 'p, div, li, br';

/** The line of a note, or of what else is one. */
export function line(note: Element): Json[] {
  const walker = note.ownerDocument.createTreeWalker(note, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const out: Json[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!(node instanceof Text)) {
      const last = out.at(-1);
      // Paragraphs are one line, and their words stay apart.
      if (last && (node as Element).matches(BLOCK)) last.text = `${last.text!.trimEnd()} `;
      continue;
    }
    const text = node.data.replace(/[\s\u00a0]+/g, ' ');
    const says = out.at(-1)?.text?.endsWith(' ') === false ? text : text.trimStart();
    if (says === '') continue;
    const holder = node.parentElement!;
    const marks: Json[] = looks.filter(([selector]) => holder.closest(selector)).map(([, type]) => ({ type }));
    const href = holder.closest('a')?.getAttribute('href') ?? '';
    if (/^(https?|mailto):/i.test(href)) marks.push({ type: 'link', attrs: { href } });
    out.push({ type: 'text', text: says, ...(marks.length > 0 && { marks }) });
  }
  const last = out.at(-1);
  if (last) last.text = last.text!.trimEnd();
  return out.filter((one) => one.text !== '');
}

/** Where a link leads: the page, which browsers write before what is copied, and the name on it. */
function target(link: Element): [page: string, name: string] {
  const [page, ...name] = link.getAttribute('href')!.split('#');
  return [page!, name.join('#')];
}

/** How far around a link stands what others lead to. */
const AROUND = 5;

/** What can be led to to come to a link: itself, and what it stands in. */
function named(link: Element): Map<string, Element> {
  const out = new Map([[link.getAttribute('name') || link.id, link]]);
  for (let around = link.parentElement, far = 0; around && far < AROUND; around = around.parentElement, far += 1) {
    if (around.id && !out.has(around.id)) out.set(around.id, around);
  }
  return out;
}

/** The list of notes, when all are in the text, with the line above it and what it is called. */
function clear(list: Element | null): void {
  if (!list?.matches('ol, ul') || list.childElementCount > 0) return;
  const holder = list.parentElement!;
  list.remove();
  if (holder.matches('div, section, aside, footer') && [...holder.childNodes].every((one) => (one instanceof Element ? one.matches('h2, h3, h4, h5, h6, hr') : one.textContent?.trim() === ''))) holder.remove();
}

/** Signs of one name that are looked at. */
const MANY = 100;

/** Footnotes of Word, LibreOffice, Google Docs and pages of the web: a sign that leads to a note, whose own sign leads back. */
export function notes(body: HTMLElement): void {
  const anchors = [...body.querySelectorAll('a[href*="#"]')].map((link) => ({ link, names: named(link), to: target(link) }));
  const byName = new Map<string, typeof anchors>();
  for (const one of anchors) {
    for (const name of one.names.keys()) {
      // What so many lead from is no note.
      if (byName.has(name)) byName.get(name)!.length < MANY && byName.get(name)!.push(one);
      else byName.set(name, [one]);
    }
  }
  const texts = new Map<Element, string>();
  /** The words of an element, which are looked at again and again. */
  const said = (one: Element) => {
    const known = texts.get(one) ?? one.textContent!.trim();
    texts.set(one, known);
    return known;
  };
  const found = new Map<string, Json[]>();
  for (const { link: sign, names, to } of anchors) {
    if (!SIGN.test(said(sign))) continue;
    const says = found.get(to.join('#')) ?? take();
    if (!says) continue;
    found.set(to.join('#'), says);
    const made = body.ownerDocument.createElement('span');
    made.setAttribute('data-desk-node', 'footnote');
    made.setAttribute('data-desk-note', JSON.stringify(says));
    (sign.closest('sup') ?? sign).replaceWith(made);

    function take(): Json[] | null {
      const [page, name] = to;
      // What is around a sign is only the sign.
      const isSign = (one: Element | undefined) => one !== undefined && said(one) === said(sign);
      const back = byName.get(name)?.find((one) => one.to[0] === page && isSign(names.get(one.to[1])) && sign.compareDocumentPosition(one.link) & Node.DOCUMENT_POSITION_FOLLOWING);
      const whole = back?.names.get(name);
      const note = back?.link.closest('[style*="mso-element:footnote"], [style*="mso-element:endnote"]') ?? (whole?.matches('li, p, dd') ? whole : back?.link.closest('p, li'));
      if (!back || !note || note.contains(sign)) return null;
      back.link.remove();
      const list = note.parentElement;
      note.remove();
      clear(list);
      return line(note);
    }
  }
  // The line above notes that are now in the text.
  for (const list of body.querySelectorAll('[style*="mso-element:footnote-list"], [style*="mso-element:endnote-list"]')) {
    if (list.textContent?.trim() === '') list.remove();
  }
}
