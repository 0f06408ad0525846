// The state of the story as the server has it. When it is another than this page was drawn with (somebody published it, or
// its time came), the page says so, and what acts on a state waits until it is loaded again.
import type { Begin } from './copy.ts';
import type { Notices } from './notices.ts';
import type { Saving } from './saving.ts';

/** `story` of what `POST …/pen` answers. */
export interface StoryState {
  state: string;
  words: string;
  /** What forms say of it. */
  seen: string;
  /** Since when, in milliseconds since 1970, where that is known. */
  at: number | null;
  /** Who did it; null: nobody, a time has come or a command was given. */
  by: string | null;
  by_me: boolean;
}

/** What was done to a story. */
const done: Record<string, string> = {
  draft: 'sent back to the draft',
  review: 'sent to review',
  approved: 'approved',
  scheduled: 'given a time',
  published: 'published',
  withdrawn: 'withdrawn',
};
const onSite = ['published', 'scheduled', 'withdrawn'];

function inWords(before: string, now: StoryState, clock: (at: number) => string): string {
  const at = now.at === null ? '' : `${now.state === 'scheduled' ? ', at' : ' at'} ${clock(now.at)}`;
  if (now.by_me && before === 'approved' && now.state === 'review') return `What was approved has been changed: the story is in review again.`;
  let what = done[now.state] ?? 'brought into another state';
  if (before === now.state) what = before === 'published' ? 'changed on the site' : before === 'scheduled' ? 'given another time' : what;
  else if (now.state === 'draft' && onSite.includes(before)) what = before === 'scheduled' ? 'taken back to the draft' : 'taken off the site';
  if (now.by === null) return `This story was ${what}${at}.`;
  // “has sent this story to review”, “has published this story”.
  const [verb, ...rest] = what.split(' ');
  return `${now.by_me ? 'You have' : `${now.by} has`} ${verb} this story${rest.map((word) => ` ${word}`).join('')}${at}.`;
}

export class Standing {
  /** What the server has, when it is something else than this page shows. */
  other: StoryState | null = null;
  readonly #listeners: (() => void)[] = [];

  constructor(
    readonly begin: Begin,
    readonly saving: Saving,
    readonly notices: Notices,
    readonly clock: (at: number) => string,
  ) {}

  /** Tells when `other` is another. */
  on(listener: () => void): void {
    this.#listeners.push(listener);
  }

  hear(now: StoryState): void {
    const before = this.other?.seen ?? this.begin.seen;
    this.other = now.seen === this.begin.seen ? null : now;
    if (now.seen === before) return;
    if (this.other) {
      const sentence = `${inWords(this.begin.state, now, this.clock)} Load the page again to see it.`;
      this.notices.show('state', sentence, [{ label: 'Load again', do: () => this.load() }]);
    } else this.notices.hide('state');
    for (const listener of this.#listeners) listener();
  }

  /** Shows why a form is not sent. */
  tell(): void {
    const notice = this.notices.element.querySelector<HTMLElement>('[data-name="state"] button');
    notice?.scrollIntoView({ block: 'center' });
    notice?.focus();
  }

  /** Whether this page goes only to come again: it keeps the pen meanwhile. */
  comesAgain = false;

  /** Saves, and loads the page again: what a form answered has an address of its own. */
  async load(): Promise<void> {
    if (await this.saving.save()) {
      this.comesAgain = true;
      return location.assign(`/desk/stories/${this.begin.id}/`);
    }
    this.notices.tell('state-help', 'Not loaded again: the text could not be saved first. It is kept in this browser.');
  }
}
