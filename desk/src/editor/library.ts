// Choosing a file of the library, in a dialog: the newest of a kind, or those with these words.
import { el, freshId, labelled } from './dom.ts';
import { kinds, type Kind } from './kinds.ts';
import { get } from './server.ts';
import type { Uploaded } from './upload.ts';

interface Kept extends Uploaded {
  name: string;
  small: string;
  /** Classes that say what must stay of it when it is cropped. */
  focus: string;
}

interface Page {
  files: Kept[];
  /** What asks for the older ones; null where there are none. */
  next: string | null;
}

/** The library is asked for pictures alone or for all: of pages that hold nothing of the kind, so many are passed over at once. */
const PAGES = 20;

/** Opens the dialog; `done` gets the file that is taken, and says whether it was put in. The keyboard goes back to where it was. `many`: it stays open, for one after the other. */
export function chooseOfLibrary(done: (file: Uploaded) => boolean, kind: Kind, many = false): void {
  const heading = freshId();
  const words = el('input', { type: 'search', autocomplete: 'off' });
  const says = el('p', { class: 'hint', role: 'status' });
  const list = el('ul', { class: 'grid' });
  let next: string | null = null;
  let asked = 0;
  let timer = 0;

  const take = (file: Kept) => {
    const wasPut = done(file);
    if (many) says.textContent = wasPut ? `${file.name} was added.` : `${file.name} was not added: you may not write here now.`;
    else dialog.close();
  };
  const shown = (one: Kept) => (one.small ? el('img', { class: one.focus, src: one.small, alt: one.alt, width: 200, height: 150, loading: 'lazy' }) : null);
  const entry = (one: Kept) =>
    el('li', {}, el('button', { type: 'button', 'aria-label': `Take ${one.name}`, onclick: () => take(one) }, shown(one), el('span', {}, one.name)));
  /** Shows the newest with the words, or adds what stands behind those that are shown. */
  const ask = async (behind = '') => {
    const mine = (asked += 1);
    let query = behind || `${kind === kinds.picture ? 'pictures=1&' : ''}words=${encodeURIComponent(words.value.trim())}`;
    let found: Kept[] = [];
    for (let pages = 0; pages < PAGES; pages += 1) {
      const answer = await get<Page>(`/desk/media/?${query}`);
      if (mine !== asked) return;
      if (answer.kind !== 'ok') {
        says.textContent = answer.kind === 'signed out' ? 'Your session has ended.' : 'The library does not answer now.';
        return;
      }
      found = answer.body.files.filter((one) => kind === kinds.picture || kind.fits(one.type ?? ''));
      next = answer.body.next;
      if (found.length > 0 || !next) break;
      query = next;
    }
    const come = found.map(entry);
    if (behind) list.append(...come);
    else list.replaceChildren(...come);
    if (behind) (come[0]?.querySelector('button') ?? words).focus();
    older.hidden = !next;
    const count = list.childElementCount;
    says.textContent = count === 0 ? `No ${kind.one} is ${next ? 'among the newest files' : 'there'}.` : `${count} ${count === 1 ? `${kind.one} is` : `${kind.many} are`} shown${next ? '; there are older ones' : ''}.`;
  };
  const older = el('button', { type: 'button', hidden: true, onclick: () => next && void ask(next) }, `Older ${kind.many}`);
  words.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), 150);
  });
  const dialog = el(
    'dialog', { class: 'library', 'aria-labelledby': heading, onclose: () => dialog.remove() },
    el('h2', { id: heading }, `${kind.many[0]?.toUpperCase()}${kind.many.slice(1)} of the library`),
    labelled('Words in its name, caption, alt text or credit', words),
    says,
    el('div', { class: 'library-list' }, list, el('p', {}, older)),
    el('p', { class: 'deeds' }, el('button', { type: 'button', onclick: () => dialog.close() }, many ? 'Done' : 'Close')),
  );
  document.body.append(dialog);
  dialog.showModal();
  words.focus();
  void ask();
}
