// How a node with attributes stands in the text: in a frame, with its name, its content, and its fields.
import type { Editor, NodeViewRenderer } from '@tiptap/core';
import type { Node as PmNode } from '@tiptap/pm/model';
import { NodeSelection, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { el, freshId } from './dom.ts';
import { control, type Control } from './fields.ts';
import { galleryDeeds, pictureDeeds } from './gallery.ts';
import { line } from './line.ts';
import { blocks, type NodeSpec } from './nodes.ts';
import { MODE } from './story.ts';

/** Nodes whose fields are always seen; those of others unfold. */
const open = new Set(['image', 'embed', 'relatedStory', 'button', 'rawHtml', 'bookmark', 'newsletterBox', 'video', 'audio', 'file', 'banner', 'gallery']);

function body(name: string, spec: NodeSpec): { outer: HTMLElement; inner: HTMLElement } | null {
  if (name === 'table') {
    const inner = el('tbody');
    return { outer: el('div', { class: 'scroll' }, el('table', {}, inner)), inner };
  }
  if (name === 'codeBlock') {
    const inner = el('code');
    return { outer: el('pre', {}, inner), inner };
  }
  if (spec.content === 'none') return null;
  const tag = name === 'blockquote' ? 'blockquote' : 'div';
  // Whoever goes through the text by ear hears where they are.
  const inner = el(tag, { class: 'body', 'data-empty': spec.body, ...(spec.body && { role: 'group', 'aria-label': spec.body }) });
  return { outer: inner, inner };
}

function framed(name: string): NodeViewRenderer {
  const spec = blocks[name]!;
  return ({ node, editor, getPos, decorations }) => {
    let now = node;
    let about: readonly { spec: unknown }[] = decorations;
    const write = (attrs: Record<string, unknown>) => {
      const pos = getPos();
      if (pos === undefined || !editor.isEditable) return;
      const { tr } = editor.state;
      for (const [key, value] of Object.entries(attrs)) tr.setNodeAttribute(pos, key, value);
      editor.view.dispatch(tr);
    };
    const controls: Control[] = (spec.fields ?? []).map((field) => control(field, node.attrs, write));
    const fieldsId = freshId();
    const more = name === 'gallery' ? galleryDeeds(editor, getPos) : null;
    const inGallery = name === 'image' ? pictureDeeds(editor, getPos) : null;
    // What the desk says in it goes from left to right, whatever the story does.
    const fields = el('div', { class: 'fields', id: fieldsId, dir: 'ltr', contenteditable: 'false' }, more?.element, ...controls.map((one) => one.element));
    const unfold = el('button', { type: 'button', class: 'quiet', 'aria-expanded': 'false', 'aria-controls': fieldsId }, 'Details');
    const fold = (shown: boolean) => {
      fields.hidden = !shown;
      unfold.setAttribute('aria-expanded', String(shown));
    };
    fold(open.has(name));
    unfold.addEventListener('click', () => fold(fields.hidden === true));
    const head = el('div', { class: 'name', lang: 'en', contenteditable: 'false' }, el('span', {}, spec.label), inGallery?.element, controls.length > 0 && unfold);
    const content = body(name, spec);
    const dom = el('div', { class: `frame frame-${name}`, role: 'group', 'aria-label': spec.label }, head, content?.outer, controls.length > 0 && fields);
    more?.takesDropsOn(dom);
    const show = () => {
      for (const one of controls) {
        one.show(now.attrs);
        one.enable(editor.isEditable);
      }
      more?.enable(editor.isEditable);
      inGallery?.show(dom, about, spec.label ?? '', editor.isEditable);
      dom.classList.toggle('blank', now.content.size === 0);
    };
    head.addEventListener('mousedown', (event) => {
      const pos = getPos();
      if ((event.target as Element).closest('button') || pos === undefined) return;
      editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, pos)));
    });
    dom.addEventListener('keydown', (event) => {
      const inside = fields.contains(event.target as Node) || inGallery?.element.contains(event.target as Node);
      if (event.key === 'Escape' && (inside || event.target === unfold)) {
        event.preventDefault();
        const pos = getPos();
        if (pos !== undefined) editor.chain().setNodeSelection(pos).focus().run();
      }
    });
    const refresh = ({ transaction }: { transaction: Transaction }) => transaction.getMeta(MODE) && show();
    editor.on('transaction', refresh);
    show();
    return {
      dom,
      contentDOM: content?.inner,
      update(next: PmNode, told: readonly { spec: unknown }[]) {
        if (next.type !== now.type) return false;
        now = next;
        about = told;
        show();
        return true;
      },
      selectNode: () => dom.classList.add('chosen'),
      deselectNode: () => dom.classList.remove('chosen'),
      stopEvent: (event: Event) => {
        const target = event.target as Node;
        return !event.type.startsWith('drag') && event.type !== 'drop' && (fields.contains(target) || unfold.contains(target) || !!inGallery?.element.contains(target));
      },
      ignoreMutation: (mutation) => mutation.type !== 'selection' && !(content?.inner.contains(mutation.target) ?? false),
      destroy() {
        editor.off('transaction', refresh);
        for (const one of controls) one.destroy?.();
      },
    };
  };
}

