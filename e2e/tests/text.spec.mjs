// Text-only pages: each at most 15 KB with everything in it, reached from the foot of the full page and leading back.
import { expect, test } from '@playwright/test';
import { kinds } from '../kinds.mjs';

const most = 15_000;

test('every public page of the demo has a text page of at most 15 KB', async ({ request, isMobile }) => {
  test.skip(isMobile, 'the same bytes for all');
  test.setTimeout(180_000);
  const named = (xml) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => new URL(loc).pathname);
  const read = async (path) => (await request.get(path)).text();
  const maps = named(await read('/sitemap.xml'));
  const paths = new Set((await Promise.all(maps.map(read))).flatMap(named));
  expect(paths.size).toBeGreaterThan(120);
  const wrong = [];
  for (const path of paths) {
    const [, edition, rest] = /^(\/uk)?(\/.*)$/.exec(path);
    for (let next = `${edition ?? ''}/text${rest}`; next; ) {
      const answer = await request.get(next, { headers: { 'accept-encoding': 'identity' }, maxRedirects: 0 });
      const html = await answer.text();
      const bytes = Buffer.byteLength(html);
      if (answer.status() !== 200) wrong.push(`${answer.status()} ${next}`);
      if (bytes > most) wrong.push(`${next}: ${bytes} bytes`);
      if (/<(img|script|link rel="stylesheet"|iframe|video|audio|form)/.test(html)) wrong.push(`${next} loads something`);
      if (!html.includes(`${path}">`)) wrong.push(`${next} does not lead to ${path}`);
      next = /rel="next" href="([^"]+)"/.exec(html)?.[1];
    }
  }
  expect(wrong).toEqual([]);
});

const editions = [
  { name: 'English', story: kinds.story, text: `/text${kinds.story}`, only: 'Text only', full: 'Full page', lang: 'en' },
  { name: 'Ukrainian', story: kinds['Ukrainian story'], text: kinds['Ukrainian story'].replace('/uk/', '/uk/text/'), only: 'Лише текст', full: 'Повна версія', lang: 'uk' },
];

for (const { name, story, text, only, full, lang } of editions) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`${name}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
      test.use({ javaScriptEnabled });

      test('a story, its text page and back', async ({ page }) => {
        await page.goto(story);
        const headline = await page.getByRole('heading', { level: 1 }).textContent();
        await page.getByRole('contentinfo').getByRole('link', { name: only }).click();
        await expect(page).toHaveURL(text);
        const asked = [];
        page.on('request', (request) => asked.push(new URL(request.url()).pathname));
        await page.reload();
        expect(asked.filter((path) => path !== '/favicon.ico')).toEqual([text]);
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline.trim());
        expect(new URL(await page.locator('link[rel=canonical]').getAttribute('href')).pathname).toBe(story);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        await page.getByRole('link', { name: full }).click();
        await expect(page).toHaveURL(story);
      });

      test('one reads on from text page to text page', async ({ page }) => {
        const front = lang === 'uk' ? '/uk/text/' : '/text/';
        await page.goto(front);
        await page.getByRole('main').getByRole('listitem').nth(2).getByRole('link').click();
        await expect(page).toHaveURL(new RegExp(`${front}[a-z0-9-]+/$`));
        await page.getByRole('main').getByRole('link').first().click();
        await expect(page).toHaveURL(new RegExp(`${front}tag/[a-z0-9-]+/$`));
        await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      });
    });
  }
}
