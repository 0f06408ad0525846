// Saving what is written: in this browser at once, on the server soon after. Nothing leaves this browser before the
// server has it.
import type { Begin, CopyText } from './copy.ts';
import { forget, keep } from './kept.ts';
import { put, type Answer } from './server.ts';
import type { Story } from './story.ts';

/** After the last key, and at the latest, in milliseconds. */
const QUIET = 2_000;
const LATEST = 10_000;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 30_000;

export type State =
  | { is: 'saved'; at: number | null; byHand?: boolean }
  | { is: 'changed' }
  | { is: 'saving' }
  | { is: 'offline' }
  /** `full`: its disk is. */
  | { is: 'away'; error: string; full: boolean }
  | { is: 'refused'; status: number; error: string }
  | { is: 'signed out' }
  | { is: 'conflict'; error: string; reason: 'overtaken' | 'pen'; by: string; own: boolean };

interface Saved {
  version: number;
  saved_at: number;
  problem: string | null;
}

export class Saving {
  /** The number of the server's save that stands under what is written here. */
  version: number;
  /** What the last save said does not fit yet. */
  problem: string | null = null;
  /** Whether the browser itself keeps nothing. */
  unkept = false;
  #state: State;
  #changes = 0;
  #onServer = 0;
  #dirtySince = 0;
  #timer = 0;
  #wait = FIRST_RETRY;
  #sending: Promise<void> | null = null;
  #keeping = false;
  #keptUpTo = 0;
  #byHand = false;
  /** Whether what the server has gives way to this text, whoever wrote it. */
  #replaces = false;
  #sent: CopyText | undefined;
  #sentUpTo = 0;
  readonly #listeners: ((state: State) => void)[] = [];

  /** The name by which this load of the page has the pen: what an earlier one sends late does not lay it down. */
  readonly load: string;

