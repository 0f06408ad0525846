// Typing `/` at the beginning of a paragraph or after a space offers what can be put there.
import type { Editor } from '@tiptap/core';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import { say } from './aloud.ts';
import { el, freshId } from './dom.ts';
import { float, place } from './float.ts';
import { blockTools, insertTools, type Tool } from './tools.ts';

const all = [...blockTools, ...insertTools];

interface Query {
  from: number;
  to: number;
  words: string;
}

function query(state: EditorState): Query | null {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
  const found = /(?:^|\s)\/([\p{L}\d ’']{0,24})$/u.exec(before);
  if (!found) return null;
  const words = found[1] ?? '';
  return { from: $from.pos - words.length - 1, to: $from.pos, words };
}

/** Those that are called so come first. */
function offers(words: string): Tool[] {
  const sought = words.trim().toLocaleLowerCase();
  const isCalled = (tool: Tool) => tool.label.toLocaleLowerCase().startsWith(sought);
  const isFound = (tool: Tool) => `${tool.label} ${tool.words ?? ''}`.toLocaleLowerCase().split(/\s+/).some((word) => word.startsWith(sought));
  return [...all.filter(isCalled), ...all.filter((tool) => !isCalled(tool) && isFound(tool))];
}

export function slashMenu(editor: () => Editor): Plugin {
  const listId = freshId();
  const list = el('ul', { id: listId, class: 'float slash', role: 'listbox', 'aria-label': 'Insert', hidden: true });
  let now: Query | null = null;
  let shown: Tool[] = [];
  let at = 0;
  /** Where a menu was put away by Escape: it stays away until the slash is gone. */
  let putAway: number | null = null;

  const show = () =>
    list.replaceChildren(
      ...shown.map((tool, index) =>
        el('li', { id: `${listId}-${index}`, role: 'option', 'aria-selected': 'false', onmousedown: (event: Event) => event.preventDefault(), onclick: () => take(tool) }, tool.label),
      ),
    );
  // The options stay: new ones would all be read out.
  const mark = (dom: HTMLElement) => {
    [...list.children].forEach((one, index) => one.setAttribute('aria-selected', String(index === at)));
    dom.setAttribute('aria-activedescendant', `${listId}-${at}`);
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  };
  const close = (dom: HTMLElement) => {
    list.hidden = true;
    now = null;
    dom.removeAttribute('aria-activedescendant');
    dom.removeAttribute('aria-controls');
  };
  const take = (tool: Tool) => {
    const one = editor();
    if (!now) return;
    one.chain().focus().deleteRange({ from: now.from, to: now.to }).run();
    close(one.view.dom);
    tool.run(one);
  };

  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (!now || event.isComposing) return false;
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          at = (at + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % shown.length;
          mark(view.dom);
        } else if (event.key === 'Enter' || event.key === 'Tab') take(shown[at]!);
        else if (event.key === 'Escape') {
          putAway = now.from;
          close(view.dom);
        } else return false;
        return true;
      },
      handleDOMEvents: {
        blur(view) {
          close(view.dom);
          return false;
        },
      },
    },
    view() {
      float(list);
      return {
        update(view, before) {
          if (view.state.doc.eq(before.doc) && view.state.selection.eq(before.selection)) return;
          const found = view.editable && view.hasFocus() ? query(view.state) : null;
          if (!found) putAway = null;
          const next = found ? offers(found.words) : [];
          if (!found || next.length === 0 || putAway === found.from) {
            if (now && found && next.length === 0) say('Nothing is called so.');
            return void (now && close(view.dom));
          }
          if (now?.words !== found.words) at = 0;
          const isOther = !now || next.some((tool, index) => tool !== shown[index]) || next.length !== shown.length;
          shown = next;
          now = found;
          list.hidden = false;
          view.dom.setAttribute('aria-controls', listId);
          if (isOther) show();
          mark(view.dom);
          place(list, view.coordsAtPos(found.from));
        },
        destroy: () => list.remove(),
      };
    },
  });
}
