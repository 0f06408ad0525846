// What the server says does not fit, at the field that it speaks of.
import { el } from './dom.ts';
import type { Notices } from './notices.ts';
import { jumpTo } from './panel.ts';
import type { Saving } from './saving.ts';

/** The field of which a sentence speaks. */
const fields: [RegExp, string][] = [
  [/translat|could translate/i, 'translation_of'],
  [/edition in|language/i, 'language'],
  [/\btitle\b|headline/i, 'title'],
  [/slug/i, 'slug'],
  [/canonical/i, 'canonical_url'],
  [/\btags\b/, 'tags'],
  [/\bbylines\b/, 'authors'],
];

export function watchProblems(saving: Saving, notices: Notices): void {
  const at = el('span', { class: 'field-problem', role: 'alert', id: 'field-problem' });
  const clear = () => {
    at.remove();
    document.querySelector('[aria-errormessage="field-problem"]')?.removeAttribute('aria-invalid');
    document.querySelector('[aria-errormessage="field-problem"]')?.removeAttribute('aria-errormessage');
    notices.hide('problem');
  };
  saving.on((state) => {
    if (state.is !== 'saved' && state.is !== 'refused') return;
    const sentence = state.is === 'refused' ? state.error : saving.problem;
    if (!sentence) return clear();
    if (at.isConnected && at.textContent === sentence) return;
    clear();
    const name = fields.find(([rule]) => rule.test(sentence))?.[1];
    const field = name ? document.querySelector<HTMLElement>(`[data-field="${name}"]`) : null;
    at.textContent = sentence;
    if (field) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-errormessage', 'field-problem');
      field.after(at);
    }
    const kept = state.is === 'saved' ? 'The text is saved, but this does not fit yet' : 'Not saved';
    notices.show('problem', `${kept}: ${sentence}`, name ? [{ label: 'Show', do: () => jumpTo(name) }] : [], 'problem');
  });
}
