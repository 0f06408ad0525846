// Pictures that are chosen, dropped or pasted into the text.
import type { Editor } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
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

/** Sends pictures one after the other and puts them where they were dropped. */
export async function takePictures(editor: Editor, files: File[], at?: number): Promise<void> {
  // The place moves with what is written meanwhile.
  let place = at ?? editor.state.selection.to;
  const follow = ({ transaction }: { transaction: { mapping: { map(pos: number): number } } }) => (place = transaction.mapping.map(place));
  editor.on('transaction', follow);
  for (const file of files) {
    notices?.show('picture', `Sending “${file.name}” …`);
    const sent = await sendPicture(file);
    notices?.hide('picture');
    if (typeof sent === 'string') notices?.tell('picture-problem', sent);
    else editor.chain().insertContentAt(blockEnd(editor, place), pictureNode(sent)).run();
  }
  editor.off('transaction', follow);
}

/** The end of the block that holds a place, for a picture stands between blocks. */
function blockEnd(editor: Editor, pos: number): number {
  const at = editor.state.doc.resolve(Math.min(pos, editor.state.doc.content.size));
  return at.depth === 0 ? at.pos : at.after(1);
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
      handleDrop(view, event, _slice, moved) {
        const files = taken(event.dataTransfer);
        if (moved || files.length === 0) return false;
        event.preventDefault();
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
        void takePictures(editor(), files, at);
        return true;
      },
      handlePaste(_view, event) {
        const files = taken(event.clipboardData);
        // Word and Excel put a picture of the text beside the text.
        if (files.length === 0 || event.clipboardData?.getData('text/html')) return false;
        void takePictures(editor(), files);
        return true;
      },
    },
  });
}
