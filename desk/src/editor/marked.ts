// Where the passages of comments are while the text is written: each follows its words, becomes others as they are
// rewritten, and comes back when what was taken out comes back.
import type { Node as PmNode } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { places, wordsAt, type Passage, type Place } from './passages.ts';

interface Mark extends Passage {
  /** Its end is being rewritten: what is typed there belongs to it. */
  open: boolean;
  /** Nothing is left of it yet: what it was. */
  last?: Last;
}

interface Last {
  words: string;
  nth: number;
}

/** What is not in the text. `left`: how many places with its words were there without it. */
interface Lost extends Last {
  left: number;
}

export interface Marked {
  marks: ReadonlyMap<string, Mark>;
  lost: ReadonlyMap<string, Lost>;
}

/** A passage that somebody spoke of: the words of that time. */
export interface Said {
  id: string;
  quote: string;
  nth: number;
}

const lose = (doc: PmNode, { words, nth }: Last): Lost => ({ words, nth, left: places(doc, words).length });

/** What was lost is there again when its words stand at one place more. */
const back = (doc: PmNode, { words, nth, left }: Lost): Passage | undefined => {
  const found = places(doc, words);
  return found.length > left ? found[nth] : undefined;
};

/** Finds passages by their words: as they were last, else as they were at first. */
export function put(doc: PmNode, said: Said[], now: Place[]): Marked {
  const marks = new Map<string, Mark>();
  const lost = new Map<string, Lost>();
  const near = ({ words, nth }: Last) => {
    const found = places(doc, words);
    return found[nth] ?? found.at(-1);
  };
  for (const one of said) {
    const place = now.find(({ id }) => id === one.id) ?? { words: one.quote, nth: one.nth, gone: false };
    const at = place.gone ? undefined : (near(place) ?? near({ words: one.quote, nth: one.nth }));
    if (at) marks.set(one.id, { ...at, open: false });
    else lost.set(one.id, lose(doc, place));
  }
  return { marks, lost };
}

/** A passage after a change; undefined when it went with what stood around it. */
function after(mark: Mark, tr: Transaction): Mark | undefined {
  const { mapping } = tr;
  const [begin, end] = [mapping.mapResult(mark.from, 1), mapping.mapResult(mark.to, mark.open ? 1 : -1)];
  const { empty, head } = tr.selection;
  const cut = mapping.mapResult(mark.to, -1).deletedBefore;
  const to = end.pos;
  const from = Math.min(begin.pos, to);
  const open = empty && head === to && (mark.open || cut);
  if (begin.pos < to) return { from, to, open };
  const alone = !mapping.mapResult(mark.from, -1).deletedBefore && !mapping.mapResult(mark.to, 1).deletedAfter;
  return open && alone ? { from: to, to, open, last: mark.last ?? wordsAt(tr.before, mark) } : undefined;
}

export function follow(before: Marked, tr: Transaction): Marked {
  if (!tr.docChanged && ![...before.marks.values()].some((mark) => mark.open)) return before;
  const marks = new Map<string, Mark>();
  const lost = new Map(before.lost);
  for (const [id, mark] of before.marks) {
    const next = after(mark, tr);
    if (next) marks.set(id, next);
    else lost.set(id, lose(tr.doc, mark.last ?? wordsAt(tr.before, mark)));
  }
  return { marks, lost };
}

/** Which passages that were lost are there again. */
export function returned(doc: PmNode, { lost }: Marked): Map<string, Passage> {
  const found = [...lost].map(([id, one]) => [id, back(doc, one)] as const);
  return new Map(found.filter((one): one is readonly [string, Passage] => one[1] !== undefined));
}

export function takeBack(doc: PmNode, before: Marked): Marked {
  const found = returned(doc, before);
  const marks = new Map(before.marks);
  for (const [id, place] of found) marks.set(id, { ...place, open: false });
  return { marks, lost: new Map([...before.lost].filter(([id]) => !found.has(id))) };
}

/** Where all of them are, for the server and for this browser's memory. */
export function whereNow(doc: PmNode, marked: Marked): Place[] {
  const { marks, lost } = takeBack(doc, marked);
  const here = [...marks].map(([id, mark]) => ({ id, ...(mark.last ?? wordsAt(doc, mark)), gone: mark.last !== undefined }));
  return [...here, ...[...lost].map(([id, { words, nth }]) => ({ id, words, nth, gone: true }))];
}
