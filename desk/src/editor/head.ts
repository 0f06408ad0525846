// Headline and standfirst, with what is too long or too short for them.
import { el, grow } from './dom.ts';
import type { Story } from './story.ts';

const segments = new Intl.Segmenter();
/** Characters as people count them. */
export const length = (text: string): number => [...segments.segment(text.trim())].length;

/** A count beside a field: `54 characters`, and what that means. */
export function lengthHint(text: string, [few, many]: [number, number], none: string): string {
  const count = length(text);
  if (count === 0) return none;
  const words = `${count} character${count === 1 ? '' : 's'}`;
  if (count > many) return `${words}: long, ${few} to ${many} read best`;
  return count < few ? `${words}: short` : words;
}

export function head(story: Story): { element: HTMLElement; title: HTMLTextAreaElement } {
  const field = (name: 'title' | 'standfirst', label: string, range: [number, number], none: string) => {
    const hint = el('p', { class: 'hint', id: `${name}-hint` });
    const area = el('textarea', { id: name, class: name, rows: 1, placeholder: label, 'aria-label': label, 'aria-describedby': `${name}-hint`, 'data-field': name });
    const show = () => {
      if (area.value !== story.fields[name]) area.value = story.fields[name];
      area.readOnly = !story.writable;
      hint.textContent = lengthHint(area.value, range, none);
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
  return { element: el('div', { class: 'story-head' }, title.area, title.hint, standfirst.area, standfirst.hint), title: title.area };
}
