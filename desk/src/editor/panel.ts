// Beside the text: what else is written of a story.
import type { Begin, CopyText, Picture } from './copy.ts';
import { el, grow, labelled } from './dom.ts';
import { findStory } from './find.ts';
import { lengthHint } from './head.ts';
import { speak } from './language.ts';
import { asNow } from './replaced.ts';
import { socialCard } from './social.ts';
import type { Story } from './story.ts';
import { tokens } from './tokens.ts';
import { pictureButton } from './upload.ts';

type TextKey = { [K in keyof CopyText]: CopyText[K] extends string ? K : never }[keyof CopyText];

/** A part of the panel that shows the story and writes to it. */
export interface Part {
  element: HTMLElement;
  show(): void;
  enable(on: boolean): void;
}

/** What is written in the language of the story. */
const prose = new Set<string>(['editors_note', 'meta_title', 'meta_description', 'og_title', 'og_description', 'twitter_title', 'twitter_description', 'feature_image.alt', 'feature_image.caption']);

/** One line or several for a text of the story. */
export function textPart(story: Story, key: TextKey, label: string, { long = false, hint = '', range, inputmode }: { long?: boolean; hint?: string; range?: [number, number]; inputmode?: string } = {}): Part {
  const counted = range && lengthHint(`hint-${key}`, range, hint);
  const says = counted ? el('span', { class: 'hint' }, counted.shown) : el('span', { class: 'hint', id: `hint-${key}`, lang: 'en' }, hint);
  const shared = { 'data-field': key, 'data-prose': prose.has(key) ? '' : undefined, autocomplete: 'off', 'aria-describedby': counted?.id ?? (hint ? `hint-${key}` : undefined) };
  const input = long ? el('textarea', { ...shared, rows: 2 }) : el('input', { ...shared, type: 'text', inputmode });
  const show = () => {
    if (input.value !== story.fields[key]) input.value = story.fields[key];
    counted?.show(input.value);
    if (input instanceof HTMLTextAreaElement) grow(input);
  };
  input.addEventListener('input', () => story.set({ [key]: input.value }));
  return { element: labelled(label, input, hint || range ? says : undefined), show, enable: (on) => (input.readOnly = !on) };
}

function select(story: Story, key: TextKey, label: string, choices: [string, string][]): Part {
  const input = el('select', { 'data-field': key }, ...choices.map(([value, name]) => el('option', { value }, name)));
  input.addEventListener('change', () => story.set({ [key]: input.value }));
  const show = () => {
    const value = story.fields[key];
    if (![...input.options].some((one) => one.value === value)) input.append(el('option', { value }, value || 'The site’s'));
    input.value = value;
  };
  return { element: labelled(label, input), show, enable: (on) => (input.disabled = !on) };
}

function featured(story: Story): Part {
  const input = el('input', { type: 'checkbox', 'data-field': 'featured' });
  input.addEventListener('change', () => story.set({ featured: input.checked }));
  return { element: el('label', { class: 'tick' }, input, 'Marked by the editors'), show: () => (input.checked = story.fields.featured), enable: (on) => (input.disabled = !on) };
}

function many(story: Story, key: 'tags' | 'authors', label: string, hint: string, offers: { value: string; name: string }[]): Part {
  const made = tokens({ label, field: key, hint, offers, change: (values) => story.set({ [key]: values }) });
  return { element: made.element, show: () => made.show(story.fields[key]), enable: made.enable };
}

const noPicture: Picture = { src: '', width: 0, height: 0, alt: '', caption: '', credit: '', copyright: '' };

