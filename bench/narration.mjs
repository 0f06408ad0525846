// A story from published to audio on its page, and what reading 200 stories in the background costs cached pages.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary, median, run, serve, wrk } from './process.mjs';

const sentence = 'The council of the harbour voted on the new quay this morning and said that work would begin before the end of the winter.';
/** About so many words, in paragraphs of three sentences. */
const text = (words, number) => {
  const count = Math.ceil(words / 23);
  const sentences = Array.from({ length: count }, (_, i) => `${sentence.slice(0, -1)}, part ${number * 100 + i}.`);
  return Array.from({ length: Math.ceil(count / 3) }, (_, i) => sentences.slice(i * 3, i * 3 + 3).join(' ')).join('\n\n');
};

export async function measure({ folder, note }) {
  const data = join(folder, 'narration');
  mkdirSync(data, { recursive: true });
  const publish = (slug, words, number) => {
    const file = join(data, 'story.md');
    writeFileSync(file, `---\ntitle: Story ${number}\nslug: ${slug}\nlanguage: en\n---\n${text(words, number)}\n`);
    run(binary, ['post', 'publish', file, '--data', data]);
  };
  let site = await serve(['--data', data], '/readyz', { BROADSHEET_NARRATION__VOICE: 'espeak-ng' });
  const audible = async (slug) => (await (await fetch(`${site.url}/${slug}/`)).text()).includes('<audio');
  const times = [];
  for (let round = 0; round < 5; round++) {
    const slug = `spoken-${round}`;
    const before = performance.now();
    publish(slug, 900, round);
    while (!(await audible(slug))) {
      if (performance.now() - before > 60_000) throw new Error('there is no audio after a minute');
      await new Promise((next) => setTimeout(next, 10));
    }
    times.push(performance.now() - before);
  }
  note(
    'a story of 900 words from `post publish` to audio on the page, median and worst of 5',
    `${(median(times) / 1000).toFixed(1)} s, ${(Math.max(...times) / 1000).toFixed(1)} s`,
    '< 6 s',
    Math.max(...times) < 6000,
  );

  const page = `${site.url}/spoken-0/`;
  await fetch(page);
  wrk(page, { seconds: 2 });
  const quiet = [1, 2, 3].map(() => wrk(page, { seconds: 8 }).p99);
  // The stories wait for a server that reads them, so that all of the reading falls into what is measured.
  site.child.kill('SIGTERM');
  await new Promise((gone) => site.child.once('exit', gone));
  for (let i = 0; i < 200; i++) publish(`background-${i}`, 900, i + 10);
  site = await serve(['--data', data], '/readyz', { BROADSHEET_NARRATION__VOICE: 'espeak-ng' });
  const busyPage = `${site.url}/spoken-0/`;
  await fetch(busyPage);
  wrk(busyPage, { seconds: 2 });
  const busy = [1, 2, 3].map(() => wrk(busyPage, { seconds: 8 }).p99);
  const read = await count(site.url);
  const ratio = median(busy) / median(quiet);
  note(
    `p99 of a cached page while 200 stories wait to be read (${read} were by the end), against none`,
    `${median(busy).toFixed(2)} ms, ${median(quiet).toFixed(2)} ms; ratio ${ratio.toFixed(2)}`,
    'ratio < 2',
    ratio < 2 && read < 200,
  );
}

/** How many of the 200 have audio by now. */
async function count(url) {
  let found = 0;
  for (let i = 0; i < 200; i++) {
    if ((await (await fetch(`${url}/background-${i}/`)).text()).includes('<audio')) found++;
  }
  return found;
}
