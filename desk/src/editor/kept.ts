// What is written, kept in this browser until the server has it (IndexedDB). One record for each story and page.
import type { CopyText } from './copy.ts';
import type { Place } from './passages.ts';

export interface Kept {
  story: string;
  /** The page in which it was written. */
  holder: string;
  /** Whose words these are. */
  user: string;
  /** The number of the server's save that they were written upon. */
  version: number;
  text: CopyText;
  /** Where the passages of comments are in it. */
  passages?: Place[];
  /** Milliseconds since 1970. */
  at: number;
  /** What was on its way to the server at that time. */
  sent?: CopyText;
}

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('broadsheet-desk', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('copies', { keyPath: ['story', 'holder'] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
  });
  return opened;
}

async function run<T>(mode: IDBTransactionMode, what: (copies: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction('copies', mode, { durability: 'strict' });
    const request = what(transaction.objectStore('copies'));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('not kept'));
  });
}

/** Keeps a text. Rejects where the browser keeps nothing (private windows, a full disk). */
export const keep = (kept: Kept): Promise<unknown> => run('readwrite', (copies) => copies.put(kept));

export const forget = (story: string, holder: string): Promise<unknown> => run('readwrite', (copies) => copies.delete([story, holder])).catch(() => undefined);

const lock = (holder: string) => `broadsheet-page-${holder}`;

/** Names of the pages that live; undefined where the browser does not tell. */
async function alive(): Promise<Set<string> | undefined> {
  const held = await navigator.locks?.query().catch(() => undefined);
  return held && new Set(held.held?.map((one) => one.name ?? ''));
}

/**
 * The name of this page. It takes the name of the last page in this browser that had the story open, where that one is
 * gone (the browser was killed, the machine slept): so the pen that it left behind is this page's.
 */
export async function pageName(story: string): Promise<string> {
  const key = `broadsheet-page-${story}`;
  const living = await alive();
  let name = crypto.getRandomValues(new Uint32Array(4)).join('-');
  try {
    const last = localStorage.getItem(key);
    if (last && living && !living.has(lock(last))) name = last;
    localStorage.setItem(key, name);
  } catch {
    // A browser that keeps nothing: each page is a new one.
  }
  // Says that this page lives, for as long as it does.
  await new Promise<void>((held) => {
    if (!navigator.locks) return held();
    void navigator.locks.request(lock(name), () => {
      held();
      return new Promise(() => undefined);
    });
  });
  return name;
}

/** What pages that are gone have left of a story, the latest first. `name` is this page's, before anything is written. */
export async function left(story: string, name: string): Promise<Kept[]> {
  const all = await run<Kept[]>('readonly', (copies) => copies.getAll(IDBKeyRange.bound([story, ''], [story, '\uffff']))).catch(() => []);
  const living = (await alive()) ?? new Set();
  const found = all.filter((one) => one.holder === name || !living.has(lock(one.holder)));
  for (const one of found.filter((kept) => kept.holder === name)) {
    // What this page writes must not take its place.
    one.holder = `${name}:${one.at}`;
    await keep(one);
    await forget(story, name);
  }
  return found.sort((a, b) => b.at - a.at);
}