  constructor(
    readonly begin: Begin,
    readonly holder: string,
    readonly story: Story,
  ) {
    this.version = begin.version;
    this.load = `${holder}.${crypto.getRandomValues(new Uint32Array(1))[0]}`;
    this.#state = { is: 'saved', at: null };
    story.on('change', () => this.#changed());
    addEventListener('online', () => this.#again());
    addEventListener('blur', () => void this.save());
    // Where the browser keeps nothing, only the page has it.
    addEventListener('beforeunload', (event) => this.dirty && this.unkept && event.preventDefault());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void this.save({ keepalive: true }));
  }

  get state(): State {
    return this.#state;
  }

  /** Whether something is written that the server has not. */
  get dirty(): boolean {
    return this.#changes > this.#onServer;
  }

  on(listener: (state: State) => void): void {
    this.#listeners.push(listener);
  }

  #show(state: State): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  #changed(): void {
    this.#changes += 1;
    if (!this.dirty) return;
    this.#dirtySince ||= Date.now();
    void this.#keep();
    const waits = ['offline', 'away', 'signed out', 'conflict'].includes(this.#state.is);
    if (waits) return;
    if (!this.#sending) this.#show({ is: 'changed' });
    this.#later(Math.max(0, Math.min(QUIET, this.#dirtySince + LATEST - Date.now())));
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.save(), ms);
  }

  /** One writing at a time; what came meanwhile is written next. */
  async #keep(): Promise<void> {
    if (this.#keeping) return;
    this.#keeping = true;
    while (this.#keptUpTo < this.#changes) {
      const upTo = this.#changes;
      try {
        const { id: story, user } = this.begin;
        const sent = this.#sending ? this.#sent : undefined;
        await keep({ story, holder: this.holder, user, version: this.version, text: this.story.whole, passages: this.story.passages, at: Date.now(), sent });
        this.unkept = false;
      } catch {
        this.unkept = true;
      }
      this.#keptUpTo = upTo;
    }
    this.#keeping = false;
    if (!this.dirty) await forget(this.begin.id, this.holder);
  }

  /** Saves what is not saved yet; `byHand` makes a revision of it. Resolves when the server has answered. */
  async save({ byHand = false, keepalive = false, leaving = false } = {}): Promise<boolean> {
    this.#byHand ||= byHand;
    if (this.#sending && (!keepalive || this.#changes === this.#sentUpTo)) {
      await this.#sending;
      return this.dirty || this.#byHand ? this.save({ byHand: this.#byHand }) : this.#state.is === 'saved';
    }
    const held = this.#state.is === 'conflict' || (this.#state.is === 'signed out' && !byHand);
    if (held || !this.story.writable || !(this.dirty || this.#byHand)) {
      this.#byHand = false;
      return !this.dirty;
    }
    clearTimeout(this.#timer);
    const sending = this.#send(keepalive, leaving).finally(() => {
      if (this.#sending === sending) this.#sending = null;
    });
    this.#sending = sending;
    await sending;
    return !this.dirty;
  }

  async #send(keepalive: boolean, leaving: boolean): Promise<void> {
    const upTo = this.#changes;
    const byHand = this.#byHand;
    const text = this.story.text;
    // A page that goes while a save is on its way counts on that one.
    const version = this.version + (this.#sending ? 1 : 0);
    this.#byHand = false;
    this.#sent = text;
    this.#sentUpTo = upTo;
    if (!['offline', 'away'].includes(this.#state.is)) this.#show({ is: 'saving' });
    const body = { version, holder: this.holder, text, by_hand: byHand, replaces: this.#replaces, leaving, load: this.load, passages: this.story.passages };
    const answer = await put<Saved>(`/desk/stories/${this.begin.id}/copy`, body, keepalive);
    if (answer.kind === 'ok' && text === this.#sent) this.story.tied(text);
    this.#hear(answer, upTo, byHand);
  }

  #hear(answer: Answer<Saved>, upTo: number, byHand: boolean): void {
    switch (answer.kind) {
      case 'ok':
        this.#wait = FIRST_RETRY;
        this.#replaces = false;
        this.version = answer.body.version;
        this.problem = answer.body.problem;
        this.#onServer = upTo;
        if (this.dirty) {
          this.#dirtySince = Date.now();
          this.#keptUpTo = Math.min(this.#keptUpTo, upTo);
          void this.#keep();
          this.#show({ is: 'changed' });
          this.#later(QUIET);
        } else {
          this.#dirtySince = 0;
          if (!this.#keeping) void forget(this.begin.id, this.holder);
          this.#show({ is: 'saved', at: answer.body.saved_at, byHand });
        }
        return;
      case 'conflict':
        return this.#show({ is: 'conflict', error: answer.body.error, reason: answer.body.reason, by: answer.body.by, own: answer.body.own });
      case 'signed out':
        return this.#show({ is: 'signed out' });
      case 'refused':
        this.#byHand ||= byHand;
        return this.#show({ is: 'refused', status: answer.status, error: answer.error || `The server does not take it (${answer.status}).` });
      default:
        this.#byHand ||= byHand;
        this.#show(answer.kind === 'away' ? { is: 'away', error: answer.error, full: answer.status === 507 } : { is: 'offline' });
        this.#later(this.#wait);
        this.#wait = Math.min(this.#wait * 2, LAST_RETRY);
    }
  }

  #again(): void {
    this.#wait = FIRST_RETRY;
    if (['offline', 'away'].includes(this.#state.is)) void this.save();
  }

  /** Some request was told that the session has ended. */
  signOut(): void {
    if (this.#state.is !== 'signed out') this.#show({ is: 'signed out' });
  }

  /** Goes on after a conflict or a new session, upon this save of the server; `replaces`: in place of it. */
  goOn(version = this.version, replaces = false): Promise<boolean> {
    this.version = version;
    this.#replaces = replaces;
    this.#show(this.dirty ? { is: 'changed' } : { is: 'saved', at: null });
    if (!this.dirty) return Promise.resolve(true);
    this.#keptUpTo = 0;
    void this.#keep();
    return this.save({ byHand: true });
  }

  /** The server's text is the one shown now; what stood here is no more to be saved. */
  settle(version: number, at: number | null = null): void {
    clearTimeout(this.#timer);
    this.version = version;
    this.#onServer = this.#changes;
    this.#dirtySince = 0;
    this.#byHand = false;
    this.problem = null;
    if (!this.#keeping) void forget(this.begin.id, this.holder);
    this.#show({ is: 'saved', at });
  }
}
