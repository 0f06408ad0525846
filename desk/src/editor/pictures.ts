// Pictures that are chosen, dropped or pasted into the text, or copied out of it.
import type { Editor } from '@tiptap/core';
import { Slice } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { only, remember } from './along.ts';
import { copied } from './copied.ts';
import type { Json } from './copy.ts';
import { el } from './dom.ts';
import type { Notices } from './notices.ts';
import { sendPicture, type Uploaded } from './upload.ts';

/** Where sentences about pictures are shown; the page sets it. */
let notices: Notices | null = null;
export const tellPicturesTo = (of: Notices): void => {
  notices = of;
};

const isPicture = (file: File) => file.type.startsWith('image/');

/** A picture of the library as it stands in the text; what was said of it where it came from goes before what it says itself. */
export function pictureNode(picture: Uploaded, said: { alt?: string; caption?: string } = {}) {
  const caption = said.caption || picture.caption;
  const attrs = { src: picture.path, width: picture.width || null, height: picture.height || null, alt: said.alt || picture.alt || null, credit: picture.credit || null };
  return { type: 'image', attrs, content: caption ? [{ type: 'text', text: caption }] : [] };
}

/** Sends pictures one after the other and puts them where they were dropped. `alt`: what the page says of it from which one comes. */
export async function takePictures(editor: Editor, files: File[], at?: number, alt?: string): Promise<void> {
  // The place moves with what is written meanwhile.
  let place = at ?? editor.state.selection.to;
  let isOurs = false;
  let isWaiting = true;
  const follow = ({ transaction }: { transaction: Transaction }) => {
    place = transaction.mapping.map(place);
    if (!isOurs && (transaction.docChanged || transaction.selectionSet)) isWaiting = false;
  };
  editor.on('transaction', follow);
  for (const file of files) {
    notices?.show('picture', `Sending “${file.name}” …`);
    const sent = await sendPicture(file);
    notices?.hide('picture');
    isOurs = true;
    if (typeof sent === 'string') notices?.tell('picture-problem', sent);
    else if (!editor.isEditable) notices?.tell('picture-problem', `“${file.name}” is in the library, and not in the text: you may not write here now.`);
    else place = putPicture(editor, place, pictureNode(sent, { alt }), isWaiting);
    isOurs = false;
  }
  editor.off('transaction', follow);
}

/**
 * Puts a picture behind the block that holds a place, for it stands between blocks, and in the place of an empty one; gives
 * where it ends. Who wrote on meanwhile writes on where they are; who waited for it (`isWaiting`), behind it.
 */
function putPicture(editor: Editor, place: number, picture: Json, isWaiting: boolean): number {
  const { tr, schema } = editor.state;
  const node = schema.nodeFromJSON(picture);
  const at = tr.doc.resolve(Math.min(place, tr.doc.content.size));
  const block = at.depth === 0 ? null : at.node(1);
  const isEmpty = block?.type.name === 'paragraph' && block.content.size === 0;
  const isWrittenIn = isEmpty && tr.selection.from <= at.after(1) && tr.selection.to >= at.before(1);
  const start = !block ? at.pos : isEmpty ? at.before(1) : at.after(1);
  tr.replaceWith(start, isEmpty && !isWrittenIn ? at.after(1) : start, node);
  // As with what is pasted at once: `behindPasted`. A picture without words is no empty text, which TipTap would clear away.
  if (isWaiting) tr.setMeta('uiEvent', 'paste').scrollIntoView();
  editor.view.dispatch(tr.setMeta('preventClearDocument', true));
  return start + node.nodeSize;
}

/** Blocks that are pasted into a caption stand behind the picture, or its gallery: they would tear it in two. */
function behindCaption(view: EditorView, { content }: Slice): boolean {
  const { selection, tr } = view.state;
  const first = content.firstChild;
  const isLine = first?.isInline || (content.childCount === 1 && first?.isTextblock);
  if (selection.$from.parent.type.name !== 'image' || !first || isLine) return false;
  const end = selection.$from.after(1);
  view.dispatch(tr.replaceRange(end, end, new Slice(content, 0, 0)).setMeta('uiEvent', 'paste').scrollIntoView());
  return true;
}

/** Asks for pictures from the disk. */
export function choosePicture(editor: Editor): void {
  const at = editor.state.selection.to;
  const file = el('input', { type: 'file', accept: 'image/*', multiple: true, hidden: true, 'aria-label': 'Pictures' });
  document.body.append(file);
  file.addEventListener('change', () => {
    void takePictures(editor, [...(file.files ?? [])], at);
    file.remove();
  });
  file.addEventListener('cancel', () => file.remove());
  file.click();
}

export function droppedPictures(editor: () => Editor): Plugin {
  const taken = (data: DataTransfer | null) => [...(data?.files ?? [])].filter(isPicture);
  return new Plugin({
    props: {
      clipboardSerializer: copied(editor().schema),
      handleDOMEvents: { paste: (_view, event) => remember(event.clipboardData) },
      handleDrop(view, event, _slice, moved) {
        const files = taken(event.dataTransfer);
        if (moved || files.length === 0) return false;
        event.preventDefault();
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
        const { body } = new DOMParser().parseFromString(event.dataTransfer?.getData('text/html') ?? '', 'text/html');
        void takePictures(editor(), files, at, only(body)?.alt.trim());
        return true;
      },
      handlePaste(view, event, slice) {
        const files = taken(event.clipboardData);
        // Word and Excel put a picture of the text beside the text. A picture alone that came so is brought by its node (along.ts).
        if (files.length === 0 || (event.clipboardData?.getData('text/html') && slice.size > 0)) return behindCaption(view, slice);
        void takePictures(editor(), files);
        return true;
      },
    },
  });
}
