// A session that ends while one writes: sign in again beside it, and go on.
import type { Begin } from './copy.ts';
import { el, freshId } from './dom.ts';
import type { Standing } from './pen.ts';
import type { Saving } from './saving.ts';
import { currentCode, get, useCode } from './server.ts';

const LOOK = 3_000;

export function watchSession(begin: Begin, saving: Saving, goOn: () => void): void {
  const heading = freshId();
  const says = el('p', { role: 'status' });
  const dialog = el(
    'dialog', { class: 'session', 'aria-labelledby': heading },
    el('h2', { id: heading }, 'Your session has ended'),
    el('p', {}, 'What you typed is still in this page and kept in this browser. Sign in again in a new tab; this page goes on by itself.'),
    says,
    el('p', { class: 'deeds' }, el('a', { class: 'button', href: '/desk/sign-in/', target: '_blank' }, 'Sign in (opens a new tab)'), el('button', { type: 'button', onclick: () => dialog.close() }, 'Later')),
  );
  document.body.append(dialog);
  let timer = 0;
  let before: HTMLElement | null = null;
  // A dialog that closes while another tab is in front leaves the keyboard nowhere (seen in Chromium).
  dialog.addEventListener('close', () => {
    before?.blur();
    before?.focus();
  });

  const look = async () => {
    clearTimeout(timer);
    if (saving.state.is !== 'signed out') return;
    const answer = await get<Standing>(`/desk/stories/${begin.id}/copy`);
    if (answer.kind === 'ok' && answer.body.user !== begin.user) {
      says.textContent = `${answer.body.me} is signed in in this browser now. Sign in as ${begin.me}, so that the text stays yours.`;
    } else if (answer.kind === 'ok') {
      useCode(answer.body.code);
      dialog.close();
      void saving.goOn();
      goOn();
      return;
    }
    timer = window.setTimeout(() => void look(), LOOK);
  };

  saving.on((state) => {
    if (state.is !== 'signed out') return;
    if (!dialog.open) {
      before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      dialog.showModal();
    }
    timer = window.setTimeout(() => void look(), LOOK);
  });
  addEventListener('focus', () => void look());
}

/** The session is another than the page's: takes over the code of its forms. Says whether there was a new one. */
export async function renewCode(begin: Begin): Promise<boolean> {
  const answer = await get<Standing>(`/desk/stories/${begin.id}/copy`);
  if (answer.kind !== 'ok' || answer.body.user !== begin.user || answer.body.code === currentCode()) return false;
  useCode(answer.body.code);
  return true;
}
