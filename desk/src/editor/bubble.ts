// A small menu over what is selected: marks and the link.
import type { Editor } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { el, keys } from './dom.ts';
import { float, place } from './float.ts';
import { which } from './passages.ts';
import { rove, toolButton } from './toolbar.ts';
import { blockTools, markTools } from './tools.ts';

/** Begins a comment about what is selected. Says whether there is where to write it. */
export function comment(editor: Editor): boolean {
  const form = document.querySelector<HTMLFormElement>('form#comment');
  if (!form) return false;
  const { doc, selection } = editor.state;
  const quote = doc.textBetween(selection.from, selection.to, ' ');
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  field('quote').value = quote;
  field('nth').value = String(which(doc, quote, selection.from));
  field('text').focus();
  // Its button is no part of the field, and may lie under the bar.
  form.scrollIntoView({ block: 'nearest' });
  return true;
}

export function bubbleMenu(editor: Editor): Plugin {
  const tools = [...markTools.slice(0, 3), ...blockTools.slice(0, 2), ...blockTools.slice(-1)].map((tool) => toolButton(tool, editor));
  const bar = el('div', { class: 'float bubble', role: 'toolbar', 'aria-label': 'What is selected', hidden: true }, ...tools.map((one) => one.button));
  if (document.querySelector('form#comment')) bar.append(el('button', { type: 'button', title: `Comment (${keys('Mod+Alt+M')})`, onclick: () => comment(editor) }, 'Comment'));
  rove(bar);
  let pressed = false;

  return new Plugin({
    view(view) {
      float(bar);
      const show = () => {
        const { selection } = view.state;
        const words = selection instanceof TextSelection && !selection.empty && view.editable && !selection.$from.parent.type.spec.code;
        const here = view.hasFocus() || bar.contains(document.activeElement);
        bar.hidden = pressed || !words || !here || document.querySelector('.link-form') !== null;
        if (bar.hidden) return;
        for (const one of tools) one.show();
        place(bar, view.coordsAtPos(selection.from), true);
      };
      const down = () => {
        pressed = true;
        bar.hidden = true;
      };
      const up = () => {
        if (!pressed) return;
        pressed = false;
        setTimeout(show);
      };
      const blurred = () => setTimeout(show);
      view.dom.addEventListener('mousedown', down);
      view.dom.addEventListener('blur', blurred);
      bar.addEventListener('focusout', blurred);
      addEventListener('mouseup', up);
      bar.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        view.focus();
      });
      return {
        update: show,
        destroy() {
          removeEventListener('mouseup', up);
          bar.remove();
        },
      };
    },
  });
}
