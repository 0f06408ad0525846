// What is said to those who do not see it happen. A sentence stands for a while only: whoever reads through the page later
// meets none of long ago.
import { el } from './dom.ts';

/** In milliseconds. */
const STANDS = 10_000;

/** It stands in the page before anything is said: what comes with its first words is passed over. */
export const aloud = el('div', { class: 'unseen', 'aria-live': 'polite' });

export function say(sentence: string): void {
  const said = el('p', {}, sentence);
  aloud.append(said);
  setTimeout(() => said.remove(), STANDS);
}
