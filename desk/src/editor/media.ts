// Films, sound and PDF that are dropped on the text or pasted into it, also with pictures among them. What a file is, the
// server finds out; of pictures alone pictures.ts takes care.
import type { Editor } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { kinds, nodeFor } from './kinds.ts';
import type { Notices } from './notices.ts';
import { pictureNode } from './pictures.ts';
import { sendFile, type Uploaded } from './upload.ts';

/** Where sentences about files are shown; the page sets it. */
let notices: Notices | null = null;
export const tellFilesTo = (of: Notices): void => {
  notices = of;
};

/** How long a film is waited for that does not say how long it is, in milliseconds. */
const PATIENCE = 5_000;

/** A name without its ending. */
export const stem = (name: string): string => name.replace(/\.[^.]*$/, '');

/** What the browser finds out about a film or a sound: nothing where it does not know the format. */
function measured(path: string, what: 'video' | 'audio'): Promise<Record<string, unknown>> {
  return new Promise((done) => {
    const player = document.createElement(what);
    const give = (found: Record<string, unknown>) => {
      clearTimeout(timer);
      player.removeAttribute('src');
      player.load();
      done(found);
    };
    const timer = setTimeout(() => give({}), PATIENCE);
    player.addEventListener('loadedmetadata', () => {
      const duration = Number.isFinite(player.duration) ? { duration: Math.round(player.duration * 10) / 10 } : {};
      give({ ...duration, ...(player instanceof HTMLVideoElement && player.videoWidth > 0 && { width: player.videoWidth, height: player.videoHeight }) });
    });
    player.addEventListener('error', () => give({}));
    player.preload = 'metadata';
    player.src = path;
  });
}

/** Bytes of a file as readers get it. */
async function bytes(path: string): Promise<number | null> {
  const answer = await fetch(path, { method: 'HEAD' }).catch(() => null);
  return (answer?.ok && Number(answer.headers.get('content-length'))) || null;
}

/** The attributes of a node for a file of the library, as far as they are known. `name` on the disk it came from. */
export async function attrsFor(node: 'video' | 'audio' | 'file', file: Uploaded, name = file.name ?? ''): Promise<Record<string, unknown>> {
  if (node === 'file') return { src: file.path, title: stem(name) || null, description: file.caption || null, name: file.name || name || null, size: await bytes(file.path) };
  const found = await measured(file.path, node);
  if (node === 'audio') return { src: file.path, title: stem(name) || null, duration: null, ...found };
  return { src: file.path, duration: null, width: null, height: null, ...found, ...(file.credit && { credit: file.credit }) };
}

async function nodeOf(sent: Uploaded, name: string) {
  const type = sent.type ?? '';
  if (kinds.picture.fits(type)) return pictureNode(sent);
  const node = nodeFor(type);
  const caption = node === 'file' ? '' : sent.caption;
  return { type: node, attrs: await attrsFor(node, sent, name), content: caption ? [{ type: 'text', text: caption }] : [] };
}

/** Sends files one after the other and puts them one below the other where they were dropped. */
async function takeFiles(editor: Editor, files: File[], at: number): Promise<void> {
  // The place moves with what is written meanwhile.
  let place = at;
  const follow = ({ transaction }: { transaction: { mapping: { map(pos: number): number } } }) => (place = transaction.mapping.map(place));
  const problems: string[] = [];
  editor.on('transaction', follow);
  for (const file of files) {
    notices?.show('file', `Sending “${file.name}” …`);
    const sent = await sendFile(file);
    const node = typeof sent === 'string' ? null : await nodeOf(sent, file.name);
    if (typeof sent === 'string') problems.push(sent);
    else if (!editor.isEditable) problems.push(`“${file.name}” is in the library, and not in the text: you may not write here now.`);
    else {
      const { doc, schema, tr } = editor.state;
      const to = doc.resolve(Math.min(place, doc.content.size));
      const end = to.depth === 0 ? to.pos : to.after(1);
      const made = schema.nodeFromJSON(node);
      editor.view.dispatch(tr.insert(end, made));
      place = end + made.nodeSize;
    }
  }
  editor.off('transaction', follow);
  notices?.hide('file');
  if (problems.length > 0) notices?.tell('file-problem', problems.join(' '));
}

/** Stands before the plugin for pictures, which would take them out of several files. */
export function droppedFiles(editor: () => Editor): Plugin {
  const taken = (data: DataTransfer | null) => {
    const files = [...(data?.files ?? [])];
    return files.some((file) => !file.type.startsWith('image/')) ? files : [];
  };
  return new Plugin({
    props: {
      handleDrop(view, event, _slice, moved) {
        const files = taken(event.dataTransfer);
        if (moved || files.length === 0) return false;
        event.preventDefault();
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
        void takeFiles(editor(), files, at ?? view.state.selection.to);
        return true;
      },
      handlePaste(view, event) {
        const files = taken(event.clipboardData);
        if (files.length === 0 || event.clipboardData?.getData('text/html')) return false;
        void takeFiles(editor(), files, view.state.selection.to);
        return true;
      },
    },
  });
}
