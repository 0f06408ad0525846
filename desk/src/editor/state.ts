// The state of what is written, in words.
import { el } from './dom.ts';
import type { Saving, State } from './saving.ts';

/** A time of the newsroom: `14:05`, with the day when it is not today's. */
export function clock(timezone: string): (at: number) => string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, day: 'numeric', month: 'short' });
  return (at) => (day.format(at) === day.format(Date.now()) ? time.format(at) : `${day.format(at)}, ${time.format(at)}`);
}

function inWords(state: State, saving: Saving, at: (ms: number) => string): string {
  const here = saving.unkept ? 'and this browser cannot keep it either: copy it before you close the page' : 'kept in this browser';
  switch (state.is) {
    case 'saved':
      return state.at ? `Saved ${at(state.at)}` : saving.story.writable ? 'Everything is saved' : '';
    case 'changed':
      return 'Not saved yet';
    case 'saving':
      return 'Saving…';
    case 'offline':
      return `Not saved: no connection, ${here}`;
    case 'away':
      return `${state.full ? 'Not saved: the server’s disk is full' : 'Nothing is saved on the server'}, ${here}; trying again`;
    case 'refused':
      return `Not saved, ${here}: ${state.error}`;
    case 'signed out':
      return `Not saved: your session has ended, ${here}`;
    case 'conflict':
      return state.own ? 'Not saved over what you wrote in another window' : `Not saved over ${state.by}’s text`;
  }
}

const ROUTINE: State['is'][] = ['saved', 'changed', 'saving'];

/** The line, and what is said aloud of it: trouble, that it is over, and that what was saved by hand is. */
export function stateLine(saving: Saving, timezone: string): HTMLElement[] {
  const out = el('p', { class: 'saving', title: `Times of ${timezone}` });
  const aloud = el('p', { class: 'unseen', role: 'status' });
  let trouble = false;
  const at = clock(timezone);
  const show = (state: State) => {
    const words = inWords(state, saving, at);
    if (out.textContent !== words) out.textContent = words;
    out.dataset.state = state.is;
    if (!ROUTINE.includes(state.is)) {
      trouble = true;
      if (aloud.textContent !== words) aloud.textContent = words;
    } else if (state.is === 'saved' && (trouble || state.byHand)) {
      trouble = false;
      // The same words once more are said only where the text is another: a space behind them makes it so.
      aloud.textContent = aloud.textContent === words ? `${words}\u00a0` : words;
    }
  };
  saving.on(show);
  saving.story.on('mode', () => show(saving.state));
  show(saving.state);
  return [out, aloud];
}