/** A note stands in the line as a sign, and unfolds to be written. */
const footnote: () => NodeViewRenderer = () =>
  ({ node, editor, getPos }) => {
    let now = node;
    let last: unknown = node.attrs.note;
    const editorOfNote = line('Footnote', node.attrs.note, (nodes) => {
      const pos = getPos();
      last = nodes;
      if (pos !== undefined && editor.isEditable) editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, 'note', nodes));
    });
    const sign = el('button', { type: 'button', class: 'note-sign', 'aria-expanded': 'false', title: 'Footnote' }, '※');
    const box = el('span', { class: 'note-box', hidden: true }, editorOfNote.element);
    const dom = el('span', { class: 'note', contenteditable: 'false' }, sign, box);
    const toggle = (shown: boolean) => {
      box.hidden = !shown;
      sign.setAttribute('aria-expanded', String(shown));
      editorOfNote.enable(editor.isEditable);
      if (shown) dom.querySelector<HTMLElement>('[contenteditable="true"]')?.focus();
    };
    sign.addEventListener('click', () => toggle(box.hidden === true));
    dom.addEventListener('keydown', (event) => {
      const pos = getPos();
      if (event.key !== 'Escape' || pos === undefined) return;
      event.preventDefault();
      toggle(false);
      editor.chain().setTextSelection(pos + now.nodeSize).focus().run();
    });
    if (!Array.isArray(node.attrs.note) || node.attrs.note.length === 0) queueMicrotask(() => editor.isFocused && toggle(true));
    return {
      dom,
      update(next: PmNode) {
        if (next.type !== now.type) return false;
        now = next;
        if (next.attrs.note !== last) editorOfNote.set((last = next.attrs.note));
        return true;
      },
      stopEvent: () => true,
      ignoreMutation: () => true,
      destroy: () => editorOfNote.destroy(),
    };
  };

/** Views of all nodes that have a frame. */
export function views(): Record<string, () => NodeViewRenderer> {
  const framedNames = Object.keys(blocks).filter((name) => blocks[name]?.label);
  return { ...Object.fromEntries(framedNames.map((name) => [name, () => framed(name)])), footnote };
}

/** From an empty paragraph at the end of a frame out of it, to a new one behind it. The only paragraph of a frame stays. */
export function leaveFrame(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  const depth = $from.depth - 1;
  if (!empty || depth < 1 || $from.parent.type.name !== 'paragraph' || $from.parent.content.size > 0) return false;
  const holder = $from.node(depth);
  const ofFold = holder.type.name === 'detailsContent';
  const isFrame = ofFold || (blocks[holder.type.name]?.content === 'blocks' && holder.type.spec.isolating === true);
  if (!isFrame || holder.childCount < 2 || $from.index(depth) < holder.childCount - 1) return false;
  const behind = $from.after(ofFold ? depth - 1 : depth);
  const { tr, schema } = editor.state;
  tr.delete($from.before(), $from.after());
  const at = tr.mapping.map(behind);
  tr.insert(at, schema.nodes.paragraph!.create()).setSelection(TextSelection.create(tr.doc, at + 1));
  editor.view.dispatch(tr.scrollIntoView());
  return true;
}

