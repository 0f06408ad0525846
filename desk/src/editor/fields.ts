// The fields in which the attributes of a node are written.
import type { Json } from './copy.ts';
import { el, labelled } from './dom.ts';
import { findStory, type Found } from './find.ts';
import { kinds } from './kinds.ts';
import { line } from './line.ts';
import { attrsFor } from './media.ts';
import type { Field } from './nodes.ts';
import { asNow } from './replaced.ts';
import { get } from './server.ts';
import { fileButton, pictureButton } from './upload.ts';

/** A field that stands on the page. */
export interface Control {
  element: HTMLElement;
  /** Shows the attributes, unless somebody is writing here. */
  show(attrs: Record<string, unknown>): void;
  enable(on: boolean): void;
  destroy?(): void;
}

export type Write = (attrs: Record<string, unknown>) => void;

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

function typed(field: Field, write: Write): Control {
  const attrs = { name: `node-${field.name}`, autocomplete: 'off', dir: field.kind === 'url' ? 'ltr' : 'auto', spellcheck: field.kind === 'url' ? 'false' : undefined };
  const input = field.kind === 'long' ? el('textarea', { ...attrs, rows: 2 }) : el('input', { ...attrs, type: 'text', inputmode: field.kind === 'url' ? 'url' : field.kind === 'number' ? 'decimal' : undefined });
  input.addEventListener('input', () => {
    const value = input.value;
    if (field.kind !== 'number') return write({ [field.name]: value === '' ? null : value });
    const number = Number(value.replace(',', '.'));
    input.setAttribute('aria-invalid', String(!Number.isFinite(number)));
    if (Number.isFinite(number)) write({ [field.name]: value.trim() === '' ? null : number });
  });
  return {
    element: labelled(field.label, input, field.hint),
    show(all) {
      if (document.activeElement !== input) input.value = text(all[field.name]);
    },
    enable: (on) => (input.readOnly = !on),
  };
}

function flag(field: Field, write: Write): Control {
  const input = el('input', { type: 'checkbox' });
  input.addEventListener('change', () => write({ [field.name]: input.checked || null }));
  return {
    element: el('label', { class: 'tick' }, input, field.label),
    show: (all) => (input.checked = all[field.name] === true),
    enable: (on) => (input.disabled = !on),
  };
}

function choice(field: Field, write: Write): Control {
  const select = el('select', {}, ...(field.choices ?? []).map(([value, label]) => el('option', { value }, label)));
  select.addEventListener('change', () => write({ [field.name]: select.value || null }));
  return {
    element: labelled(field.label, select),
    show(all) {
      const value = text(all[field.name]);
      if (![...select.options].some((option) => option.value === value)) select.append(el('option', { value }, value));
      select.value = value;
    },
    enable: (on) => (select.disabled = !on),
  };
}

/** A button of a card: its words and where it leads, in one attribute. */
function buttonField(field: Field, write: Write): Control {
  let now: { text?: string; url?: string } = {};
  const put = (part: { text?: string; url?: string }) => {
    now = { ...now, ...part };
    const url = now.url || undefined;
    write({ [field.name]: now.text || url ? { text: now.text ?? '', ...(url && { url }) } : null });
  };
  const words = typed({ name: 'text', label: `${field.label}: words`, kind: 'text' }, (all) => put({ text: text(all.text) }));
  const url = typed({ name: 'url', label: `${field.label}: leads to`, kind: 'url' }, (all) => put({ url: text(all.url) }));
  return {
    element: el('span', { class: 'pair' }, words.element, url.element),
    show(all) {
      now = (all[field.name] as typeof now | null) ?? {};
      words.show(now);
      url.show(now);
    },
    enable(on) {
      words.enable(on);
      url.enable(on);
    },
  };
}

function lineField(field: Field, write: Write, attrs: Record<string, unknown>): Control {
  let last: unknown = attrs[field.name];
  const editor = line(field.label, last, (nodes: Json[] | null) => {
    last = nodes;
    write({ [field.name]: nodes });
  });
  return {
    element: editor.element,
    show(all) {
      if (all[field.name] !== last) editor.set((last = all[field.name]));
    },
    enable: editor.enable,
    destroy: editor.destroy,
  };
}