/** The lead picture: it, and what is written of it, side by side. */
function leadPicture(story: Story): Part {
  const put = (part: Partial<Picture>) => {
    const next = { ...noPicture, ...story.fields.feature_image, ...part };
    story.set({ feature_image: Object.values(next).some((value) => value !== '' && value !== 0) ? next : null });
  };
  const image = el('img', { alt: '', class: 'lead' });
  const choose = pictureButton('Choose a picture', (picture) => put({ src: picture.path, width: picture.width, height: picture.height, ...(picture.alt && { alt: picture.alt }), ...(picture.caption && { caption: picture.caption }), ...(picture.credit && { credit: picture.credit }) }));
  const fields: [keyof Picture & ('src' | 'alt' | 'caption' | 'credit' | 'copyright'), string, string][] = [
    ['alt', 'What is to be seen (alt text)', 'Read out to those who do not see the picture.'], ['caption', 'Caption', ''], ['credit', 'Credit', 'Photographer, agency.'], ['copyright', 'Copyright', ''], ['src', 'Its address', ''],
  ];
  const inputs = fields.map(([key, label, hint]) => {
    const input = el('input', { type: 'text', autocomplete: 'off', 'data-field': `feature_image.${key}`, 'data-prose': prose.has(`feature_image.${key}`) ? '' : undefined });
    input.addEventListener('input', () => put(key === 'src' ? { src: input.value, width: 0, height: 0 } : { [key]: input.value }));
    return { key, input, element: labelled(label, input, hint || undefined) };
  });
  const away = el('button', { type: 'button', onclick: () => story.set({ feature_image: null }) }, 'Take away');
  const element = el('div', { class: 'lead-picture' }, image, el('span', { class: 'deeds' }, choose.element, away), ...inputs.map((one) => one.element));
  choose.takesDropsOn(element);
  return {
    element,
    show() {
      const now = story.fields.feature_image ?? noPicture;
      for (const { key, input } of inputs) if (input.value !== now[key]) input.value = now[key];
      image.hidden = !now.src;
      if (now.src && image.getAttribute('src') !== asNow(now.src)) image.setAttribute('src', asNow(now.src));
      image.alt = now.alt;
      away.hidden = !story.fields.feature_image;
    },
    enable(on) {
      choose.enable(on);
      away.disabled = !on;
      for (const { input } of inputs) input.readOnly = !on;
    },
  };
}

/** The story that this one translates. */
function translation(story: Story): Part {
  const slug = textPart(story, 'translation_of', 'Translates the story with this slug');
  const search = findStory('Search for it', (found) => story.set({ translation_of: found.slug }));
  return {
    element: el('div', { class: 'part' }, slug.element, search.element),
    show: slug.show,
    enable(on) {
      slug.enable(on);
      search.enable(on);
    },
  };
}

/** `first`: what stands above its groups. */
export function panel(begin: Begin, story: Story, first: HTMLElement | null): HTMLElement {
  const group = (name: string, open: boolean, ...parts: Part[]) => {
    all.push(...parts);
    const out = el('details', { 'data-group': name, open }, el('summary', {}, name), ...parts.map((part) => part.element));
    out.addEventListener('toggle', () => out.open && parts.forEach((part) => part.show()));
    return out;
  };
  const all: Part[] = [];
  const host = begin.public_url.replace(/^https?:\/\//, '');
  const languages: [string, string][] = begin.languages.map((tag) => [tag, new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag]);
  const element = el(
    'aside', { class: 'panel', 'aria-label': 'About the story' },
    first,
    group(
      'Section and bylines', true,
      many(story, 'tags', 'Section and tags', 'Enter adds one, a new one too. The first is the section.', begin.sections.map((name) => ({ value: name, name }))),
      many(story, 'authors', 'Bylines', 'Enter adds one.', begin.authors.map(({ slug, name }) => ({ value: slug, name }))),
    ),
    group('Lead picture', true, leadPicture(story)),
    group(
      'Address and language', false,
      textPart(story, 'slug', 'Slug', { hint: `${host}/…/: empty, it follows the headline until the story is out.` }),
      select(story, 'language', 'Language', languages), translation(story),
      textPart(story, 'canonical_url', 'Appeared first at', { inputmode: 'url', hint: 'The address that search engines cite.' }),
    ),
    group(
      'For readers', false,
      textPart(story, 'editors_note', 'Editor’s note', { long: true, hint: 'Stands before the story.' }),
      select(story, 'visibility', 'Who may read it', [['public', 'Everybody'], ['members', 'Members'], ['paid', 'Paying members']]), featured(story),
    ),
    group(
      'Search engines', false,
      textPart(story, 'meta_title', 'Title', { range: [30, 60], hint: 'Empty, it is the headline.' }),
      textPart(story, 'meta_description', 'Description', { long: true, range: [70, 155], hint: 'Empty, it is the standfirst.' }),
    ),
    group('Social card', false, ...socialCard(begin, story)),
  );
  const show = () => all.forEach((part) => part.show());
  const mode = () => all.forEach((part) => part.enable(story.writable));
  story.on('change', show);
  story.on('replace', show);
  story.on('mode', mode);
  speak(story, begin.languages[0] ?? 'en', [...element.querySelectorAll<HTMLElement>('[data-prose]')]);
  show();
  mode();
  return element;
}

/** Shows a field that a sentence speaks of: unfolds it, marks it, and says why. */
export function jumpTo(name: string): void {
  const field = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
  const fold = field?.closest('details');
  if (fold) fold.open = true;
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}
