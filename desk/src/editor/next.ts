// What comes next: a bar that stays in sight, with the story's state, what is saved, and the deed that comes next for this
// person. What needs words leads to their form; what needs none is done by the form of that deed, with its checks.
import type { Begin } from './copy.ts';
import { el, keys } from './dom.ts';
import { isHeld, whenFree } from './embargo.ts';
import { standsOverTheBottom } from './foot.ts';
import type { Forms } from './publish.ts';
import type { Standing } from './standing.ts';
import type { Story } from './story.ts';

interface Deed {
  /** Not the words of the form's own button: both are on the page. */
  label: string;
  do: () => unknown;
}

/** To a field or a button of a form. */
function lead(to: HTMLElement | null | undefined): void {
  to?.scrollIntoView({ block: 'center' });
  to?.focus();
}

const field = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | RadioNodeList | null;
const filled = (form: HTMLFormElement, name: string): boolean => (field(form, name)?.value ?? '').trim() !== '';
const button = (form: HTMLFormElement, name: string, value: string) => form.querySelector<HTMLButtonElement>(`button[name="${name}"][value="${value}"]`);

/** `told`: whether the person has said what readers are told; `changed`: whether there is something that they do not see. */
function publishing(begin: Begin, form: HTMLFormElement, forms: Forms, told: boolean, changed: boolean): Deed | null {
  const send = (value: string) => () => forms.publish(button(form, 'when', value));
  const at = form.querySelector<HTMLInputElement>('[name="at"]');
  const time: Deed | null = at && { label: begin.state === 'scheduled' ? 'Another time…' : 'Give it a time…', do: () => lead(at) };
  const { planned } = at?.dataset ?? {};
  const asPlanned = begin.state === 'scheduled' && at && planned && Date.parse(at.value) === Date.parse(planned);
  if (asPlanned) return changed && at.validity.valid ? { label: 'Schedule with these changes', do: send('at') } : time;
  if (at && filled(form, 'at')) return at.validity.valid ? { label: 'Publish at its time', do: send('at') } : time;
  if (isHeld(begin)) return time;
  switch (begin.state) {
    case 'published': {
      if (!changed) return null;
      const correction = form.querySelector<HTMLTextAreaElement>('[name="correction"]');
      const choice = form.querySelector<HTMLInputElement>('[name="edition"]:checked');
      if (choice?.value === 'correction' && !filled(form, 'correction')) return { label: 'Update…', do: () => lead(correction) };
      return told ? { label: 'Update', do: send('now') } : { label: 'Update…', do: () => lead(choice) };
    }
    case 'scheduled':
      return time;
    case 'withdrawn':
      return { label: 'Publish again…', do: () => lead(button(form, 'when', 'now')) };
    default:
      return { label: 'Publish', do: send('now') };
  }
}

/** To review, by somebody who does not publish. */
function review(begin: Begin, form: HTMLFormElement): Deed | null {
  const to = button(form, 'to', 'review');
  if (begin.state !== 'draft' || !to) return null;
  const said = filled(form, 'assignee') || filled(form, 'note');
  return said ? { label: 'To review', do: () => form.requestSubmit(to) } : { label: 'To review…', do: () => lead(form.querySelector('[name="assignee"]')) };
}

export function nextBar(begin: Begin, story: Story, forms: Forms, standing: Standing, line: HTMLElement[]): void {
  const way = document.getElementById('way');
  const publish = document.querySelector<HTMLFormElement>('form#publish');
  const over = way?.querySelector<HTMLFormElement>('form[action$="/hand-over"]');
  const where = el('strong', { class: 'where' }, begin.state_words);
  const go = el('button', { type: 'button', class: 'main', 'aria-keyshortcuts': 'Control+Shift+Enter Meta+Shift+Enter' });
  const bar = el('section', { class: 'next', 'aria-label': 'What comes next' }, where, ...line, go);
  // What readers will not get at the time that the story was given.
  const unseen = document.querySelector<HTMLElement>('.head [data-unseen]');
  const mark = unseen && el('p', { class: 'mark', role: 'status' });
  if (mark) bar.prepend(mark);
  let told = false;
  let changed = begin.unpublished_changes;

  const next = (): Deed | null => {
    if (standing.other) return { label: 'Load again', do: () => standing.load() };
    if (publish) return publishing(begin, publish, forms, told, changed);
    return over ? review(begin, over) : null;
  };
  const show = () => {
    const deed = next();
    go.hidden = !deed;
    if (unseen && mark) {
      unseen.hidden = !changed || standing.other !== null;
      const words = unseen.hidden ? '' : (unseen.querySelector('.mark')?.textContent ?? '');
      if (mark.textContent !== words) mark.textContent = words;
    }
    where.textContent = standing.other?.words ?? begin.state_words;
    if (deed && go.textContent !== deed.label) {
      go.textContent = deed.label;
      go.title = `${deed.label} (${keys('Mod+Shift+Enter')})`;
    }
  };
  go.addEventListener('click', () => next()?.do());
  const heard = (event: Event) => {
    told ||= (event.target as HTMLElement).closest('#publish fieldset') !== null;
    show();
  };
  // Who writes a correction wants it to be shown.
  publish?.addEventListener('input', ({ target }) => {
    const choice = publish.querySelector<HTMLInputElement>('[name="edition"][value="correction"]');
    if (choice && (target as HTMLElement).matches('[name="correction"]') && filled(publish, 'correction')) choice.checked = true;
  });
  way?.addEventListener('change', heard);
  way?.addEventListener('input', heard);
  for (const what of ['change', 'replace'] as const) {
    story.on(what, () => {
      changed = true;
      show();
    });
  }
  standing.on(show);
  show();
  if (publish) whenFree(begin, publish, show);

  // In a form of the way, the key sends that form: its fields are before the person's eyes.
  const press = () => {
    const at = document.activeElement?.closest('form');
    if (!standing.other && at && (at === publish || at === over)) {
      const first = at === publish ? button(at, 'when', filled(at, 'at') ? 'at' : 'now') : (button(at, 'to', 'review') ?? undefined);
      if (first && !first.hidden) return at.requestSubmit(first);
    }
    return next()?.do();
  };
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || !event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) press();
    },
    true,
  );
  document.getElementById('main')?.append(bar);
  standsOverTheBottom(bar);
}
