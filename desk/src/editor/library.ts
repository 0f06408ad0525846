// Choosing a picture of the library, in a dialog: the newest, or those with these words.
import { el, freshId, labelled } from './dom.ts';
import { get } from './server.ts';
import type { Uploaded } from './upload.ts';

interface Kept extends Uploaded {
  name: string;
  small: string;
}

/** Opens the dialog; `done` gets the picture that is taken. The keyboard goes back to where it was. */
export function chooseOfLibrary(done: (picture: Uploaded) => void): void {
  const heading = freshId();
  const words = el('input', { type: 'search', autocomplete: 'off' });
  const says = el('p', { class: 'hint', role: 'status' });
  const list = el('ul', { class: 'grid' });
  let asked = 0;
  let timer = 0;

  const take = (picture: Kept) => {
    dialog.close();
    done(picture);
  };
  const ask = async () => {
    const mine = (asked += 1);
    const answer = await get<Kept[]>(`/desk/media/?pictures=1&words=${encodeURIComponent(words.value.trim())}`);
    if (mine !== asked) return;
    if (answer.kind !== 'ok') {
      says.textContent = answer.kind === 'signed out' ? 'Your session has ended.' : 'The library does not answer now.';
      return;
    }
    says.textContent = answer.body.length === 0 ? 'No picture is there.' : '';
    list.replaceChildren(
      ...answer.body.map((one) =>
        el('li', {}, el('button', { type: 'button', 'aria-label': `Take ${one.name}`, onclick: () => take(one) }, el('img', { src: one.small, alt: one.alt, width: 200, height: 150, loading: 'lazy' }), el('span', {}, one.name))),
      ),
    );
  };
  words.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), 150);
  });
  const dialog = el(
    'dialog', { class: 'library', 'aria-labelledby': heading, onclose: () => dialog.remove() },
    el('h2', { id: heading }, 'Pictures of the library'),
    labelled('Words in its name, caption, alt text or credit', words),
    says,
    el('div', { class: 'library-list' }, list),
    el('p', { class: 'deeds' }, el('button', { type: 'button', onclick: () => dialog.close() }, 'Close')),
  );
  document.body.append(dialog);
  dialog.showModal();
  words.focus();
  void ask();
}
