// A large photograph to its first rendition, and what a flood of renditions costs cached pages. The photograph is made of
// a picture of the demo with ffmpeg.
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary, median, run, serve, start, stop, wrk } from './process.mjs';

const sizes = [30, 100, 160, 300, 400, 600, 1000, 1200, 1600, 2000];

export async function measure({ folder, note }) {
  const data = join(folder, 'pictures');
  const images = join(data, 'content', 'images');
  mkdirSync(images, { recursive: true });
  const quiet = { BROADSHEET_NARRATION__VOICE: 'off' };
  let site = await serve(['--data', data], '/readyz', quiet);
  await stop(site.child);
  const story = join(data, 'story.md');
  writeFileSync(story, `---\ntitle: Story\nslug: story\nlanguage: en\n---\n${'A paragraph of the story. '.repeat(200)}\n`);
  run(binary, ['post', 'publish', story, '--data', data]);
  const photograph = join(folder, 'photograph.jpg');
  const demo = new URL('../demo/pictures/bakery-lamplight.jpg', import.meta.url).pathname;
  const filter = 'scale=6000:4000:flags=lanczos,noise=alls=12:allf=t';
  run('ffmpeg', ['-loglevel', 'error', '-y', '-i', demo, '-vf', filter, '-q:v', '3', '-pix_fmt', 'yuvj420p', photograph]);
  for (let i = 0; i < 25; i++) cpSync(photograph, join(images, `p${i}.jpg`));

  site = await serve(['--data', data], '/readyz', quiet);
  const times = [];
  for (let i = 0; i < 7; i++) {
    const before = performance.now();
    const answer = await fetch(`${site.url}/content/images/size/w1000/format/webp/p${i}.jpg`);
    await answer.arrayBuffer();
    if (answer.headers.get('content-type') !== 'image/webp') throw new Error('there is no rendition');
    times.push(performance.now() - before);
  }
  note(
    'a JPEG of 6,000 × 4,000 pixels to its first rendition (WebP, 1,000 wide), median and worst of 7',
    `${median(times).toFixed(0)} ms, ${Math.max(...times).toFixed(0)} ms`,
    '< 400 ms',
    Math.max(...times) < 400,
  );
  await stop(site.child);

  // With and without a flood take turns, each on a newsroom of its own whose renditions are not made yet.
  const p99 = { without: [], with: [] };
  const made = [];
  for (let round = 0; round < 3; round++) {
    for (const which of ['without', 'with']) {
      const copy = join(folder, `pictures-${which}-${round}`);
      cpSync(data, copy, { recursive: true, filter: (path) => !path.endsWith('/cache') });
      site = await serve(['--data', copy], '/readyz', quiet);
      const page = `${site.url}/story/`;
      await fetch(page);
      wrk(page, { seconds: 2 });
      const flood = which === 'with' && start(process.execPath, ['--input-type=module', '-e', asked(site.url)]);
      p99[which].push(wrk(page, { seconds: 15 }).p99);
      if (flood) {
        made.push(count(join(copy, 'cache')));
        await stop(flood);
      }
      await stop(site.child);
    }
  }
  const [alone, flooded] = [median(p99.without), median(p99.with)];
  note(
    `p99 of a cached page while 500 renditions of photographs of 24 megapixels are asked for at once (${made.join(', ')} were made in 15 s), against none; medians of 3 in turn`,
    `${flooded.toFixed(2)} ms, ${alone.toFixed(2)} ms; ratio ${(flooded / alone).toFixed(2)}`,
    'ratio < 2',
    flooded / alone < 2 && made.every((some) => some > 0 && some < 500),
  );
}

/** A program that asks for 500 renditions at once. */
const asked = (url) => `
  const sizes = ${JSON.stringify(sizes)};
  await Promise.all(Array.from({ length: 500 }, async (_, i) => {
    const format = i % 2 ? '/format/webp' : '';
    const answer = await fetch('${url}/content/images/size/w' + sizes[(i >> 1) % 10] + format + '/p' + Math.floor(i / 20) + '.jpg');
    await answer.arrayBuffer();
  }));
`;

const count = (cache) =>
  readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.parentPath.includes('/clean')).length;
