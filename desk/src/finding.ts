// ⌘K, or Ctrl and K: finds stories by their headline and the places of the desk, and goes there. What it offers besides
// stories are the links and the button of the page, so that everybody is offered what is theirs.
import { isCommand } from './keys';

interface Found {
  id: string;
  title: string;
  language: string;
  state: string;
}

/** What can be chosen, and what is done then: `elsewhere` where it is to be in a tab of its own. */
interface Offer {
  option: HTMLLIElement;
  take(elsewhere: boolean): void;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
/** What stands where the count will be. */
const HINT = '↑ and ↓ lead through it, Enter goes there.';
/** After the last key, in milliseconds. */
const PAUSE = 150;

export function makeFinding(): void {
  const me = document.querySelector('.bar .me');
  if (!me) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = 'Find';
  button.title = `Find a story, or a place of the desk (${isMac ? '⌘K' : 'Ctrl+K'})`;
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-keyshortcuts', isMac ? 'Meta+K' : 'Control+K');
  me.prepend(button);
  button.addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    // On a Mac Ctrl and K cuts the rest of a line; in the text of a story the keys are the link's.
    if (event.defaultPrevented || !isCommand(event, 'k') || event.metaKey !== isMac) return;
    if (event.target instanceof Element && event.target.closest('.ProseMirror')) return;
    if (document.querySelector('dialog[open]:not(.finding)')) return;
    event.preventDefault();
    if (!event.repeat) open();
  });
}

/** Made when it is first wanted. */
let dialog: HTMLDialogElement | undefined;
let begin = (): void => {};

function open(): void {
  dialog ??= make();
  if (dialog.open) return;
  begin();
  dialog.showModal();
}

function make(): HTMLDialogElement {
  const made = document.createElement('dialog');
  made.className = 'finding';
  made.setAttribute('aria-label', 'Find');
  made.innerHTML = `<div><p><label>Find a story, or a place of the desk<input type="text" role="combobox" aria-expanded="false" aria-controls="finding" aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" dir="auto" autofocus></label><button type="button">Close</button></p>
<ul id="finding" role="listbox" aria-label="What is found"></ul><p class="hint" role="status"></p></div>`;
  document.body.append(made);
  const input = made.querySelector('input')!;
  const list = made.querySelector('ul')!;
  const status = made.querySelector<HTMLElement>('[role="status"]')!;
  const own = places((way) => { made.close(); way(); });
  let stories: Offer[] = [];
  let offers: Offer[] = [];
  let at: Offer | undefined;
  let asked = 0;
  let answered = 0;
  let timer = 0;
  let isHurried = false;

  const wanted = () => plain(input.value).split(/\s+/).filter(Boolean);
  const fits = ({ option }: Offer) => wanted().every((word) => ` ${plain(option.textContent ?? '')}`.includes(` ${word}`));
  const mark = (next: Offer | undefined) => {
    at?.option.setAttribute('aria-selected', 'false');
    at = next;
    if (!at) return input.removeAttribute('aria-activedescendant');
    at.option.setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', at.option.id);
    at.option.scrollIntoView({ block: 'nearest' });
  };
  /** What is there already stays the element that it is. */
  const show = (next: Offer[]) => {
    offers = next;
    const options = offers.map(({ option }) => option);
    for (const one of [...list.children]) if (!options.includes(one as HTMLLIElement)) one.remove();
    options.forEach((one, index) => list.children[index] !== one && list.insertBefore(one, list.children[index] ?? null));
    list.hidden = offers.length === 0;
    input.setAttribute('aria-expanded', String(offers.length > 0));
    // What one came to stays; of what was looked for Enter takes the first.
    if (!at || !offers.includes(at)) mark(wanted().length > 0 ? offers[0] : undefined);
  };
  const tell = (more: string) => {
    const count = offers.length === 0 ? 'Nothing here has these words.' : offers.length === 1 ? 'One is found.' : `${offers.length} are found.`;
    status.textContent = wanted().length > 0 ? count + more : HINT;
  };
  const ask = async () => {
    clearTimeout(timer);
    const mine = (asked += 1);
    const words = input.value.trim();
    let more = '';
    if (words.length < 2) stories = [];
    else {
      const answer = await fetch(`/desk/search/stories?q=${encodeURIComponent(words)}`, { headers: { accept: 'application/json' } }).catch(() => null);
      const found = answer?.ok ? ((await answer.json().catch(() => null)) as Found[] | null) : null;
      if (mine !== asked) return;
      if (!found) more = answer?.status === 401 ? ' To find stories, sign in again.' : ' The search for stories does not answer now.';
      stories = (found ?? []).map((one) => stories.find(({ option }) => option.id === idOf(one)) ?? story(one));
    }
    answered = asked;
    show([...own.filter(fits), ...stories]);
    tell(more);
    if (isHurried) at?.take(false);
    isHurried = false;
  };
  const idOf = ({ id }: Found) => `finding-${id}`;
  const story = (one: Found): Offer => {
    const title = Object.assign(document.createElement('span'), { textContent: one.title || 'Untitled', lang: one.language, dir: 'auto' });
    const path = `/desk/stories/${one.id}/`;
    return { option: optionOf(idOf(one), title, one.state), take: (elsewhere) => void (elsewhere ? window.open(path) : (made.close(), location.assign(path))) };
  };

  begin = () => {
    clearTimeout(timer);
    answered = asked += 1;
    input.value = '';
    status.textContent = HINT;
    stories = [];
    mark(undefined);
    show(own);
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    // An answer to other words comes too late.
    asked += 1;
    isHurried = false;
    mark(undefined);
    show([...own, ...stories].filter(fits));
    timer = window.setTimeout(() => void ask(), PAUSE);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const index = at ? offers.indexOf(at) : -1;
    if (event.key === 'ArrowDown') mark(offers[(index + 1) % offers.length]);
    else if (event.key === 'ArrowUp') mark(offers.at(index < 0 ? -1 : index - 1));
    else if (event.key !== 'Enter') return;
    else if (at) at.take(event.ctrlKey || event.metaKey);
    else isHurried = answered !== asked;
    event.preventDefault();
  });
  // The focus stays in the field.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => offers.find(({ option }) => option.contains(event.target as Node))?.take(event.ctrlKey || event.metaKey));
  made.querySelector('button')!.addEventListener('click', () => made.close());
  // Beside it.
  made.addEventListener('click', (event) => event.target === made && made.close());
  return made;
}

/** Without capitals and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function optionOf(id: string, name: HTMLElement, about: string): HTMLLIElement {
  const option = document.createElement('li');
  option.id = id;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.append(name, ' ', Object.assign(document.createElement('small'), { textContent: about }));
  return option;
}

/** The links of the bar, and what begins a story where the page has it. */
function places(go: (way: () => void) => void): Offer[] {
  const ways = document.querySelectorAll<HTMLElement>('nav[aria-label="Desk"] a[href], .me a[href], button[data-key="n"]');
  return [...ways].map((way, index) => {
    const name = document.createElement('span');
    name.textContent = way.textContent;
    const about = way.getAttribute('aria-current') === 'page' ? 'You are here' : way.matches('[href="/desk/account/"]') ? 'Your account' : '';
    return {
      option: optionOf(`finding-place-${index}`, name, about),
      take: (elsewhere) => (elsewhere && way instanceof HTMLAnchorElement ? void window.open(way.href) : go(() => way.click())),
    };
  });
}
