// What is written, kept in this browser until the server has it (IndexedDB). One record for each story and page.
import type { CopyText } from './copy.ts';

export interface Kept {
  story: string;
  /** The page in which it was written. */
  holder: string;
  /** Whose words these are. */
  user: string;
  /** The number of the server's save that they were written upon. */
  version: number;
  text: CopyText;
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

/** Says that this page lives, for as long as it does. */
export function live(holder: string): void {
  void navigator.locks?.request(lock(holder), () => new Promise(() => undefined));
}

/** What pages that are gone have left of a story, the latest first. */
export async function left(story: string): Promise<Kept[]> {
  const all = await run<Kept[]>('readonly', (copies) => copies.getAll(IDBKeyRange.bound([story, ''], [story, '\uffff']))).catch(() => []);
  const held = await navigator.locks?.query().catch(() => undefined);
  const alive = new Set(held?.held?.map((one) => one.name));
  return all.filter((one) => !alive.has(lock(one.holder))).sort((a, b) => b.at - a.at);
}
