// What the demo does not show: a story with every part that a body may have, a page, a story that was withdrawn; in both
// languages, old enough to stand in no list that another test reads.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

const pictures = new URL('../demo/pictures/', import.meta.url).pathname;

const body = {
  en: {
    title: 'Every part of a page, side by side',
    standfirst: 'An exhibit of what a story may hold, kept for those who look after the page.',
    note: 'This story was made to be looked at.',
    correction: 'The first version had no table.',
    caption: 'The bridge at dusk, seen from the customs house',
    speaker: 'Vera Halloran, director of the port',
    related: 'dredging-verdict',
    newsletter: 'morning-tide',
    word: 'Berth',
  },
  uk: {
    title: 'Усі частини сторінки поряд',
    standfirst: 'Виставка всього, що може бути в статті, для тих, хто доглядає за сторінкою.',
    note: 'Цю статтю зроблено, щоб на неї дивитися.',
    correction: 'У першій версії не було таблиці.',
    caption: 'Міст у сутінках, вид від митниці',
    speaker: 'Віра Галлоран, директорка порту',
    related: 'vyrok-u-spravi-pro-dnopohlyblennia',
    newsletter: 'rankovyi-pryplyv',
    word: 'Причал',
  },
};

/** The words of the exhibit, for tests that look for them. */
export const exhibit = body;

const wide = (word) => {
  const columns = Array.from({ length: 12 }, (_, i) => `${word} ${i + 1}`);
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const rows = [2023, 2024, 2025].map((year) => row([year, ...columns.map((_, i) => (year - 2000) * 17 + i * 31)]));
  return [row(['', ...columns]), row(['---', ...columns.map(() => '--:')]), ...rows].join('\n');
};

const story = (language) => {
  const words = body[language];
  const sentence = `${words.standfirst} `.repeat(4);
  return `---
title: ${words.title}
slug: every-part-${language}
language: ${language}
${language === 'en' ? '' : 'translation_of: every-part-en\n'}section: city
authors: [mira-holt, jonas-feld]
published: -200d
updated: -199d
standfirst: ${words.standfirst}
picture: river-bridge.jpg
alt: ${words.caption}
caption: ${words.caption}
credit: Ada Verne / The Meridian Post
copyright: © The Meridian Post
editors_note: ${words.note}
corrections: ["-199d | ${words.correction}"]
---
${sentence}[^one] ${sentence}

> ${words.standfirst}
> — ${words.speaker}

## ${words.word} 1

${sentence}[^two] ${sentence}[^one] <https://velmor.example/${'a-long-address-'.repeat(8)}>

${wide(words.word)}

| | ${words.word} |
|---|--:|
| 2025 | 12 |

> ${words.note}

<blockquote class="kg-blockquote-alt">${words.standfirst}</blockquote>

![${words.caption}](saltmarsh-birds.jpg "${words.caption} | Ada Verne")

::related ${words.related}::

- ${words.word} 1
- ${words.word} 2

1. ${words.note}
2. ${words.correction}

:::note 💡
${words.note}
:::

### ${words.word} 2

\`\`\`sh
curl --header 'accept: application/rss+xml' https://velmor.example/rss/ | xmllint --format - | grep --count '<item>' # ${'x'.repeat(80)}
\`\`\`

::newsletter ${words.newsletter}::

https://www.youtube.com/watch?v=abc_1-2

https://t.me/durov/43

---

${sentence}

[^one]: ${words.note} [Velmor](https://velmor.example/)
[^two]: ${words.correction}
`;
};

const page = (language) => `---
title: ${language === 'en' ? 'How we work' : 'Як ми працюємо'}
slug: how-we-work-${language}
language: ${language}
page: true
published: -200d
---
${body[language].standfirst}

## ${body[language].word}

${body[language].note}
`;

const withdrawn = (language) => `---
title: ${body[language].note}
slug: withdrawn-${language}
language: ${language}
published: -200d
---
${body[language].standfirst}
`;

/** Publishes all of it; a demo newsroom has what it refers to. */
export function showExhibit(newsroom) {
  for (const name of ['river-bridge.jpg', 'saltmarsh-birds.jpg']) copyFileSync(join(pictures, name), join(newsroom.folder, name));
  for (const language of ['en', 'uk']) {
    for (const markdown of [story(language), page(language), withdrawn(language)]) newsroom.publish(markdown);
    newsroom.run('post', 'withdraw', `withdrawn-${language}`);
  }
}
