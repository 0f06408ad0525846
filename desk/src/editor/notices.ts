// Sentences above the text, with what can be done about them.
import { say } from './aloud.ts';
import { el } from './dom.ts';

export interface Deed {
  label: string;
  do: () => unknown;
}

export class Notices {
  readonly element = el('div', { class: 'notices', role: 'region', 'aria-label': 'Notices' });
  readonly #shown = new Map<string, HTMLElement>();

  /** Shows a sentence under a name; another of that name takes its place. */
  show(name: string, sentence: string | Node, deeds: Deed[] = [], kind: 'note' | 'problem' = 'note'): void {
    const text = typeof sentence === 'string' ? sentence : (sentence.textContent ?? '');
    const said = [text, ...deeds.map((deed) => deed.label)].join('\n');
    if (this.#shown.get(name)?.dataset.said === said) return;
    const buttons = deeds.map((deed) => el('button', { type: 'button', onclick: () => void deed.do() }, deed.label));
    const made = el('div', { class: `notice ${kind}`, 'data-said': said, 'data-name': name }, el('p', {}, sentence), ...buttons);
    const before = this.#shown.get(name);
    if (before) before.replaceWith(made);
    else this.element.append(made);
    this.#shown.set(name, made);
    // The sentence alone, before its buttons.
    say(text);
  }

  /** The same, to be put away. */
  tell(name: string, sentence: string, deeds: Deed[] = []): void {
    this.show(name, sentence, [...deeds, { label: 'Close', do: () => this.hide(name) }]);
  }

  hide(name: string): void {
    this.#shown.get(name)?.remove();
    this.#shown.delete(name);
  }
}
