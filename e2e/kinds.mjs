// One address for each kind of page of the demo newsroom.
import { readdirSync, readFileSync } from 'node:fs';

const demo = new URL('../demo/', import.meta.url);
const json = (name) => JSON.parse(readFileSync(new URL(name, demo), 'utf8'));
const stories = (language) =>
  readdirSync(new URL(`stories/${language}/`, demo))
    .filter((name) => name.endsWith('.md'))
    .map((name) => {
      const text = readFileSync(new URL(`stories/${language}/${name}`, demo), 'utf8');
      return { slug: /^slug: *(.+)$/m.exec(text)[1].trim().replace(/^["']|["']$/g, ''), text };
    });

/** A story with as many parts of the page as the demo has in one. */
const richest = (language) => {
  const parts = [/^::related /m, /^::newsletter /m, /^> /m, /^!\[/m, /^\|/m, /^\[\^/m, /^corrections:/m, /^editors_note:/m];
  const count = ({ text }) => parts.filter((part) => part.test(text)).length;
  return stories(language).sort((a, b) => count(b) - count(a))[0];
};

// Stories of the demo are some hours old.
const [year, month] = new Date(Date.now() - 4 * 3_600_000).toISOString().split('-');
// The slug of an English item is its headline.
const [, item] = /^### [^|]+\| (.+)$/m.exec(readFileSync(new URL('feed/en.md', demo), 'utf8'));

/** The kinds of pages of an edition. What the demo lacks is in the exhibit (exhibit.mjs). */
const edition = (language, word, newsletter) => {
  const home = language === 'en' ? '/' : `/${language}/`;
  const section = json('sections.json')[0].slug;
  const author = json('authors.json')[0].slug;
  const { slug } = richest(language);
  return {
    front: home,
    'second front': `${home}page/2/`,
    story: `${home}${slug}/`,
    exhibit: `${home}every-part-${language}/`,
    page: `${home}how-we-work-${language}/`,
    section: `${home}tag/${section}/`,
    author: `${home}author/${author}/`,
    'news feed': `${home}feed/`,
    archive: `${home}archive/`,
    'month of the archive': `${home}archive/${year}/${month}/`,
    corrections: `${home}corrections/`,
    search: `${home}search/?q=${word}`,
    'search without hits': `${home}search/?q=zzqqzz&section=energy`,
    'empty search': `${home}search/`,
    newsletters: `${home}newsletters/`,
    newsletter: `${home}newsletters/${newsletter}/`,
    'thank-you': `${home}newsletters/thanks/`,
    'not found': `${home}nothing-here/`,
    withdrawn: `${home}withdrawn-${language}/`,
    'text-only front': `${home}text/`,
    'text-only story': `${home}text/${slug}/`,
    'text-only exhibit': `${home}text/every-part-${language}/`,
    'text-only news feed': `${home}text/feed/`,
    'text-only archive': `${home}text/archive/`,
    'text-only corrections': `${home}text/corrections/`,
  };
};

const english = { ...edition('en', 'harbour', 'morning-tide'), 'feed item': `/${item.toLowerCase().replace(/[^a-z0-9]+/g, '-')}/` };
const ukrainian = edition('uk', encodeURIComponent('порт'), 'rankovyi-pryplyv');

/** Every kind of page by name; those of the Ukrainian edition begin with “Ukrainian”. */
export const kinds = {
  ...english,
  ...Object.fromEntries(Object.entries(ukrainian).map(([kind, path]) => [`Ukrainian ${kind}`, path])),
};

/** Those of them of which nothing is there. */
export const isMissing = (path) => /\/(nothing-here|withdrawn-\w+)\/$/.test(path);
