// Pictures on their way to the media library.
import { el } from './dom.ts';
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
}

function inWords(answer: Exclude<Answer<Uploaded>, { kind: 'ok' }>, name: string): string {
  switch (answer.kind) {
    case 'offline':
      return `“${name}” was not sent: there is no connection. Choose it again when there is one.`;
    case 'signed out':
      return `“${name}” was not taken: your session has ended.`;
    case 'away':
      return `“${name}” was not taken: ${answer.error || 'the server cannot store it now'}`;
    case 'refused':
      if (answer.status === 404) return `“${name}” was not taken: this newsroom takes no pictures yet.`;
      if (answer.status === 413) return `“${name}” was not taken: it is larger than the settings allow. ${answer.error}`;
      if (answer.status === 415) return `“${name}” was not taken: it is no picture that we know (JPEG, PNG, GIF, WebP, AVIF). ${answer.error}`;
      return `“${name}” was not taken: ${answer.error || `the server says ${answer.status}`}`;
    default:
      return `“${name}” was not taken.`;
  }
}

/** Sends a picture; gives what the library says of it, or a sentence. */
export async function sendPicture(file: File): Promise<Uploaded | string> {
  const form = new FormData();
  form.append('file', file);
  const answer = await upload<Uploaded>('/desk/media/', form);
  return answer.kind === 'ok' ? answer.body : inWords(answer, file.name);
}

/** Buttons for a picture: one chooses it from the disk and sends it, one takes it from the library. `what` it is for, where
 * there are several. */
export function pictureButton(label: string, done: (picture: Uploaded) => void, what = ''): { element: HTMLElement; enable(on: boolean): void } {
  const file = el('input', { type: 'file', accept: 'image/*', hidden: true, 'aria-label': label });
  const says = el('span', { class: 'hint', role: 'status' });
  const button = el('button', { type: 'button', 'aria-label': what ? `${label}, ${what}` : undefined, onclick: () => file.click() }, label);
  const library = el('button', { type: 'button', 'aria-label': what ? `From the library, ${what}` : undefined, onclick: () => chooseOfLibrary(done) }, 'From the library');
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    file.value = '';
    says.textContent = `Sending “${chosen.name}” …`;
    void sendPicture(chosen).then((sent) => {
      says.textContent = typeof sent === 'string' ? sent : '';
      if (typeof sent !== 'string') done(sent);
    });
  });
  return { element: el('span', { class: 'upload' }, button, library, file, says), enable: (on) => (button.disabled = library.disabled = !on) };
}
