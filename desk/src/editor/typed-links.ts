// Links that are typed: Markdown's `[words](address)`, and an address that a blank or Enter ends.
import { Extension, InputRule } from '@tiptap/core';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { address } from './link.ts';
import { isSafe } from './marks.ts';

const MARKDOWN = /(?<![!\\])\[([^[\]]+)\]\(([^()\s]+)\)$/;
/** What stands behind it is of the sentence. */
const BARE = /(?<![^\s([{“"'«„‘])(https?:\/\/[^\s/.]+\.\S*?)[.,;:!?)\]'"’”»]*$/i;

/** Stands for what is no text, a note or a line break. */
const LEAF = '\ufffc';

/** Makes a link of the address that ends there, or before the blank that `ended` it, if one does. */
function linkBefore({ doc, schema, selection }: EditorState, tr: Transaction, ended: boolean): boolean {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return false;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, LEAF);
  const found = BARE.exec(ended ? before.slice(0, -1) : before);
  if (!found) return false;
  const from = $from.start() + found.index;
  const to = from + found[1]!.length;
  const { link, code } = schema.marks;
  if (doc.rangeHasMark(from, to, link!) || doc.rangeHasMark(from, to, code!)) return false;
  tr.addMark(from, to, link!.create({ href: found[1] })).removeStoredMark(link!);
  return true;
}

export const typedLinks = Extension.create({
  name: 'typedLinks',
  priority: 1100,
  addInputRules() {
    const link = this.editor.schema.marks.link!;
    return [
      new InputRule({
        find: MARKDOWN,
        handler({ state, range, match: [whole, words, typed] }) {
          const href = address(typed!);
          // What is no text among the words is counted otherwise there.
          if (!isSafe(href) || state.doc.textBetween(range.from, range.to, undefined, LEAF) !== whole) return null;
          const behind = range.from + 1 + words!.length;
          state.tr.delete(behind, range.to).delete(range.from, range.from + 1).addMark(range.from, behind - 1, link.create({ href })).removeStoredMark(link);
        },
      }),
      new InputRule({
        find: /\S $/,
        // The blank stands in the text by now.
        handler: ({ state }) => (linkBefore(state, state.tr, true) ? undefined : null),
      }),
    ];
  },
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { state, view } = this.editor;
        const { tr } = state;
        if (linkBefore(state, tr, false)) view.dispatch(tr);
        return false;
      },
    };
  },
});
