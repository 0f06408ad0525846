// Pictures that stand in a text which was pasted. Those of the newsroom stay where they are. Those from elsewhere are
// brought into the library meanwhile: the server fetches what has an address, this page sends what came along. While one
// is on its way a node says so in its place, which is a line of text as soon as it is saved: what is left of it says the
// truth whatever happens to this page.
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Carried } from './along.ts';
import { pictureNode } from './pictures.ts';
import { post } from './server.ts';
import { sendPicture, type Uploaded } from './upload.ts';

interface Wanted {
  src: string;
  alt: string;
  caption: string;
  /** The picture itself, where it came along beside the text. */
  carried?: Carried;
}

/** What this page has pasted, by the id that its node has. */
const pasted = new Map<string, Wanted>();
/** By address, so that each is brought once. */
const brought = new Map<string, Promise<Uploaded | string>>();
/** Nodes that somebody waits for. */
const awaited = new Set<string>();

let home = '';
/** The address that readers know. */
export const setHome = (url: string): void => {
  home = url;
};

/** An address as others can follow it. */
export function absolute(src: string): string {
  try {
    return new URL(src, home || location.href).href;
  } catch {
    return src;
  }
}

/** The address of a picture that is in the library already, without the size of a rendition. */
export function own(src: string): string | null {
  try {
    const url = new URL(src, location.href);
    const isOurs = url.origin === location.origin || (home !== '' && url.origin === new URL(home).origin);
    if (!isOurs || !url.pathname.startsWith('/content/images/')) return null;
    return url.pathname.replace(/^\/content\/images\/size\/w\d+\/(format\/webp\/)?/, '/content/images/');
  } catch {
    return null;
  }
}

const line = (says: string, { alt, caption }: Wanted): string => `[${says}${alt ? `: ${alt}` : ''}]${caption ? ` ${caption}` : ''}`;

/** What those lines have left in a text: where, and the words between the brackets. */
export function leftOver(words: string): { at: number; text: string }[] {
  return [...words.matchAll(/\[Picture(?:, not here yet| not taken over)[^\]]*\]?/g)].map((found) => ({ at: found.index, text: found[0] }));
}

/** A picture that is to come; gives what its node holds. */
export function waiting(picture: Wanted): { id: string; text: string } {
  const id = `${Date.now()}-${pasted.size}`;
  pasted.set(id, picture);
  return { id, text: line('Picture, not here yet', picture) };
}

/** The file in a `data:` address. */
function fileIn(src: string): File | null {
  const found = /^data:image\/([a-z0-9.+-]+)(?:;[^;,]*)*?(;base64)?,(.*)$/is.exec(src);
  if (!found) return null;
  try {
    const content = decodeURIComponent(found[3] ?? '');
    const bytes = found[2] ? Uint8Array.from(atob(content.trim()), (one) => one.charCodeAt(0)) : new TextEncoder().encode(content);
    const ending = /^[a-z]+/.exec((found[1] ?? '').toLowerCase())?.[0] ?? 'png';
    return new File([bytes], `pasted.${ending}`, { type: `image/${found[1]}` });
  } catch {
    return null;
  }
}

async function bring({ src, carried }: Wanted): Promise<Uploaded | string> {
  if (/^data:/i.test(src)) {
    const file = fileIn(src);
    return file ? sendPicture(file) : 'What came along is no picture.';
  }
  if (!/^https?:/i.test(src)) {
    const file = await carried?.();
    return file ? sendPicture(file) : 'It lies on somebody’s machine and not on the web: choose it from there.';
  }
  const answer = await post<Uploaded>('/desk/media/fetch', { address: src });
  const file = answer.kind === 'refused' || answer.kind === 'away' ? await carried?.() : null;
  if (file) return sendPicture(file);
  switch (answer.kind) {
    case 'ok':
      return answer.body;
    case 'offline':
      return 'There is no connection.';
    case 'signed out':
      return 'Your session has ended.';
    case 'refused':
    case 'away':
      return answer.error ? answer.error[0]!.toUpperCase() + answer.error.slice(1) : 'The server cannot store it now.';
    default:
      return 'The server does not take it.';
  }
}

/** So many at a time; the server has no more places. */
const PLACES = 3;
let taken = 0;
const queue: (() => void)[] = [];

function once(id: string, picture: Wanted): Promise<Uploaded | string> {
  // Word calls the pictures of every text by the same names.
  const name = picture.carried ? id : picture.src;
  const known = brought.get(name);
  if (known) return known;
  const coming = (async () => {
    if (taken === PLACES) await new Promise<void>((go) => queue.push(go));
    else taken += 1;
    const got = await bring(picture);
    const next = queue.shift();
    if (next) next();
    else taken -= 1;
    // What failed may be tried again by pasting it again.
    if (typeof got === 'string') brought.delete(name);
    else delete picture.carried;
    return got;
  })();
  brought.set(name, coming);
  return coming;
}

/** Whether the page is being left: then what is asked for ends without an answer, which is no news of the picture. */
let leaving = false;
addEventListener('pagehide', () => (leaving = true));
addEventListener('pageshow', () => (leaving = false));

/** Puts what came in place of its nodes. Where they are gone, or another writes here now, there is nothing to do. */
function settle(view: EditorView, id: string, got: Uploaded | string): void {
  if (leaving || view.isDestroyed || !view.editable) return;
  const { schema, tr } = view.state;
  const wanted = pasted.get(id);
  tr.doc.descendants((node, pos) => {
    if (node.type.name !== 'waiting' || node.attrs.id !== id) return;
    const text = typeof got !== 'string' ? '' : wanted ? line(`Picture not taken over${wanted.alt ? `: ${wanted.alt}` : ''}. ${got}`, { ...wanted, alt: '' }) : String(node.attrs.text);
    const put = typeof got === 'string' ? schema.nodes.paragraph!.create(null, schema.text(text)) : schema.nodeFromJSON(pictureNode(got, wanted));
    const at = tr.mapping.map(pos);
    tr.replaceWith(at, at + node.nodeSize, put);
  });
  // Undoing takes back what was pasted, and does not bring the node back. A picture without words is no empty text, which
  // TipTap would clear away.
  if (tr.docChanged) view.dispatch(tr.setMeta('addToHistory', false).setMeta('preventClearDocument', true));
}

/** Has pictures brought for the nodes that wait. */
export function bringPictures(): Plugin {
  return new Plugin({
    view: () => ({
      update(view, before) {
        if (view.state.doc === before.doc || pasted.size === 0) return;
        view.state.doc.descendants((node) => {
          const id = String(node.attrs.id);
          if (node.type.name !== 'waiting' || awaited.has(id)) return;
          const picture = pasted.get(id);
          awaited.add(id);
          const coming = picture ? once(id, picture) : Promise.resolve('');
          void coming.then((got) => {
            // Where another writes meanwhile, what failed is not asked for again with each of their words.
            if (typeof got !== 'string' || view.editable) awaited.delete(id);
            settle(view, id, got);
          });
        });
      },
    }),
  });
}
