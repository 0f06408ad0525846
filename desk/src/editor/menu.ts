// A button with a menu (WAI-ARIA's pattern): going along it does nothing, Enter or a click does.
import { el, freshId } from './dom.ts';
import { float, place } from './float.ts';

export interface Choice {
  label: string;
  do: () => unknown;
}

/** Gives the button; the menu shows while `can` says so. */
export function menuButton(label: string, name: string, title: string, choices: Choice[], can: () => boolean): HTMLButtonElement {
  const id = freshId();
  const menu = el('ul', { id, class: 'float slash', role: 'menu', 'aria-label': name, hidden: true });
  const button = el('button', { type: 'button', class: 'tool', title, 'aria-label': name, 'aria-haspopup': 'menu', 'aria-expanded': 'false' }, label);
  const items = choices.map((choice) => el('li', { role: 'menuitem', tabindex: '0', onclick: () => take(choice) }, choice.label));
  menu.append(...items);

  const close = () => {
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  };
  const open = () => {
    if (!can()) return;
    if (!menu.isConnected) float(menu);
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    button.setAttribute('aria-controls', id);
    place(menu, button.getBoundingClientRect());
    items[0]?.focus({ preventScroll: true });
  };
  const take = (choice: Choice) => {
    close();
    // What opens a form or a dialog of its own takes the keyboard from here.
    button.focus();
    choice.do();
  };
  /** The next item from here that begins with a letter. */
  const beginning = (letter: string, from: number) => {
    const after = [...items.slice(from + 1), ...items.slice(0, from + 1)];
    return after.find((item) => item.textContent?.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()));
  };

  // The menu closes when it loses the keyboard, which a press of the mouse on the button would take from it.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => (menu.hidden ? open() : close()));
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open();
  });
  menu.addEventListener('focusout', (event) => {
    if (!menu.contains(event.relatedTarget as Node | null)) close();
  });
  menu.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = items.indexOf(document.activeElement as HTMLLIElement);
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (step !== undefined) items.at(step % items.length)?.focus();
    else if (event.key === 'Enter' || event.key === ' ') take(choices[at]!);
    else if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      button.focus();
    } else if (event.key.length === 1) beginning(event.key, at)?.focus();
    else return;
    // Tab goes on from the button.
    if (event.key !== 'Tab') event.preventDefault();
  });
  return button;
}
