// One holds the pen: this page asks for it, keeps it while it is open, and reads along while another has it.
import type { Begin, CopyText } from './copy.ts';
import type { Notices } from './notices.ts';
import type { Place } from './passages.ts';
import type { Saving } from './saving.ts';
import { get, post, type Answer } from './server.ts';
import type { Standing as State, StoryState } from './standing.ts';
import type { Story } from './story.ts';

const KEEP = 10_000;
const READ_ALONG = 3_000;

export interface PenState {
  mine: boolean;
  by: string;
  same_person: boolean;
  since: number;
  version: number;
  /** The newest one about the story. */
  comment: { id: string; who: string; by_me: boolean } | null;
  story: StoryState;
}

/** What `GET …/copy` answers. */
export interface Standing {
  version: number;
  text: CopyText;
  saved_at: number | null;
  by: string;
  /** Whether that is who asks. */
  own: boolean;
  code: string;
  me: string;
  user: string;
  passages: Place[];
}

export class Pen {
  #mine: boolean | null = null;
  #timer = 0;
  #asked = 0;
  /** The newest comment that was heard of; null: none was asked for yet. */
  #comment: string | null = null;
  /** Since when the one has it who took it from this page. */
  #takenBy = 0;

  constructor(
    readonly begin: Begin,
    readonly story: Story,
    readonly saving: Saving,
    readonly notices: Notices,
    readonly standing: State,
    readonly clock: (at: number) => string,
  ) {
    addEventListener('pagehide', () => this.#leave());
    addEventListener('pageshow', (event) => event.persisted && void this.ask());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void this.ask());
    addEventListener('online', () => void this.ask());
  }

  get path(): string {
    return `/desk/stories/${this.begin.id}/pen`;
  }

  /** Asks for the pen and shows what comes of it. */
  async ask(takeOver = false): Promise<boolean> {
    const mine = (this.#asked += 1);
    clearTimeout(this.#timer);
    const answer = await post<PenState>(this.path, { holder: this.saving.load, take_over: takeOver });
    if (mine !== this.#asked && !takeOver) return this.#mine === true;
    await this.#hear(answer);
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.ask(), this.#mine === false ? READ_ALONG : KEEP);
    return this.#mine === true;
  }

  async #hear(answer: Answer<PenState>): Promise<void> {
    if (answer.kind === 'signed out' && this.#mine !== null) return this.saving.signOut();
    // Without an answer one goes on writing: the text is kept in this browser, and the server decides later.
    if (answer.kind !== 'ok') {
      if (this.#mine === null) this.#become(this.begin.may_write);
      return;
    }
    const pen = answer.body;
    this.standing.hear(pen.story);
    this.#hearComment(pen.comment);
    if (!this.begin.may_write) {
      this.#become(false);
      if (pen.mine) this.notices.hide('pen');
      else this.#reading(pen);
      return this.#readAlong(pen.version);
    }
    if (pen.mine) {
      // Something was saved elsewhere while this page had not the pen.
      if (pen.version > this.saving.version && !this.saving.dirty && this.saving.state.is !== 'saving') {
        await this.#readAlong(pen.version);
        if (this.#mine === true) this.notices.tell('changed', 'The story was changed from another page: its text of now stands here. Earlier ones are among the revisions.');
      }
      this.notices.hide('pen');
      if (this.#mine === false) this.notices.tell('pen-mine', 'The pen is yours now: you can write.');
      return this.#become(true);
    }
    this.notices.hide('pen-mine');
    if (this.saving.dirty && this.#mine === true) {
      // What is not saved goes to the server, which keeps it among the revisions.
      await this.saving.save();
    }
    const hadIt = this.#mine === true;
    this.#become(false);
    this.#reading(pen, hadIt);
    if (!this.saving.dirty) await this.#readAlong(pen.version);
  }

  /** What a colleague says while the page is open. What was said before stands on it. */
  #hearComment(comment: PenState['comment']): void {
    const known = this.#comment;
    this.#comment = comment?.id ?? '';
    if (known === null || comment === null || comment.id === known || comment.by_me) return;
    this.notices.tell('comment', `${comment.who} has commented on this story. Load the page again to see it.`, [{ label: 'Load again', do: () => this.standing.load() }]);
  }

  #become(mine: boolean): void {
    this.#mine = mine;
    this.story.writable = mine && this.begin.may_write;
  }

  /** `hadIt`: the pen was taken from this page. That stays said while the same one has it. */
  #reading(pen: PenState, hadIt = false): void {
    if (hadIt) this.#takenBy = pen.since;
    const kept = this.#takenBy === pen.since ? '. What you wrote until then is kept among the revisions.' : '';
    const who = pen.same_person ? 'You are writing in another window' : `${pen.by} is writing`;
    // Two texts in conflict have their own way to go on.
    const mayTake = this.begin.may_write && this.saving.state.is !== 'conflict';
    const deeds = mayTake ? [{ label: pen.same_person ? 'Write here' : 'Take over', do: () => this.#take() }] : [];
    this.notices.show('pen', `${who} (since ${this.clock(pen.since)})${kept}`, deeds);
  }

  async #take(): Promise<void> {
    // The button is gone with its notice.
    if (await this.ask(true)) document.getElementById('text')?.focus();
  }

  async #readAlong(version: number): Promise<void> {
    if (version <= this.saving.version) return;
    const answer = await get<Standing>(`/desk/stories/${this.begin.id}/copy`);
    if (answer.kind !== 'ok' || this.saving.dirty) return;
    this.story.replace(answer.body.text, { undoable: false, passages: answer.body.passages });
    this.saving.settle(answer.body.version, answer.body.saved_at);
  }

  /** The page goes: what is written goes to the server, and the pen is laid down, also one whose giving is not heard of yet. */
  #leave(): void {
    if (this.#mine === false || !this.begin.may_write || this.standing.comesAgain) return;
    if (this.saving.dirty) void this.saving.save({ keepalive: true, leaving: true });
    else void post(`${this.path}/drop`, { holder: this.saving.load }, true);
  }
}
