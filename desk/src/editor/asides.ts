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

/** The line of a note. */
function line(note: Element): Json[] {
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
  return out;
}

/** Footnotes of Word, LibreOffice and Google Docs: a sign that leads to a note, whose own sign leads back. */
export function notes(body: HTMLElement): void {
  const name = (anchor: Element) => anchor.getAttribute('name') || anchor.id;
  const anchors = [...body.querySelectorAll('a[href^="#"]')];
  for (const [index, sign] of anchors.entries()) {
    const leadsTo = sign.getAttribute('href')!.slice(1);
    const back = anchors.slice(index + 1).find((one) => name(one) === leadsTo && one.getAttribute('href') === `#${name(sign)}`);
    const note = back?.closest('[style*="mso-element:footnote"], [style*="mso-element:endnote"]') ?? back?.closest('p, li');
    if (!back || !note || note.contains(sign) || !SIGN.test(sign.textContent!.trim())) continue;
    back.remove();
    const made = body.ownerDocument.createElement('span');
    made.setAttribute('data-desk-node', 'footnote');
    made.setAttribute('data-desk-note', JSON.stringify(line(note)));
    (sign.closest('sup') ?? sign).replaceWith(made);
    note.remove();
  }
  // The line above notes that are now in the text.
  for (const list of body.querySelectorAll('[style*="mso-element:footnote-list"], [style*="mso-element:endnote-list"]')) {
    if (list.textContent?.trim() === '') list.remove();
  }
}
