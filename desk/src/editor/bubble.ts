// A small menu over what is selected: marks and the link; of a text that another writes, a comment.
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
  const says = document.querySelector('form#comment') !== null;
  if (says) bar.append(el('button', { type: 'button', title: `Comment (${keys('Mod+Alt+M')})`, onclick: () => comment(editor) }, 'Comment'));
  rove(bar);
  const own = bar.querySelectorAll('button');
  let pressed = false;

  return new Plugin({
    view(view) {
      float(bar);
      const show = () => {
        const { selection } = view.state;
        const reads = !view.editable;
        const words = selection instanceof TextSelection && !selection.empty && (reads ? says : !selection.$from.parent.type.spec.code);
        // A text that is read has no focus.
        const here = view.hasFocus() || bar.contains(document.activeElement) || (reads && view.dom.contains(getSelection()?.anchorNode ?? null));
        bar.hidden = pressed || !words || !here || document.querySelector('.link-form') !== null;
        if (bar.hidden) return;
        for (const one of tools) {
          one.button.hidden = reads;
          one.show();
        }
        const seen = [...own].filter((one) => !one.hidden);
        if (!seen.some((one) => one.tabIndex === 0)) seen[0]!.tabIndex = 0;
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
      // A text that is read hears no keys.
      const key = (event: KeyboardEvent) => {
        if (view.editable || bar.hidden || event.defaultPrevented || event.code !== 'KeyM' || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        comment(editor);
      };
      const chosen = () => view.editable || setTimeout(show);
      view.dom.addEventListener('mousedown', down);
      view.dom.addEventListener('blur', blurred);
      bar.addEventListener('focusout', blurred);
      addEventListener('mouseup', up);
      document.addEventListener('selectionchange', chosen);
      document.addEventListener('keydown', key);
      bar.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        view.focus();
      });
      return {
        update: show,
        destroy() {
          removeEventListener('mouseup', up);
          document.removeEventListener('selectionchange', chosen);
          document.removeEventListener('keydown', key);
          bar.remove();
        },
      };
    },
  });
}
