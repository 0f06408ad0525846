// Passages that somebody said something about: they are marked in the text and follow it while it is written, and a list
// beside it leads there and back. The marks are no part of the document.
import type { Editor } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { el, keys } from './dom.ts';
import { places, which, type Passage } from './passages.ts';

/** A comment about a passage that is not settled. */
export interface Comment {
  id: string;
  who: string;
  quote: string;
  /** Which of several places with these words, from 0. */
  nth: number;
  text: string;
}

/** After the last key, in milliseconds, words that came back are looked for. */
const QUIET = 400;
const key = new PluginKey<DecorationSet>('comments');

const idOf = (mark: Decoration): string => (mark.spec as { id: string }).id;
const marks = (state: EditorState): DecorationSet => key.getState(state) ?? DecorationSet.empty;
const markOf = (state: EditorState, id: string): Passage | undefined => marks(state).find().find((mark) => idOf(mark) === id);

/** The comment about the passage in which the selection is. */
function here(state: EditorState): string | undefined {
  const { from, to } = state.selection;
  const found = marks(state).find(from, to).find((mark) => mark.from <= from && to <= mark.to);
  return found && idOf(found);
}

/** From a passage to what was said about it. Says whether the selection is in one. */
export function toComment(editor: Editor): boolean {
  const id = here(editor.state);
  if (id === undefined) return false;
  document.querySelector<HTMLElement>(`#passage-${id} button`)?.focus();
  return true;
}

function toPassage(editor: Editor, id: string): void {
  const place = markOf(editor.state, id);
  if (!place) return;
  const { view, state } = editor;
  const reads = !view.editable;
  if (reads) view.dom.tabIndex = -1;
  view.dom.focus();
  view.dispatch(state.tr.setSelection(TextSelection.between(state.doc.resolve(place.from), state.doc.resolve(place.to))).scrollIntoView());
  // The browser's selection is the editor's only where one may write.
  const [begin, end] = [view.domAtPos(place.from), view.domAtPos(place.to)];
  if (reads) getSelection()?.setBaseAndExtent(begin.node, begin.offset, end.node, end.offset);
}

export function comments(all: Comment[], editor: () => Editor): { plugin: Plugin; element: HTMLElement | null } {
  /** Which of the places with its words each had when it was last looked at. */
  const nth = new Map(all.map((one) => [one.id, one.nth]));
  const mark = (one: Comment, place: Passage | undefined): Decoration[] => {
    if (!place) return [];
    // The number is shown by the style sheet: it is no word of the text.
    const attrs = { class: 'passage', role: 'mark', 'aria-details': `passage-${one.id}`, title: `${one.who}: ${one.text} (${keys('Mod+Alt+M')})`, 'data-number': String(all.indexOf(one) + 1) };
    return [Decoration.inline(place.from, place.to, attrs, { id: one.id })];
  };
  const rows = all.map((one) => {
    const go = el('button', { type: 'button', class: 'quiet', title: 'Show it in the text', onclick: () => toPassage(editor(), one.id) }, `“${one.quote}”`);
    const gone = el('span', { class: 'hint', hidden: true }, 'These words are not in the text any more.');
    return { id: one.id, go, gone, element: el('li', { id: `passage-${one.id}` }, go, gone, el('span', {}, el('strong', {}, one.who), ` ${one.text} `, el('a', { href: `#comment-${one.id}` }, 'Answer'))) };
  });
  /** Shows which passages are in the text, and in which the cursor is. */
  const show = (state: EditorState) => {
    const at = here(state);
    for (const { id, go, gone, element } of rows) {
      gone.hidden = markOf(state, id) !== undefined;
      go.setAttribute('aria-disabled', String(!gone.hidden));
      element.classList.toggle('here', id === at);
    }
  };
  /** Notes where each passage is now; words that are gone may have come back, by undoing or in another's text. */
  const look = (view: EditorView) => {
    const { doc, tr } = view.state;
    let back = false;
    for (const { id, quote } of all) {
      const place = markOf(view.state, id);
      if (place) nth.set(id, which(doc, quote, place.from));
      else back ||= places(doc, quote)[nth.get(id)!] !== undefined;
    }
    if (back) view.dispatch(tr.setMeta(key, true));
  };
  const plugin = new Plugin<DecorationSet>({
    key,
    state: {
      init(_config, { doc }) {
        const found = all.map((one) => ({ one, places: places(doc, one.quote) }));
        return DecorationSet.create(doc, found.flatMap(({ one, places }) => mark(one, places[one.nth] ?? places.at(-1))));
      },
      apply(tr, before) {
        const set = before.map(tr.mapping, tr.doc);
        if (!tr.getMeta(key)) return set;
        const there = new Set(set.find().map(idOf));
        return set.add(tr.doc, all.filter((one) => !there.has(one.id)).flatMap((one) => mark(one, places(tr.doc, one.quote)[nth.get(one.id)!])));
      },
    },
    props: {
      decorations: marks,
      // Keys of the editor are asleep in a text that one only reads.
      handleDOMEvents: {
        keydown(view, event) {
          const isKey = event.code === 'KeyM' && event.altKey && (event.ctrlKey || event.metaKey);
          if (view.editable || !isKey || !toComment(editor())) return false;
          event.preventDefault();
          return true;
        },
      },
    },
    view(view) {
      let timer = 0;
      show(view.state);
      return {
        update(view, before) {
          show(view.state);
          if (before.doc.eq(view.state.doc)) return;
          clearTimeout(timer);
          timer = window.setTimeout(() => !view.isDestroyed && look(view), QUIET);
        },
        destroy: () => clearTimeout(timer),
      };
    },
  });
  const element = all.length > 0 ? el('details', { 'data-group': 'Comments', open: true }, el('summary', {}, 'About passages of the text'), el('ol', { class: 'passages' }, ...rows.map((row) => row.element))) : null;
  return { plugin, element };
}