/** The story that is related: its headline where it is known, and a search. */
function storyField(field: Field, write: Write): Control {
  const named = el('strong', { role: 'status' });
  let known: unknown;
  const search = findStory(field.label, (story) => {
    known = story.id;
    named.textContent = story.title;
    write({ post: story.id, slug: story.slug });
  });
  const address = typed({ name: 'slug', label: 'Or its slug', kind: 'text' }, (all) => {
    named.textContent = '';
    write({ slug: all.slug, post: null });
  });
  return {
    element: el('span', { class: 'pair' }, named, search.element, address.element),
    show(all) {
      address.show(all);
      if (typeof all.post !== 'string' || all.post === known) return;
      known = all.post;
      void get<Found[]>(`/desk/search/stories?id=${encodeURIComponent(all.post)}`).then((answer) => {
        if (answer.kind === 'ok') named.textContent = answer.body[0]?.title ?? 'A story that is not there any more, or that you may not see';
      });
    },
    enable(on) {
      search.enable(on);
      address.enable(on);
    },
  };
}

/** The picture itself, with a way to choose another. */
function pictureField(field: Field, write: Write): Control {
  const image = el('img', { alt: '' });
  const none = el('span', { class: 'hint' }, 'No picture yet');
  const isMain = field.name === 'src';
  const choose = pictureButton('Choose a picture', (picture) => {
    const known: Record<string, unknown> = { width: picture.width || null, height: picture.height || null, ...(picture.alt && { alt: picture.alt }), ...(picture.credit && { credit: picture.credit }) };
    write({ [field.name]: picture.path, ...Object.fromEntries(Object.entries(known).filter(([name]) => field.also?.includes(name))) });
  }, isMain ? '' : field.label);
  const unmeasured = Object.fromEntries(['width', 'height'].filter((name) => field.also?.includes(name)).map((name) => [name, null]));
  const address = typed({ ...field, label: isMain ? 'Its address' : field.label, kind: 'url' }, (all) => write(isMain ? all : { ...all, ...unmeasured }));
  image.addEventListener('error', () => {
    image.hidden = true;
    none.hidden = false;
    none.textContent = 'The picture cannot be shown here';
  });
  const element = el('span', { class: 'picture' }, el('span', { class: 'shown' }, image, none), el('span', { class: 'pair' }, choose.element, address.element));
  choose.takesDropsOn(element);
  return {
    element,
    show(all) {
      const src = asNow(text(all[field.name]));
      if (src !== (image.getAttribute('src') ?? '')) {
        image.hidden = src === '';
        none.hidden = src !== '';
        none.textContent = 'No picture yet';
        if (src) image.setAttribute('src', src);
        else image.removeAttribute('src');
      }
      image.alt = isMain ? text(all.alt) : '';
      address.show(all);
    },
    enable(on) {
      choose.enable(on);
      address.enable(on);
    },
  };
}

/** A film, a sound or a file of the library, with what is known of it; another's may be typed. */
function fileField(field: Field, write: Write): Control {
  const node = field.node!;
  const kind = kinds[node];
  let now: Record<string, unknown> = {};
  let given: Record<string, unknown> = {};
  let asked = 0;
  const choose = fileButton(kind, `Choose ${node === 'audio' ? 'an' : 'a'} ${kind.one}`, (file, name) => {
    const mine = (asked += 1);
    write({ src: file.path });
    void attrsFor(node, file, name).then((attrs) => {
      if (mine !== asked || now.src !== file.path) return;
      // What somebody wrote stays.
      const isOwn = (name: string) => ['title', 'description', 'credit'].includes(name) && text(now[name]) !== '' && now[name] !== given[name];
      const next = Object.fromEntries(Object.entries(attrs).filter(([name]) => !isOwn(name)));
      given = attrs;
      write(next);
    });
  });
  const address = typed({ ...field, label: 'Its address', kind: 'url' }, write);
  choose.element.querySelector('button')?.setAttribute('data-first', '');
  const element = el('span', { class: 'pair' }, choose.element, address.element);
  choose.takesDropsOn(element);
  return {
    element,
    show(all) {
      now = all;
      address.show(all);
    },
    enable(on) {
      choose.enable(on);
      address.enable(on);
    },
  };
}

/** The control of a field, which writes through `write`. */
export function control(field: Field, attrs: Record<string, unknown>, write: Write): Control {
  const made =
    field.kind === 'flag' ? flag(field, write)
    : field.kind === 'choice' ? choice(field, write)
    : field.kind === 'button' ? buttonField(field, write)
    : field.kind === 'inlines' ? lineField(field, write, attrs)
    : field.kind === 'story' ? storyField(field, write)
    : field.kind === 'picture' ? pictureField(field, write)
    : field.kind === 'file' ? fileField(field, write)
    : typed(field, write);
  made.element.dataset.attr = field.name;
  made.show(attrs);
  return made;
}
