// Passages that somebody said something about: they are marked in the text and follow it while it is written, and a list
// beside it leads there and back. The marks are no part of the document.
import type { Editor } from '@tiptap/core';
import type { Node as PmNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { el, keys } from './dom.ts';
import { follow, put, returned, takeBack, whereNow, type Marked } from './marked.ts';
import { oneLine, wordsAt, type Passage, type Place } from './passages.ts';

/** A comment about a passage that is not settled. */
export interface Comment {
  id: string;
  who: string;
  quote: string;
  /** Which of several places with these words, from 0. */
  nth: number;
  /** Where they are now. */
  now: Place;
  text: string;
}

/** After the last key, in milliseconds, words that came back are looked for. */
const QUIET = 400;

interface Shown extends Marked {
  set: DecorationSet;
}

const key = new PluginKey<Shown>('comments');

const isThere = (mark: Passage | undefined): mark is Passage => mark !== undefined && mark.from < mark.to;
const markOf = (state: EditorState, id: string): Passage | undefined => {
  const mark = key.getState(state)?.marks.get(id);
  return isThere(mark) ? mark : undefined;
};

/** The comment about the passage in which the selection is. */
function here(state: EditorState): string | undefined {
  const { from, to } = state.selection;
  const marks = [...(key.getState(state)?.marks ?? [])];
  return marks.find(([, mark]) => isThere(mark) && mark.from <= from && to <= mark.to)?.[0];
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

/** The comments of a text: their marks in it, the list beside it, and where they are for whoever keeps the text. */
export interface Comments {
  plugin: Plugin;
  element: HTMLElement | null;
  /** Where the passages are now. */
  now(): Place[];
  /** Another text stands there, with its passages at these places. */
  put(places: Place[]): void;
}

export function comments(all: Comment[], editor: () => Editor): Comments {
  const mark = (one: Comment, place: Passage | undefined): Decoration[] => {
    if (!isThere(place)) return [];
    // The number is shown by the style sheet: it is no word of the text.
    const attrs = { class: 'passage', role: 'mark', 'aria-details': `passage-${one.id}`, title: `${one.who}: ${one.text} (${keys('Mod+Alt+M')})`, 'data-number': String(all.indexOf(one) + 1) };
    return [Decoration.inline(place.from, place.to, attrs, { id: one.id })];
  };
  const shown = (doc: PmNode, marked: Marked): Shown => ({ ...marked, set: DecorationSet.create(doc, all.flatMap((one) => mark(one, marked.marks.get(one.id)))) });
  const rows = all.map((one) => {
    const go = el('button', { type: 'button', class: 'quiet', title: 'Show it in the text', onclick: () => toPassage(editor(), one.id) });
    const gone = el('span', { class: 'hint', hidden: true }, 'These words are not in the text any more. ');
    const was = el('span', { class: 'hint', hidden: true }, `was: “${one.quote}”`);
    return { one, go, gone, was, element: el('li', { id: `passage-${one.id}` }, go, was, gone, el('span', {}, el('strong', {}, one.who), ` ${one.text} `, el('a', { href: `#comment-${one.id}` }, 'Answer'))) };
  });
  /** Shows which passages are in the text, and in which the cursor is. */
  const show = (state: EditorState) => {
    const at = here(state);
    for (const { one, go, gone, element } of rows) {
      gone.hidden = markOf(state, one.id) !== undefined;
      go.setAttribute('aria-disabled', String(!gone.hidden));
      element.classList.toggle('here', one.id === at);
    }
  };
  /** Shows the words as they are now. */
  const name = ({ doc }: EditorState, marked: Marked) => {
    for (const { one, go, was } of rows) {
      const place = marked.marks.get(one.id);
      const words = isThere(place) ? wordsAt(doc, place).words : oneLine(one.quote);
      was.hidden = words === oneLine(one.quote);
      if (go.textContent !== `“${words}”`) go.textContent = `“${words}”`;
    }
  };
  /** Words that are gone may have come back, by undoing or by being written again. */
  const look = (view: EditorView) => {
    if (returned(view.state.doc, key.getState(view.state)!).size > 0) view.dispatch(view.state.tr.setMeta(key, 'look'));
    name(view.state, key.getState(view.state)!);
  };
  const plugin = new Plugin<Shown>({
    key,
    state: {
      init: (_config, { doc }) => shown(doc, put(doc, all, all.map((one) => one.now))),
      apply(tr, before) {
        const meta = tr.getMeta(key) as 'look' | Place[] | undefined;
        if (Array.isArray(meta)) return shown(tr.doc, put(tr.doc, all, meta));
        const next = follow(before, tr);
        if (meta === 'look') return shown(tr.doc, takeBack(tr.doc, next));
        return tr.docChanged ? shown(tr.doc, next) : { ...next, set: before.set };
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.set,
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
      name(view.state, key.getState(view.state)!);
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
  return {
    plugin,
    element,
    now: () => whereNow(editor().state.doc, key.getState(editor().state)!),
    put(places) {
      const { view } = editor();
      view.dispatch(view.state.tr.setMeta(key, places));
      look(view);
    },
  };
}
