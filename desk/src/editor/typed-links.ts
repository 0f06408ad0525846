// Links that are typed: Markdown's `[words](address)`, and an address that a blank or Enter ends.
import { Extension, InputRule } from '@tiptap/core';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { address } from './link.ts';
import { isSafe } from './marks.ts';

const MARKDOWN = /(?<![!\\])\[([^[\]]+)\]\(([^()\s]+)\)$/;
/** What stands behind it is of the sentence. */
const BARE = /(?<![^\s([{“"'«„‘])(https?:\/\/[^\s/.]+\.\S*?)[.,;:!?)\]'"’”»]*$/i;

/** Makes a link of the address that ends there, if one does. */
function linkBefore({ doc, schema, selection }: EditorState, tr: Transaction): boolean {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return false;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc').trimEnd();
  const found = BARE.exec(before);
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
        handler({ state, range, match: [, words, typed] }) {
          const href = address(typed!);
          if (!isSafe(href)) return null;
          const behind = range.from + 1 + words!.length;
          state.tr.delete(behind, range.to).delete(range.from, range.from + 1).addMark(range.from, behind - 1, link.create({ href })).removeStoredMark(link);
        },
      }),
      new InputRule({
        find: /\S $/,
        // The blank stands in the text by now.
        handler: ({ state }) => (linkBefore(state, state.tr) ? undefined : null),
      }),
    ];
  },
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { state, view } = this.editor;
        const { tr } = state;
        if (linkBefore(state, tr)) view.dispatch(tr);
        return false;
      },
    };
  },
});
