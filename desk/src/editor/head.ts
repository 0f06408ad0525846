// Headline and standfirst, with what is too long or too short for them.
import { el, grow } from './dom.ts';
import type { Story } from './story.ts';

const segments = new Intl.Segmenter();
/** Characters as people count them. */
export const length = (text: string): number => [...segments.segment(text.trim())].length;

/** What stands beside a field: a count, and what it means; `none`: where nothing is written. */
export interface LengthHint {
  /** In sight: `54 characters: short`. */
  shown: HTMLElement;
  /** What the field is described by: the meaning alone, which does not change with each key and is not read out with it. */
  id: string;
  show(text: string): void;
}

export function lengthHint(name: string, [few, many]: [number, number], none: string): LengthHint {
  const id = `${name}-length`;
  const count = el('span', {});
  const meaning = el('span', { id }, none);
  const put = (at: HTMLElement, words: string) => at.textContent !== words && (at.textContent = words);
  return {
    shown: el('span', { lang: 'en' }, count, meaning),
    id,
    show(text) {
      const now = length(text);
      const means = now > many ? `Long: ${few} to ${many} characters read best` : now < few ? 'Short' : '';
      put(count, now === 0 ? '' : `${now} character${now === 1 ? '' : 's'}${means && '. '}`);
      put(meaning, now === 0 ? none : means);
    },
  };
}

export function head(story: Story): { element: HTMLElement; title: HTMLTextAreaElement } {
  const field = (name: 'title' | 'standfirst', label: string, range: [number, number], none: string) => {
    const hint = lengthHint(name, range, none);
    const area = el('textarea', { id: name, class: name, rows: 1, placeholder: label, 'aria-label': label, 'aria-describedby': hint.id, 'data-field': name });
    const show = () => {
      if (area.value !== story.fields[name]) area.value = story.fields[name];
      area.readOnly = !story.writable;
      hint.show(area.value);
      grow(area);
    };
    area.addEventListener('input', () => {
      // A headline is one line, also when it is pasted.
      const line = area.value.replace(/\s*\n\s*/g, ' ');
      if (line !== area.value) area.value = line;
      story.set({ [name]: line });
    });
    area.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      if (!event.ctrlKey && !event.metaKey) (name === 'title' ? standfirst.area : document.querySelector<HTMLElement>('.text'))?.focus();
    });
    for (const what of ['change', 'replace', 'mode'] as const) story.on(what, show);
    new ResizeObserver(() => grow(area)).observe(area.ownerDocument.documentElement);
    queueMicrotask(show);
    return { area, hint };
  };
  const title = field('title', 'Headline', [20, 70], 'No headline yet');
  const standfirst = field('standfirst', 'Standfirst', [40, 180], 'One sentence that says why it matters');
  return { element: el('div', { class: 'story-head' }, title.area, el('p', { class: 'hint' }, title.hint.shown), standfirst.area, el('p', { class: 'hint' }, standfirst.hint.shown)), title: title.area };
}
