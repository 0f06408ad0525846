// Passages of the text, found by their words: how these are broken into lines and blocks does not matter.
import type { Node as PmNode } from '@tiptap/pm/model';

export interface Passage {
  from: number;
  to: number;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The words of the text in one line, with the place in the document of each character. */
function flat(doc: PmNode): { text: string; at: number[] } {
  let text = '';
  const at: number[] = [];
  const add = (char: string, pos: number) => {
    const next = /\s/.test(char) ? ' ' : char;
    if (next === ' ' && (text === '' || text.endsWith(' '))) return;
    text += next;
    at.push(pos);
  };
  doc.descendants((node, pos) => {
    if (node.isText) for (let i = 0; i < node.text!.length; i += 1) add(node.text![i]!, pos + i);
    else if (node.isBlock || node.type.name === 'hardBreak') add(' ', pos);
  });
  return { text, at };
}

/** All places of these words, one after the other. */
export function places(doc: PmNode, words: string): Passage[] {
  const wanted = oneLine(words);
  const out: Passage[] = [];
  if (wanted === '') return out;
  const { text, at } = flat(doc);
  for (let i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + wanted.length)) {
    out.push({ from: at[i]!, to: at[i + wanted.length - 1]! + 1 });
  }
  return out;
}

/** Which of the places of these words stands there, from 0. */
export function which(doc: PmNode, words: string, from: number): number {
  return Math.max(0, places(doc, words).findIndex((place) => place.to > from));
}
