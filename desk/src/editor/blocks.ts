// Moving and deleting a whole block of the text, by keys, by buttons and by dragging its handle.
import type { Editor } from '@tiptap/core';
import { NodeSelection, Plugin, Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { say } from './aloud.ts';
import { el } from './dom.ts';

/** The block that holds the selection: where it begins, and its node. Blocks of the whole text, not of a list. */
function chosen(editor: Editor) {
  const { $from } = editor.state.selection;
  const index = $from.index(0);
  const node = editor.state.doc.maybeChild(index);
  return node ? { pos: $from.posAtIndex(index, 0), index, node } : null;
}

/** Moves it past its neighbour, with the selection. Says whether there was one. */
export function moveBlock(editor: Editor, by: -1 | 1): boolean {
  const block = chosen(editor);
  if (!block || !editor.isEditable) return false;
  const { state } = editor;
  const neighbour = state.doc.maybeChild(block.index + by);
  if (!neighbour) return false;
  const to = by < 0 ? block.pos - neighbour.nodeSize : block.pos + neighbour.nodeSize;
  const offset = state.selection.from - block.pos;
  const whole = state.selection instanceof NodeSelection;
  const tr = state.tr.delete(block.pos, block.pos + block.node.nodeSize).insert(to, block.node);
  tr.setSelection(whole ? NodeSelection.create(tr.doc, to + offset) : Selection.near(tr.doc.resolve(to + offset)));
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
  say(by < 0 ? 'Moved up.' : 'Moved down.');
  return true;
}

/** Deletes it; undoing brings it back. */
export function removeBlock(editor: Editor): boolean {
  const block = chosen(editor);
  if (!block || !editor.isEditable) return false;
  const { tr, schema } = editor.state;
  if (editor.state.doc.childCount === 1) tr.replaceWith(block.pos, block.pos + block.node.nodeSize, schema.nodes.paragraph!.create());
  else tr.delete(block.pos, block.pos + block.node.nodeSize);
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(block.pos, tr.doc.content.size))));
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
  say('Deleted.');
  return true;
}

/** Where the block begins that is shown at this height. */
function blockAt(view: EditorView, y: number): number | null {
  let pos = 0;
  for (let index = 0; index < view.state.doc.childCount; index += 1) {
    const dom = view.nodeDOM(pos);
    if (dom instanceof HTMLElement) {
      const box = dom.getBoundingClientRect();
      if (y < box.bottom + 4) return y > box.top - 12 ? pos : null;
    }
    pos += view.state.doc.child(index).nodeSize;
  }
  return null;
}

/** A handle beside the block under the pointer: to drag it, to choose it by a click. Keys and the toolbar do the same. */
export function blockHandle(editor: () => Editor): Plugin {
  return new Plugin({
    view(view) {
      const handle = el('div', { class: 'handle', draggable: 'true', title: 'Drag to move; click to choose', 'aria-hidden': 'true', hidden: true }, '⠿');
      let pos: number | null = null;
      const frame = view.dom.parentElement!;
      frame.append(handle);
      const move = (event: MouseEvent) => {
        if (!view.editable || event.buttons > 0) return;
        if (handle.contains(event.target as Node)) return;
        pos = blockAt(view, event.clientY);
        const dom = pos === null ? null : view.nodeDOM(pos);
        handle.hidden = !(dom instanceof HTMLElement);
        if (dom instanceof HTMLElement) handle.style.insetBlockStart = `${dom.getBoundingClientRect().top - frame.getBoundingClientRect().top}px`;
      };
      const leave = () => (handle.hidden = true);
      const select = () => {
        if (pos === null || pos >= view.state.doc.content.size) return false;
        view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
        return true;
      };
      handle.addEventListener('click', () => {
        if (select()) editor().view.focus();
      });
      handle.addEventListener('dragstart', (event) => {
        if (!event.dataTransfer || pos === null || !select()) return;
        const { dom, text } = view.serializeForClipboard(view.state.selection.content());
        event.dataTransfer.clearData();
        event.dataTransfer.setData('text/html', dom.innerHTML);
        event.dataTransfer.setData('text/plain', text);
        event.dataTransfer.effectAllowed = 'move';
        const shown = view.nodeDOM(pos);
        if (shown instanceof HTMLElement) event.dataTransfer.setDragImage(shown, 0, 0);
        view.dragging = { slice: view.state.selection.content(), move: true };
      });
      frame.addEventListener('mousemove', move);
      frame.addEventListener('mouseleave', leave);
      return {
        destroy() {
          frame.removeEventListener('mousemove', move);
          frame.removeEventListener('mouseleave', leave);
          handle.remove();
        },
      };
    },
  });
}
