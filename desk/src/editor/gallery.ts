// A gallery: pictures that come into it together, and their order.
import type { Editor } from '@tiptap/core';
import type { Node as PmNode } from '@tiptap/pm/model';
import { Plugin, Selection, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { say } from './aloud.ts';
import { el } from './dom.ts';
import { dropsOn } from './drops.ts';
import { kinds } from './kinds.ts';
import { chooseOfLibrary } from './library.ts';
import { pictureNode } from './pictures.ts';
import { sendAs, type Uploaded } from './upload.ts';

type Place = () => number | undefined;

/** What a picture of a gallery is told: which it is, and of how many. */
interface Rank {
  index: number;
  count: number;
}

/** Fields of a picture that mean nothing in a gallery. */
const alone = ['layout', 'href'];

const isBlank = (node: PmNode) => ['src', 'alt', 'credit', 'title'].every((name) => !node.attrs[name]) && node.content.size === 0;

/** Tells the pictures of galleries which they are. `enter`: what the key does, where no menu takes it. */
export function galleries(enter: () => boolean): Plugin<DecorationSet> {
  const ranks = (state: EditorState) => {
    const all: Decoration[] = [];
    state.doc.descendants((node, pos) => {
      if (node.type.name !== 'gallery') return !node.isTextblock;
      node.forEach((one, offset, index) => all.push(Decoration.node(pos + 1 + offset, pos + 1 + offset + one.nodeSize, {}, { index, count: node.childCount })));
      return false;
    });
    return DecorationSet.create(state.doc, all);
  };
  const plugin: Plugin<DecorationSet> = new Plugin({
    state: { init: (_config, state) => ranks(state), apply: (tr, before, _old, state) => (tr.docChanged ? ranks(state) : before) },
    props: {
      decorations: (state) => plugin.getState(state),
      handleKeyDown: (_view, event) => event.key === 'Enter' && !event.isComposing && !event.shiftKey && !event.ctrlKey && !event.metaKey && enter(),
    },
  });
  return plugin;
}

/** What stands under the pictures of a gallery: how more come into it. */
export function galleryDeeds(editor: Editor, place: Place): { element: HTMLElement; enable(on: boolean): void; takesDropsOn(element: HTMLElement): void } {
  const put = (picture: Uploaded): boolean => {
    const pos = place();
    const gallery = pos === undefined ? null : editor.state.doc.nodeAt(pos);
    if (pos === undefined || !gallery || !editor.isEditable) return false;
    const { tr, schema } = editor.state;
    const node = schema.nodeFromJSON(pictureNode(picture));
    const last = gallery.lastChild!;
    const end = pos + gallery.nodeSize - 1;
    // A gallery begins with the place of a picture.
    if (isBlank(last)) tr.replaceWith(end - last.nodeSize, end, node);
    else tr.insert(end, node);
    editor.view.dispatch(tr);
    return true;
  };
  const send = async (files: File[]) => {
    const problems: string[] = [];
    for (const [index, file] of files.entries()) {
      says.textContent = `Sending ${index + 1} of ${files.length}: “${file.name}” …`;
      const sent = await sendAs(kinds.picture, file);
      if (typeof sent === 'string') problems.push(sent);
      else if (!put(sent)) problems.push(`“${file.name}” is in the library, and not in the gallery.`);
    }
    says.textContent = problems.join(' ');
  };
  const input = el('input', { type: 'file', accept: kinds.picture.accept, multiple: true, hidden: true, 'aria-label': 'Pictures' });
  const says = el('span', { class: 'hint', role: 'status' });
  const button = el('button', { type: 'button', 'data-first': '', onclick: () => input.click() }, 'Add pictures');
  const library = el('button', { type: 'button', onclick: () => chooseOfLibrary(put, kinds.picture, true) }, 'Add from the library');
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    input.value = '';
    void send(files);
  });
  return {
    element: el('span', { class: 'upload' }, button, library, input, says),
    enable: (on) => (button.disabled = library.disabled = !on),
    takesDropsOn: (element) =>
      dropsOn(element, (files) => {
        if (button.disabled) return false;
        void send(files);
        return true;
      }),
  };
}

