// Words, characters and reading time of the text.
import type { Editor } from '@tiptap/core';
import { el } from './dom.ts';

/** Words a minute; the reader's page counts the same (crates/document/src/words.rs). */
const PACE = 275;

export function count(editor: Editor): HTMLElement {
  const out = el('p', { class: 'count hint' });
  const numbers = new Intl.NumberFormat('en');
  let timer = 0;
  const show = () => {
    timer = 0;
    const text = editor.state.doc.textBetween(0, editor.state.doc.content.size, '\n', ' ');
    const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’ʼ-]*/gu)?.length ?? 0;
    const characters = [...text.replace(/\n/g, '')].length;
    const minutes = Math.max(1, Math.round(words / PACE));
    out.textContent = `${numbers.format(words)} word${words === 1 ? '' : 's'} · ${numbers.format(characters)} characters · ${minutes} min to read`;
  };
  editor.on('transaction', ({ transaction }) => {
    if (transaction.docChanged && !timer) timer = window.setTimeout(show, 300);
  });
  show();
  return out;
}
