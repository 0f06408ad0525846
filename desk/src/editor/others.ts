// Another's text beside one's own: it is shown before anybody decides, and nothing is written over unseen.
import { same, type Begin, type CopyText } from './copy.ts';
import { el, freshId } from './dom.ts';
import { forget, type Kept } from './kept.ts';
import type { Notices } from './notices.ts';
import type { Pen, Standing } from './pen.ts';
import type { Saving } from './saving.ts';
import { get, put } from './server.ts';
import { showText } from './shown.ts';
import type { Story } from './story.ts';

interface Choice {
  label: string;
  do: () => unknown;
}

/** Shows a text in a dialog, with what can be done. */
export function look(title: string, text: CopyText, choices: Choice[]): void {
  const heading = freshId();
  const shown = showText(text);
  const close = () => {
    shown.destroy();
    dialog.remove();
  };
  const buttons = choices.map((choice) =>
    el('button', { type: 'button', onclick: () => { dialog.close(); void choice.do(); } }, choice.label),
  );
  const dialog = el(
    'dialog', { class: 'other', 'aria-labelledby': heading, onclose: close },
    el('h2', { id: heading }, title),
    el('div', { class: 'other-text', tabindex: '0', role: 'region', 'aria-label': title }, shown.element),
    el('p', { class: 'deeds' }, ...buttons, el('button', { type: 'button', onclick: () => dialog.close() }, 'Close')),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** No save of the server has this number. */
const NONE = -1;

const standing = (begin: Begin) => get<Standing>(`/desk/stories/${begin.id}/copy`);

const ofAnother = { see: 'See theirs', use: 'Go on with theirs', keep: 'Put mine in place of theirs' };
/** It was written in another window by the same person. */
const ofOwn: Words = { see: 'See the other text', use: 'Go on with the other text', keep: 'Put this text in its place' };
type Words = typeof ofAnother;

/** What to do when the server has another's text. */
export function watchConflicts(begin: Begin, story: Story, saving: Saving, pen: Pen, notices: Notices): void {
  // What was written since the server refused it, too: upon no save of the server's, a text becomes nothing but a revision.
  const keptAside = async () => {
    const answer = await put(`/desk/stories/${begin.id}/copy`, { version: NONE, holder: saving.holder, text: story.text });
    // A text that the server refuses stays nowhere but here.
    return answer.kind === 'refused' ? answer.error : answer.kind === 'conflict' || answer.kind === 'ok';
  };
  // The buttons are gone with their notice.
  const goOn = () => (story.writable ? document.getElementById('text') : notices.element.querySelector<HTMLElement>('[data-name="pen"] button'))?.focus();
  const useTheirs = async (evenSo = false): Promise<void> => {
    // Nothing is typed meanwhile that would be in neither.
    const wrote = story.writable;
    story.writable = false;
    const kept = await keptAside();
    const answer = kept === true || (evenSo && typeof kept === 'string') ? await standing(begin) : undefined;
    if (answer?.kind !== 'ok') {
      story.writable = wrote;
      if (typeof kept !== 'string') return notices.tell('conflict-help', 'The server does not answer; your text is still here.');
      return notices.tell('conflict-help', `Your text cannot be kept among the revisions: ${kept} Copy what you need of it.`, [{ label: 'Go on without it', do: () => useTheirs(true) }]);
    }
    notices.hide('conflict-help');
    story.replace(answer.body.text, { passages: answer.body.passages });
    saving.settle(answer.body.version, answer.body.saved_at);
    notices.hide('conflict');
    await pen.ask();
    goOn();
  };
  const keepMine = async () => {
    if (!(await pen.ask(true))) return notices.tell('conflict-help', 'The pen cannot be had now; your text is kept in this browser. Try again.');
    const answer = await standing(begin);
    if (answer.kind !== 'ok') return notices.tell('conflict-help', 'The server does not answer; your text is kept in this browser. Try again.');
    notices.hide('conflict');
    story.insist(answer.body.text);
    await saving.goOn(answer.body.version, true);
    goOn();
  };
  const seeTheirs = async (words: Words) => {
    const answer = await standing(begin);
    if (answer.kind !== 'ok') return notices.tell('conflict-help', 'Their text cannot be fetched now.');
    look(answer.body.own ? 'The text that is saved' : `The text of ${answer.body.by}`, answer.body.text, [
      { label: words.use, do: () => useTheirs() },
      { label: words.keep, do: keepMine },
    ]);
  };
  saving.on((state) => {
    if (state.is !== 'conflict') return notices.hide('conflict');
    // Where another has the pen, nothing more is to be written here.
    void pen.ask();
    const words = state.own ? ofOwn : ofAnother;
    notices.show('conflict', state.error, [{ label: words.see, do: () => seeTheirs(words) }, { label: words.keep, do: keepMine }], 'problem');
  });
}

/** What this browser kept and the server has not: put back, or offered beside what stands there. */
export async function putBack(all: Kept[], begin: Begin, story: Story, saving: Saving, notices: Notices, clock: (at: number) => string): Promise<void> {
  // Where a page said nothing of the story that this one translates, that is as it is now.
  const asHere = (text: CopyText) => (text.tie ? text : { ...text, translation_of: begin.text.translation_of });
  for (const kept of all) {
    const done = () => forget(kept.story, kept.holder);
    const mine = asHere(kept.text);
    const isSaved = same(mine, begin.text);
    const own = kept.user === begin.user;
    if (isSaved) {
      await done();
      continue;
    }
    const isUpon = kept.version === begin.version || (kept.version + 1 === begin.version && kept.sent !== undefined && same(asHere(kept.sent), begin.text));
    const use = async () => {
      if (!story.writable) return notices.tell('kept-help', 'Another has the pen: take over first, then put your text here.');
      story.replace(mine, { passages: kept.passages });
      story.set({});
      await saving.goOn(saving.version, true);
      if (!saving.dirty) await done();
      notices.hide(kept.holder);
    };
    if (own && isUpon && story.writable && !saving.dirty) {
      await use();
      notices.tell(kept.holder, `What you wrote until ${clock(kept.at)} had not reached the server. It is put back.`);
      continue;
    }
    const whose = own ? 'you wrote' : 'somebody wrote';
    const since = isUpon ? '' : ' The story has changed since.';
    notices.show(kept.holder, `This browser keeps a text that ${whose} at ${clock(kept.at)} and that the server has not.${since}`, [
      { label: 'See it', do: () => look(`Kept in this browser, ${clock(kept.at)}`, mine, [{ label: 'Put it here', do: use }]) },
      { label: 'Throw it away', do: async () => { await done(); notices.hide(kept.holder); } },
    ]);
  }
}