/** The picture at a place, its gallery, and which of it it is. */
function inGallery(editor: Editor, pos: number | undefined) {
  const $pos = pos === undefined ? null : editor.state.doc.resolve(pos);
  return $pos?.parent.type.name === 'gallery' && $pos.nodeAfter ? { $pos, node: $pos.nodeAfter, index: $pos.index() } : null;
}

/** Moves a picture before or behind its neighbour. Gives where it stands then. */
function move(editor: Editor, pos: number | undefined, by: -1 | 1): number | null {
  const at = inGallery(editor, pos);
  const neighbour = at?.$pos.parent.maybeChild(at.index + by);
  if (!at || !neighbour || !editor.isEditable) return null;
  const from = at.$pos.pos;
  const to = by < 0 ? from - neighbour.nodeSize : from + neighbour.nodeSize;
  editor.view.dispatch(editor.state.tr.delete(from, from + at.node.nodeSize).insert(to, at.node));
  say(`Picture ${at.index + 1 + by} of ${at.$pos.parent.childCount} now.`);
  return to;
}

/** Takes a picture out, and with the last one the gallery. Gives where the next one stands then. */
function takeOut(editor: Editor, pos: number | undefined): number | null {
  const at = inGallery(editor, pos);
  if (!at || !editor.isEditable) return null;
  const { tr, doc, schema } = editor.state;
  const { parent: gallery } = at.$pos;
  if (gallery.childCount > 1) {
    editor.view.dispatch(tr.delete(at.$pos.pos, at.$pos.pos + at.node.nodeSize));
    say('Taken out.');
    return at.index === gallery.childCount - 1 ? at.$pos.pos - gallery.child(at.index - 1).nodeSize : at.$pos.pos;
  }
  const [from, to] = [at.$pos.before(), at.$pos.after()];
  if (doc.resolve(from).parent.childCount === 1) tr.replaceWith(from, to, schema.nodes.paragraph!.create());
  else tr.delete(from, to);
  editor.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)))));
  editor.view.focus();
  say('The gallery is deleted.');
  return null;
}

/** What a picture has beside its name while it stands in a gallery. `show` hears whether it does. */
export function pictureDeeds(editor: Editor, place: Place) {
  const deed = (what: string, label: string, run: () => number | null) => {
    const button = el('button', { type: 'button', class: 'quiet', 'data-deed': what }, label);
    button.addEventListener('click', () => {
      const to = run();
      if (to === null) return;
      // The keyboard stays at the picture, or goes to the next one.
      const frame = editor.view.nodeDOM(to);
      const buttons = frame instanceof HTMLElement ? [...frame.querySelectorAll<HTMLButtonElement>('[data-deed]')] : [];
      (buttons.find((one) => one.dataset.deed === what && !one.disabled) ?? buttons.find((one) => !one.disabled))?.focus();
    });
    return button;
  };
  const earlier = deed('earlier', 'Earlier', () => move(editor, place(), -1));
  const later = deed('later', 'Later', () => move(editor, place(), 1));
  const out = deed('out', 'Take out', () => takeOut(editor, place()));
  const element = el('span', { class: 'deeds', hidden: true }, earlier, later, out);
  return {
    element,
    show(frame: HTMLElement, decorations: readonly { spec: unknown }[], label: string, editable: boolean) {
      const rank = decorations.map((one) => one.spec as Partial<Rank> | null).find((one) => one?.count !== undefined) as Rank | undefined;
      element.hidden = !rank;
      frame.setAttribute('aria-label', rank ? `${label} ${rank.index + 1} of ${rank.count}` : label);
      for (const name of alone) frame.querySelector<HTMLElement>(`[data-attr="${name}"]`)?.toggleAttribute('hidden', !!rank);
      if (!rank) return;
      const which = `picture ${rank.index + 1}`;
      earlier.setAttribute('aria-label', `Move ${which} earlier`);
      later.setAttribute('aria-label', `Move ${which} later`);
      out.setAttribute('aria-label', `Take out ${which}`);
      earlier.disabled = !editable || rank.index === 0;
      later.disabled = !editable || rank.index === rank.count - 1;
      out.disabled = !editable;
    },
  };
}
