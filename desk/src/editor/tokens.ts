// A list of names that is written one by one: tags, bylines. Enter or a comma adds, buttons move and take away.
import { say } from './aloud.ts';
import { el, freshId } from './dom.ts';

export interface Tokens {
  element: HTMLElement;
  show(values: string[]): void;
  enable(on: boolean): void;
}

interface Wanted {
  label: string;
  /** The field of the story, by which it is found on the page. */
  field: string;
  hint: string;
  /** What is offered: the value, and how it is shown. */
  offers: { value: string; name: string }[];
  change: (values: string[]) => void;
}

export function tokens({ label, field, hint, offers, change }: Wanted): Tokens {
  const listId = freshId();
  const hintId = freshId();
  let values: string[] = [];
  let enabled = true;
  /** Names that nobody knew before they were written here. */
  const fresh = new Set<string>();
  const name = (value: string) => offers.find((one) => one.value === value)?.name ?? value;
  const shown = el('ul', { class: 'tokens', 'aria-label': label });
  const input = el('input', { type: 'text', list: listId, autocomplete: 'off', 'data-field': field, 'aria-describedby': hintId });
  const says = el('span', { class: 'hint', id: hintId }, hint);

  const set = (next: string[], focus?: number) => {
    values = next;
    draw();
    change(next);
    if (focus !== undefined) (shown.querySelectorAll<HTMLElement>('button.away')[Math.min(focus, next.length - 1)] ?? input).focus();
  };
  const move = (from: number, to: number) => {
    const next = [...values];
    const [one] = next.splice(from, 1);
    next.splice(to, 0, one!);
    set(next);
    shown.children[to]?.querySelector<HTMLElement>('button')?.focus();
  };
  const draw = () =>
    shown.replaceChildren(
      ...values.map((value, at) =>
        el(
          'li', {}, el('span', {}, name(value)), fresh.has(value) ? el('small', {}, 'new') : null,
          at > 0 && enabled ? el('button', { type: 'button', 'aria-label': `${name(value)}: earlier`, title: 'Earlier', onclick: () => move(at, at - 1) }, '←') : null,
          enabled ? el('button', { type: 'button', class: 'away', 'aria-label': `${name(value)}: take away`, title: 'Take away', onclick: () => set(values.filter((_one, index) => index !== at), at) }, '×') : null,
        ),
      ),
    );
  const typed = () => input.value.trim().replace(/,$/, '').trim();
  const known = () => offers.find((one) => one.name.toLocaleLowerCase() === typed().toLocaleLowerCase() || one.value === typed());
  const add = () => {
    if (!typed()) return;
    const value = known()?.value ?? typed();
    if (!known()) fresh.add(value);
    input.value = '';
    says.textContent = hint;
    if (!values.some((one) => one.toLocaleLowerCase() === value.toLocaleLowerCase())) set([...values, value]);
  };
  input.addEventListener('keydown', (event) => {
    if ((event.key !== 'Enter' && event.key !== ',') || event.isComposing) return;
    event.preventDefault();
    add();
  });
  // Who leaves in the middle of a name has not said that there is to be one of that name, for readers to see.
  input.addEventListener('change', () => {
    if (known()) return add();
    says.textContent = typed() ? `“${typed()}” is not added: Enter makes it a new one.` : hint;
    if (typed()) say(says.textContent);
  });
  return {
    element: el('div', { class: 'many' }, el('label', {}, el('span', {}, label), input), says, shown, el('datalist', { id: listId }, ...offers.map((one) => el('option', { value: one.name })))),
    show(next) {
      if (next.join('\n') === values.join('\n') && shown.childElementCount === values.length) return;
      values = next;
      draw();
    },
    enable(on) {
      enabled = on;
      input.readOnly = !on;
      draw();
    },
  };
}
