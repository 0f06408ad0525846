// Passages of the text, found by their words: how these are broken into lines and blocks does not matter.
import type { Node as PmNode } from '@tiptap/pm/model';

export interface Passage {
  from: number;
  to: number;
}

/** Where the passage of a comment is, as the server keeps it (`passages` of crates/desk/src/pages/copy.rs). */
export interface Place {
  /** Of the comment. */
  id: string;
  /** Its words as they are, or were last. */
  words: string;
  /** Which of several places with these words, from 0. */
  nth: number;
  /** Whether they were taken out. */
  gone: boolean;
}

/** The longest passage that is kept, in characters. */
const LONGEST = 5000;

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

interface Flat {
  text: string;
  /** The place in the document of each character. */
  at: number[];
}

const known = new WeakMap<PmNode, Flat>();

/** The words of the text in one line. */
function flat(doc: PmNode): Flat {
  const before = known.get(doc);
  if (before) return before;
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
  known.set(doc, { text, at });
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

/** The words that stand there, and which of the places with these words it is. */
export function wordsAt(doc: PmNode, { from, to }: Passage): { words: string; nth: number } {
  const { text, at } = flat(doc);
  const index = (pos: number) => {
    let [low, high] = [0, at.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at[middle]! < pos) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const all = text.slice(index(from), index(to)).trim();
  const words = all.length > LONGEST ? [...all].slice(0, LONGEST).join('').trim() : all;
  return { words, nth: which(doc, words, from) };
}
