// Keeps the news feed of an open page up to date. The server tells what is published, edited and withdrawn; where it
// cannot be heard, the list is asked for now and then. Every page is complete without.

const root = document.querySelector('[data-live]');

if (root && 'EventSource' in window) {
  const { live } = root.dataset;
  const box = root.parentElement;
  const whole = box.matches('.feed--whole');
  const button = box.querySelector('.feed__new');
  const status = box.querySelector('[data-feed-status]');
  const more = box.querySelector('[data-feed-more]');
  const plural = new Intl.PluralRules(document.documentElement.lang);
  /** New items that wait until the reader wants them: id → the item and the head of its day. */
  const waiting = new Map();
  /** What was withdrawn while the page is open, in case that an older answer still has it. */
  const gone = new Set();
  let { after } = root.dataset;
  /** How many items the list holds; once more were asked for, it grows instead of losing its end. */
  let limit = Number(root.dataset.limit), extended = false;
  let source, timer, polls = 0, heard = 0, arrived = 0;

  const items = () => [...root.querySelectorAll('.feed__item')];
  const shown = (id) => root.querySelector(`[data-id="${CSS.escape(id)}"]`);
  const newer = (a, b) => a.dataset.at - b.dataset.at || (a.dataset.id > b.dataset.id ? 1 : -1);
  const dayOf = (head) => head.querySelector('time').dateTime;
  const words = (n) => (button.dataset[plural.select(n)] ?? button.dataset.other).replace('%', n);
  const isReading = () => scrollY > 8 || box.matches(':hover, :focus-within');

  function parse(html) {
    const { content } = Object.assign(document.createElement('template'), { innerHTML: html });
    if (!whole) {
      for (const text of content.querySelectorAll('.feed__text')) {
        const more = Object.assign(document.createElement('p'), { className: 'feed__more' });
        more.textContent = text.querySelector('.feed__body').textContent.trim().split(/\s+/).slice(0, 40).join(' ');
        const short = Object.assign(document.createElement('div'), { className: 'feed__short' });
        short.append(text.querySelector('a'), more);
        text.replaceWith(short);
      }
    }
    return content;
  }

  function insert(item, day) {
    root.querySelector('.quiet')?.remove();
    let head = [...root.querySelectorAll('.feed__day')].find((one) => dayOf(one) <= dayOf(day));
    if (!head || dayOf(head) !== dayOf(day)) {
      const made = Object.assign(document.createElement(whole ? 'h2' : 'h3'), { className: 'feed__day' });
      made.append(day.querySelector('time').cloneNode(true));
      if (!whole) made.querySelector('span')?.remove();
      const list = Object.assign(document.createElement('ol'), { className: 'feed__items' });
      if (head) head.before(made, list);
      else root.append(made, list);
      head = made;
    }
    const list = head.nextElementSibling;
    list.insertBefore(item, [...list.children].find((other) => newer(item, other) > 0) ?? null);
  }

  /** Whoever stood on what goes stands beside it, not at the beginning of the page. */
  const stepTo = (item) => (item ?? box).querySelector('a')?.focus({ preventScroll: true });

  function remove(item) {
    const list = item.parentElement;
    if (item.contains(document.activeElement)) {
      const all = items();
      const at = all.indexOf(item);
      stepTo(all[at + 1] ?? all[at - 1]);
    }
    item.remove();
    if (!list.children.length) {
      list.previousElementSibling.remove();
      list.remove();
    }
  }

  function put(item, day) {
    const { id, at } = item.dataset;
    gone.delete(id);
    const old = shown(id);
    if (old) {
      const focused = old.contains(document.activeElement);
      if (old.dataset.at === at) old.replaceWith(item);
      else {
        remove(old);
        insert(item, day);
      }
      if (focused) item.querySelector('a').focus({ preventScroll: true });
      return;
    }
    const all = items();
    if (all.length >= limit && newer(item, all.at(-1)) < 0) return;
    if (waiting.has(id) || isReading()) waiting.set(id, [item, day]);
    else show(item, day);
    arrived++;
  }

  function show(item, day) {
    item.classList.add('feed__item--new');
    insert(item, day);
    if (extended) limit++;
    for (const spare of items().slice(limit)) remove(spare);
  }

  /** After some events: the button, and a word for those who listen. */
  function settle() {
    const n = waiting.size;
    const held = !n && document.activeElement === button;
    button.hidden = !n;
    if (n) button.textContent = words(n);
    if (arrived) status.textContent = words(n || arrived);
    else if (!n) status.textContent = '';
    if (held) stepTo(items()[0]);
    arrived = 0;
  }

  function drop(id) {
    waiting.delete(id);
    gone.add(id);
    const item = shown(id);
    if (!item) return;
    const isFull = items().length >= limit;
    remove(item);
    if (extended) {
      limit = items().length;
      return;
    }
    // An older one takes its place; not all pages ask for it in the same moment.
    if (isFull) setTimeout(() => renew().catch(() => {}), Math.random() * 2000);
  }

  /** Fetches the list and takes what is new, other or gone in it. */
  async function renew() {
    const answer = await fetch(`${live}/items/`);
    if (!answer.ok) throw new Error(answer.status);
    const list = parse(await answer.text()).querySelector('[data-live]');
    // While the stream is heard, a list that was kept longer than what it told says nothing new.
    if (source && Number(list.dataset.after) < Number(after)) return;
    const found = [...list.querySelectorAll('.feed__item')];
    // More came than the answer holds: between it and what is shown something would be missing.
    const [newest] = items();
    if (extended && found.length >= list.dataset.limit && newest && newer(found.at(-1), newest) > 0) {
      waiting.clear();
      for (const item of items()) remove(item);
      for (const item of found) insert(item, item.parentElement.previousElementSibling);
      limit = found.length;
      more.parentElement.hidden = false;
      if (!source) after = list.dataset.after;
      settle();
      return;
    }
    const known = new Set(found.map((item) => item.dataset.id));
    const reaches = (item) => found.length < list.dataset.limit || newer(item, found.at(-1)) > 0;
    for (const item of items()) if (!known.has(item.dataset.id) && reaches(item)) remove(item);
    for (const id of waiting.keys()) if (!known.has(id)) waiting.delete(id);
    for (const item of found) put(item, item.parentElement.previousElementSibling);
    if (!source) after = list.dataset.after;
    settle();
  }

  /** Puts older items below the last one. */
  async function extend() {
    extended = true;
    const answer = await fetch(`${live}/after/${items().at(-1).dataset.id}/`);
    if (!answer.ok) throw new Error(answer.status);
    const list = parse(await answer.text()).querySelector('[data-live]');
    const found = [...list.querySelectorAll('.feed__item')];
    const added = found.filter(({ dataset: { id } }) => !shown(id) && !gone.has(id) && !waiting.has(id));
    for (const item of added) insert(item, item.parentElement.previousElementSibling);
    limit = items().length;
    more.parentElement.hidden = found.length < list.dataset.limit;
    stepTo(added[0] ?? items().at(-1));
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function open() {
    close();
    if (document.hidden) return;
    source = new EventSource(`${live}?after=${after}`);
    heard = Date.now();
    const on = (name, act) => source.addEventListener(name, (event) => {
      heard = Date.now();
      if (event.lastEventId) after = event.lastEventId;
      act(event.data);
    });
    on('item', (html) => {
      const content = parse(html);
      put(content.querySelector('.feed__item'), content.querySelector('.feed__day'));
      settle();
    });
    on('gone', (id) => {
      drop(id);
      settle();
    });
    on('reload', () => {
      close();
      renew().then(() => { timer = setTimeout(open, 500 + Math.random() * 1000); }, later);
    });
    on('beat', () => {});
    source.onopen = () => { polls = 0; };
    source.onerror = () => { if (source?.readyState === EventSource.CLOSED) later(); };
  }

  /** Without the stream: soon once, then every half a minute, and the stream again with every tenth. */
  function later() {
    close();
    const seconds = polls++ ? 22 + Math.random() * 16 : 2 + Math.random() * 2;
    timer = setTimeout(async () => {
      await renew().catch(() => {});
      if (polls % 10 === 1) open();
      else later();
    }, seconds * 1000);
  }

  button.addEventListener('click', () => {
    const all = [...waiting.values()].sort(([a], [b]) => newer(a, b));
    waiting.clear();
    for (const [item, day] of all) show(item, day);
    settle();
    all.at(-1)?.[0].querySelector('a').focus();
  });

  more?.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (more.ariaBusy) return;
    more.ariaBusy = 'true';
    extend().catch(() => location.assign(more.href)).finally(() => { more.ariaBusy = null; });
  });

  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  addEventListener('pagehide', close);
  addEventListener('pageshow', (event) => { if (event.persisted) open(); });
  addEventListener('online', open);
  // After sleep a connection may look open and be dead.
  setInterval(() => { if (source && Date.now() - heard > 60_000) open(); }, 10_000);
  open();
}
