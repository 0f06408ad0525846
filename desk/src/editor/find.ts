// Searching for a story of the desk by its headline, to link or to relate it.
import { say } from './aloud.ts';
import { el, freshId } from './dom.ts';
import { get } from './server.ts';

export interface Found {
  id: string;
  slug: string;
  title: string;
  language: string;
  state: string;
  url: string;
}

/** A field that offers stories while one types; `choose` gets the one. */
export function findStory(label: string, choose: (story: Found) => void): { element: HTMLElement; input: HTMLInputElement; enable(on: boolean): void } {
  const listId = freshId();
  const list = el('ul', { id: listId, role: 'listbox', 'aria-label': label, class: 'offers', hidden: true });
  const says = el('span', { class: 'hint', role: 'status' });
  const input = el('input', { type: 'text', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': listId, 'aria-autocomplete': 'list', autocomplete: 'off', placeholder: 'Words of the headline' });
  let offers: Found[] = [];
  let at = -1;
  let asked = 0;
  let timer = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    at = -1;
  };
  const take = (story: Found) => {
    input.value = story.title;
    says.textContent = '';
    close();
    choose(story);
  };
  const mark = (next: number) => {
    at = (next + offers.length) % offers.length;
    [...list.children].forEach((one, index) => one.setAttribute('aria-selected', String(index === at)));
    input.setAttribute('aria-activedescendant', `${listId}-${at}`);
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  };
  const ask = async () => {
    const words = input.value.trim();
    const mine = (asked += 1);
    if (words.length < 2) return close();
    const answer = await get<Found[]>(`/desk/search/stories?q=${encodeURIComponent(words)}`);
    if (mine !== asked) return;
    if (answer.kind !== 'ok') {
      says.textContent = 'The search does not answer now.';
      return close();
    }
    offers = answer.body;
    says.textContent = offers.length === 0 ? 'No headline has these words.' : '';
    if (offers.length > 0) say(offers.length === 1 ? 'One story.' : `${offers.length} stories.`);
    list.replaceChildren(
      ...offers.map((story, index) =>
        el('li', { id: `${listId}-${index}`, role: 'option', 'aria-selected': 'false', onmousedown: (event: Event) => event.preventDefault(), onclick: () => take(story) }, el('span', { lang: story.language, dir: 'auto' }, story.title), el('small', {}, story.state)),
      ),
    );
    list.hidden = offers.length === 0;
    input.setAttribute('aria-expanded', String(offers.length > 0));
    at = -1;
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), 150);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown') mark(at + 1);
    else if (event.key === 'ArrowUp') mark(at < 0 ? -1 : at - 1);
    else if (event.key === 'Enter' && at >= 0) take(offers[at]!);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    element: el('span', { class: 'finder' }, el('label', {}, el('span', {}, label), input), list, says),
    input,
    enable: (on) => (input.readOnly = !on),
  };
}