/** Enter in a caption of a gallery goes to the next one, and from the last behind the gallery: it makes no picture. */
export function nextCaption(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== 'image' || $from.depth < 2 || $from.node(-1).type.name !== 'gallery') return false;
  const { tr } = editor.state;
  const isLast = $from.index(-1) === $from.node(-1).childCount - 1;
  editor.view.dispatch((isLast ? goBehind(tr, $from.after(-1)) : tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1))).scrollIntoView());
  return true;
}

/** After a node was put in: to its first field, where fields are seen; behind it, where it has nothing to be written in. What is typed next would take its place. */
export function afterInsert(editor: Editor): void {
  const { selection, doc, schema } = editor.state;
  const isChosen = selection instanceof NodeSelection;
  if (!isChosen && selection.$from.depth === 0) return;
  // A new gallery begins with a picture, in which the cursor stands.
  const ofGallery = !isChosen && selection.$from.depth > 1 && selection.$from.node(-1).type.name === 'gallery';
  const at = isChosen ? selection.from : selection.$from.before(ofGallery ? -1 : undefined);
  const dom = editor.view.nodeDOM(at);
  const field = open.has(doc.nodeAt(at)?.type.name ?? '') && dom instanceof HTMLElement && dom.querySelector<HTMLElement>(`:scope > .fields :is([data-first], input:not([type="file"], [type="checkbox"]), textarea, [contenteditable="true"])`);
  if (field) return field.focus();
  if (isChosen) editor.view.dispatch(goBehind(editor.state.tr, selection.to).scrollIntoView());
}

/** Into an empty paragraph behind the block that ends at a place, made where none is. */
function goBehind(tr: Transaction, end: number): Transaction {
  const next = tr.doc.nodeAt(end);
  if (next?.type.name !== 'paragraph' || next.content.size > 0) tr.insert(end, tr.doc.type.schema.nodes.paragraph!.create());
  return tr.setSelection(TextSelection.create(tr.doc, end + 1));
}

/** What is pasted and ends with a picture: what is typed next stands behind it, and neither before it nor in its caption. */
export function behindPasted(): Plugin {
  return new Plugin({
    appendTransaction(all, _before, state) {
      const at = all.findIndex((tr) => tr.docChanged && tr.getMeta('uiEvent') === 'paste');
      if (at < 0) return null;
      let end = -1;
      all.slice(at).forEach(({ mapping }, first) => mapping.maps.forEach((map) => {
        end = end < 0 ? end : map.map(end);
        if (first === 0) map.forEach((_from, _to, _start, to) => (end = Math.max(end, to)));
      }));
      const last = end < 0 ? null : state.doc.resolve(end);
      if (last?.depth !== 0 || !['image', 'waiting'].includes(last.nodeBefore?.type.name ?? '')) return null;
      return goBehind(state.tr, end);
    },
  });
}

/** From a node that is chosen into it: its first field, or its text. */
export function enterFrame(editor: Editor): boolean {
  const { selection } = editor.state;
  if (!(selection instanceof NodeSelection)) return false;
  const dom = editor.view.nodeDOM(selection.from);
  if (!(dom instanceof HTMLElement)) return false;
  if (selection.node.type.name === 'footnote') {
    dom.querySelector<HTMLElement>('button')?.click();
    return true;
  }
  const target = dom.querySelector<HTMLElement>(':scope > .fields:not([hidden]) :is(input, textarea, select, button, [contenteditable="true"])');
  if (target) {
    target.focus();
    return true;
  }
  if (selection.node.isAtom) return false;
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(editor.state.doc.resolve(selection.from + 1))));
  return true;
}
