// Entries of a list that are dragged into another order: by a grip, with a mouse or a finger. The buttons of each entry do
// the same without a script; the form sends what stands in the page's order.

/** How near to the edge of the window the page begins to scroll, and by how much in a frame, in pixels. */
const EDGE = 56;
const STEP = 9;

export function makeSortable(): void {
  document.querySelectorAll<HTMLOListElement>('ol[data-sortable]').forEach(sortable);
}

function sortable(list: HTMLOListElement): void {
  if (list.children.length < 2) return;
  // What a button did is said there, too.
  const status = list.nextElementSibling as HTMLElement;
  // What stands there when the page comes is read with what has the focus.
  status.setAttribute('aria-live', 'polite');
  for (const entry of entriesOf(list)) {
    const grip = document.createElement('span');
    grip.className = 'grip';
    // What it does is told to those who see it; others have the buttons, which say so.
    grip.setAttribute('aria-hidden', 'true');
    grip.title = 'Drag to another place';
    entry.querySelector('p')?.prepend(grip);
    grip.addEventListener('pointerdown', (event) => {
      if (!event.isPrimary || event.button !== 0) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      drag(list, entry, grip, status, event.clientY);
    });
  }
}

const entriesOf = (list: HTMLElement) => [...list.children].filter((one) => one instanceof HTMLLIElement);

/** Follows the pointer until it is let go, which keeps the place, or until Escape, which gives the first one back. */
function drag(list: HTMLElement, entry: HTMLElement, grip: HTMLElement, status: HTMLElement, start: number): void {
  const first = entriesOf(list).indexOf(entry as HTMLLIElement);
  const over = new AbortController();
  const { signal } = over;
  let y = start;
  // Where its middle would be if it went along with the pointer, in the page.
  const offset = middle(entry) - start - scrollY;
  let was = start + scrollY + offset;
  entry.classList.add('dragged');

  // The others move around it: an element that is taken out of the page loses the pointer.
  const down = () => entry.before(entry.nextElementSibling!);
  const up = () => entry.after(entry.previousElementSibling!);
  const place = (index: number) => {
    for (let now = entriesOf(list).indexOf(entry as HTMLLIElement); now !== index; now += now < index ? 1 : -1) (now < index ? down : up)();
  };
  /** Goes on, in the direction of the pointer, to the place that is nearest. */
  const follow = () => {
    const at = y + scrollY + offset;
    const halfway = (other: Element) => (middle(entry) + middle(other)) / 2;
    if (at > was) while (entry.nextElementSibling && at > halfway(entry.nextElementSibling)) down();
    else while (entry.previousElementSibling && at < halfway(entry.previousElementSibling)) up();
    was = at;
  };
  const end = (kept: boolean) => {
    over.abort();
    entry.classList.remove('dragged');
    if (!kept) place(first);
    const all = entriesOf(list);
    const now = all.indexOf(entry as HTMLLIElement);
    if (now === first && kept) return;
    ends(all);
    const name = entry.querySelector('strong')?.textContent ?? '';
    const where = `${now + 1} of ${all.length}`;
    status.textContent = kept ? `“${name}” is number ${where} now. It is not live yet.` : `“${name}” is back: number ${where}.`;
  };
  const scroll = () => {
    if (signal.aborted) return;
    const before = scrollY;
    if (y < EDGE) scrollBy(0, -STEP);
    else if (y > innerHeight - EDGE) scrollBy(0, STEP);
    if (scrollY !== before) follow();
    requestAnimationFrame(scroll);
  };

  grip.addEventListener('pointermove', (event) => { y = event.clientY; follow(); }, { signal });
  grip.addEventListener('pointerup', () => end(true), { signal });
  grip.addEventListener('pointercancel', () => end(false), { signal });
  grip.addEventListener('lostpointercapture', () => end(false), { signal });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    end(false);
  }, { signal });
  requestAnimationFrame(scroll);
}

/** The middle of an element, from the top of the page. */
function middle(one: Element): number {
  const { top, height } = one.getBoundingClientRect();
  return top + height / 2 + scrollY;
}

/** The first entry cannot go up, the last not down. */
function ends(all: HTMLLIElement[]): void {
  const off = (entry: HTMLLIElement, what: string, is: boolean) => {
    const button = entry.querySelector<HTMLButtonElement>(`button[value^="${what}:"]`);
    if (button) button.disabled = is;
  };
  all.forEach((entry, index) => {
    off(entry, 'up', index === 0);
    off(entry, 'down', index === all.length - 1);
  });
}
