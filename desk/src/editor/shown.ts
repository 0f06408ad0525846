// A text to be read, not to be written in.
import { Editor } from '@tiptap/core';
import { toEditor } from './convert.ts';
import type { CopyText } from './copy.ts';
import { el } from './dom.ts';
import { views } from './frame.ts';
import { direction } from './language.ts';
import { schemaExtensions } from './schema.ts';

export function showText(text: CopyText): { element: HTMLElement; destroy(): void } {
  const holder = el('div', { class: 'writing' });
  const editor = new Editor({
    element: holder,
    injectCSS: false,
    editable: false,
    extensions: schemaExtensions(views()),
    content: toEditor(text.document) as never,
    editorProps: { attributes: { class: 'text', role: 'group', 'aria-label': 'Text' } },
  });
  const element = el('div', text.language ? { lang: text.language, dir: direction(text.language) } : {}, el('h3', {}, text.title || 'No headline'), text.standfirst ? el('p', { class: 'standfirst' }, text.standfirst) : null, holder);
  return { element, destroy: () => editor.destroy() };
}
