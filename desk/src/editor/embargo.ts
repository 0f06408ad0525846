// While a story is under embargo, only what can be done is offered; when it ends, the rest, also in a page that is open.
import type { Begin } from './copy.ts';

/** In milliseconds: how long is waited at a time, since a laptop that slept or a clock that was set is noticed so. */
const LOOK = 30_000;

export const isHeld = ({ embargo }: Begin): boolean => embargo !== null && Date.now() < embargo;

export function whenFree(begin: Begin, form: HTMLFormElement, then: () => void): void {
  const { embargo } = begin;
  if (embargo === null) return;
  if (isHeld(begin)) return void setTimeout(() => whenFree(begin, form, then), Math.min(embargo - Date.now(), LOOK));
  for (const one of form.querySelectorAll<HTMLElement>('[data-embargo]')) one.hidden = !one.hidden;
  form.querySelector('[name="at"]')?.removeAttribute('min');
  then();
}
