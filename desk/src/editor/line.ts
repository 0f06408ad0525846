// One line with marks: a small editor for captions and notes that stand in an attribute.
import { Editor } from '@tiptap/core';
import { UndoRedo } from '@tiptap/extensions';
import { inlinesIn, inlinesOut } from './convert.ts';
import type { Json } from './copy.ts';
import { el } from './dom.ts';
import { lineExtensions } from './schema.ts';

export interface Line {
  element: HTMLElement;
  set(value: unknown): void;
  enable(on: boolean): void;
  destroy(): void;
}

/** `change` gets the nodes, or null when nothing is written. */
export function line(label: string, value: unknown, change: (nodes: Json[] | null) => void): Line {
  const holder = el('span', { class: 'line' });
  const content = (of: unknown): Json => ({ type: 'doc', content: inlinesIn(Array.isArray(of) ? (of as Json[]) : []) });
  const editor = new Editor({
    element: holder,
    injectCSS: false,
    extensions: [...lineExtensions(), UndoRedo],
    content: content(value) as never,
    editorProps: { attributes: { role: 'textbox', 'aria-label': label }, handleKeyDown: (_view, event) => event.key === 'Enter' },
    onUpdate: () => {
      const nodes = inlinesOut((editor.getJSON() as Json).content ?? []);
      change(nodes.length > 0 ? nodes : null);
    },
  });
  return {
    element: el('span', { class: 'field' }, el('span', { 'aria-hidden': 'true', lang: 'en' }, label), holder),
    set(next) {
      if (!editor.isFocused) editor.commands.setContent(content(next) as never, { emitUpdate: false });
    },
    enable: (on) => editor.setEditable(on, false),
    destroy: () => editor.destroy(),
  };
}
