// Files on their way to the media library.
import { el } from './dom.ts';
import { dropsOn } from './drops.ts';
import { kinds, type Kind } from './kinds.ts';
import { chooseOfLibrary } from './library.ts';
import { upload, type Answer } from './server.ts';

/** What the library answers. */
export interface Uploaded {
  path: string;
  width: number;
  height: number;
  alt?: string;
  caption?: string;
  credit?: string;
  /** As it is called there. */
  name?: string;
  /** What the server found it to be. */
  type?: string;
}

function inWords(answer: Exclude<Answer<Uploaded>, { kind: 'ok' }>, name: string, what: string): string {
  switch (answer.kind) {
    case 'offline':
      return `“${name}” was not sent: there is no connection. Choose it again when there is one.`;
    case 'signed out':
      return `“${name}” was not taken: your session has ended.`;
    case 'away':
      return `“${name}” was not taken: ${answer.error || 'the server cannot store it now'}`;
    case 'refused':
      if (answer.status === 404) return `“${name}” was not taken: this newsroom takes no ${what} yet.`;
      if (answer.status === 413) return `“${name}” was not taken: it is larger than the settings allow. ${answer.error}`;
      if (answer.status === 415 && what === kinds.picture.many) return `“${name}” was not taken: it is no picture that we know (JPEG, PNG, GIF, WebP, AVIF). ${answer.error}`;
      // Of one file the server says itself which it is.
      if (answer.error.startsWith(`“${name}”`)) return answer.error;
      return `“${name}” was not taken: ${answer.error || `the server says ${answer.status}`}`;
    default:
      return `“${name}” was not taken.`;
  }
}

/** Sends a file; gives what the library says of it, or a sentence. */
export async function sendFile(file: File, what = kinds.file.many): Promise<Uploaded | string> {
  const form = new FormData();
  form.append('file', file);
  const answer = await upload<Uploaded>('/desk/media/', form);
  return answer.kind === 'ok' ? answer.body : inWords(answer, file.name, what);
}

export const sendPicture = (file: File): Promise<Uploaded | string> => sendFile(file, kinds.picture.many);

/** Sends what must be of a kind. */
export async function sendAs(kind: Kind, file: File): Promise<Uploaded | string> {
  const other = `“${file.name}” is no ${kind.one}`;
  // Where the browser does not know what it is, the server does.
  if (file.type && !kind.fits(file.type)) return `${other}.`;
  const sent = await sendFile(file, kind.many);
  return typeof sent === 'string' || !sent.type || kind.fits(sent.type) ? sent : `${other}. It is in the library now.`;
}

export interface FileButton {
  element: HTMLElement;
  enable(on: boolean): void;
  /** Lets one file be dropped on an element, too. */
  takesDropsOn(element: HTMLElement): void;
}

/** Buttons for a file: one chooses it from the disk and sends it, one takes it from the library. `what` it is for, where
 * there are several. `done` gets its name on the disk, too. */
export function fileButton(kind: Kind, label: string, done: (file: Uploaded, name?: string) => void, what = ''): FileButton {
  const input = el('input', { type: 'file', accept: kind.accept, hidden: true, 'aria-label': label });
  const says = el('span', { class: 'hint', role: 'status' });
  const button = el('button', { type: 'button', 'aria-label': what ? `${label}, ${what}` : undefined, onclick: () => input.click() }, label);
  const library = el('button', { type: 'button', 'aria-label': what ? `From the library, ${what}` : undefined, onclick: () => chooseOfLibrary((file) => !button.disabled && (done(file), true), kind) }, 'From the library');
  const send = (file: File) => {
    says.textContent = `Sending “${file.name}” …`;
    void sendAs(kind, file).then((sent) => {
      // Another may have the pen by now.
      const isLate = typeof sent !== 'string' && button.disabled;
      says.textContent = typeof sent === 'string' ? sent : isLate ? 'It is in the library, and not in the story: you may not write here now.' : '';
      if (typeof sent !== 'string' && !isLate) done(sent, file.name);
    });
  };
  input.addEventListener('change', () => {
    const [chosen] = input.files ?? [];
    if (!chosen) return;
    input.value = '';
    send(chosen);
  });
  return {
    element: el('span', { class: 'upload' }, button, library, input, says),
    enable: (on) => (button.disabled = library.disabled = !on),
    takesDropsOn: (element) =>
      dropsOn(element, ([file, ...more]) => {
        if (!file || more.length > 0 || button.disabled) return false;
        send(file);
        return true;
      }),
  };
}

export const pictureButton = (label: string, done: (picture: Uploaded) => void, what = ''): FileButton => fileButton(kinds.picture, label, done, what);
