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

export const kinds = {
  front: '/',
  'second front': '/page/2/',
  story: `/${richest('en').slug}/`,
  section: `/tag/${json('sections.json')[0].slug}/`,
  author: `/author/${json('authors.json')[0].slug}/`,
  'news feed': '/feed/',
  archive: '/archive/',
  corrections: '/corrections/',
  search: '/search/?q=harbour',
  'Ukrainian front': '/uk/',
  'Ukrainian story': `/uk/${richest('uk').slug}/`,
  'text-only front': '/text/',
  'text-only story': `/text/${richest('en').slug}/`,
  'Ukrainian text-only story': `/uk/text/${richest('uk').slug}/`,
  'text-only news feed': '/text/feed/',
  'not found': '/nothing-here/',
};
