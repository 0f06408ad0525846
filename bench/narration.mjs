// A story from published to audio on its page, and what reading 200 stories in the background costs cached pages.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
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

  // The stories wait for a server that reads them. With and without it take turns: the p99 of two cores that wrk shares
  // with the server differs by half from one round to the next.
  site.child.kill('SIGTERM');
  await new Promise((gone) => site.child.once('exit', gone));
  for (let i = 0; i < 200; i++) publish(`background-${i}`, 900, i + 10);
  const p99 = { off: [], 'espeak-ng': [] };
  // In all rounds: less than all, so that there was always work, and some, so that it was done.
  let read = 0;
  for (let round = 0; round < 3; round++) {
    for (const voice of ['off', 'espeak-ng']) {
      // A server without a voice would take the stories for done.
      const copy = join(folder, `narration-${voice}-${round}`);
      cpSync(data, copy, { recursive: true });
      site = await serve(['--data', copy], '/readyz', { BROADSHEET_NARRATION__VOICE: voice });
      const page = `${site.url}/spoken-0/`;
      await fetch(page);
      wrk(page, { seconds: 2 });
      p99[voice].push(wrk(page, { seconds: voice === 'off' ? 20 : 90 }).p99);
      if (voice !== 'off') read += await count(site.url);
      site.child.kill('SIGTERM');
      await new Promise((gone) => site.child.once('exit', gone));
    }
  }
  const [quiet, busy] = [median(p99.off), median(p99['espeak-ng'])];
  note(
    `p99 of a cached page while 200 stories wait to be read (${read} were in 5 minutes), against none; medians of 3 in turn, 20 s and 90 s`,
    `${busy.toFixed(2)} ms, ${quiet.toFixed(2)} ms; ratio ${(busy / quiet).toFixed(2)}`,
    'ratio < 2',
    busy / quiet < 2 && read > 0 && read < 600,
  );
}

/** How many of the 200 have audio by now. */
async function count(url) {
  let found = 0;
  for (let i = 0; i < 200; i++) {
    const page = () => fetch(`${url}/background-${i}/`);
    // A connection that was kept may end just as it is used again.
    if ((await (await page().catch(page)).text()).includes('<audio')) found++;
  }
  return found;
}
