// Without a network: the stories that were read and the last front page are there, and a page that is not says so.
import { expect, test } from '@playwright/test';
import { kinds } from '../kinds.mjs';
import { startNewsroom } from '../newsroom.mjs';

/** Waits until the browser has kept the page at `path`. */
const isKept = (page, path) =>
  expect
    .poll(() => page.evaluate(async (path) => (await (await caches.open('broadsheet-pages')).match(path, { ignoreVary: true }))?.status, path))
    .toBe(200);

const editions = [
  { name: 'English', front: '/', story: kinds.story, words: 'You are off-line', read: 'What you can read', section: '/tag/politics/' },
  { name: 'Ukrainian', front: '/uk/', story: kinds['Ukrainian story'], words: 'Немає зв’язку', read: 'Можна прочитати', section: '/uk/tag/politics/' },
];

for (const { name, front, story, words, read, section } of editions) {
  test(`${name}: what was read can be read again without a network`, async ({ page, context }) => {
    await page.goto(story);
    await isKept(page, story);
    await page.goto(front);
    await isKept(page, front);
    const headline = await page.getByRole('main').getByRole('heading').first().textContent();
    await context.setOffline(true);

    await page.goto(front);
    await expect(page.getByRole('main').getByRole('heading').first()).toHaveText(headline.trim());
    await page.goto(`${story}?utm_source=x`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // With its style sheet and its font.
    expect(await page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(1);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('h1')).fontFamily)).toContain('Source Serif');

    const answer = await page.goto(section);
    expect(answer.status()).toBe(503);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words);
    await expect(page.locator('html')).toHaveAttribute('lang', name === 'Ukrainian' ? 'uk' : 'en');
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(read);
    const kept = page.getByRole('listitem').locator(`a[href="${story}"]`);
    await expect(kept).toHaveAttribute('lang', name === 'Ukrainian' ? 'uk' : 'en');
    await kept.click();
    await expect(page).toHaveURL(story);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await context.setOffline(false);
  });
}

test('pages of one’s own, lists, the live feed and audio are not kept', async ({ page }) => {
  await page.goto(kinds.story);
  await isKept(page, kinds.story);
  for (const path of ['/newsletters/', '/newsletters/thanks/', '/feed/', '/search/?q=x', '/archive/']) await page.goto(path);
  await page.goto('/');
  await isKept(page, '/');
  const kept = await page.evaluate(async () => {
    const all = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) all.push(new URL(url).pathname);
    }
    return all;
  });
  expect(kept.filter((path) => !path.startsWith('/assets/')).sort()).toEqual(['/', kinds.story].sort());
  expect(kept.filter((path) => path.startsWith('/assets/') && !/\.(css|js|woff2)$/.test(path))).toEqual([]);
});

test('the sixty pages that were read last are kept, and front pages beside them', async ({ page }) => {
  await page.goto(kinds.story);
  await isKept(page, kinds.story);
  await page.goto('/');
  await isKept(page, '/');
  // As if seventy stories had been read since.
  await page.evaluate(async () => {
    const cache = await caches.open('broadsheet-pages');
    for (let n = 0; n < 70; n++) await cache.put(`/read-${n}/`, new Response('<title>Read</title>'));
  });
  await page.goto(kinds.exhibit);
  await isKept(page, kinds.exhibit);
  const kept = () => page.evaluate(async () => (await (await caches.open('broadsheet-pages')).keys()).map(({ url }) => new URL(url).pathname));
  const expected = ['/', ...Array.from({ length: 59 }, (_, n) => `/read-${n + 11}/`), kinds.exhibit];
  await expect.poll(kept).toEqual(expected);
});

test.describe('in a newsroom of its own', () => {
  const story = (slug, text) => `---\ntitle: The ${slug}\nslug: ${slug}\n---\n\n${text}\n`;
  let newsroom;
  test.beforeEach(async () => {
    newsroom = await startNewsroom();
    newsroom.publish(story('bridge', 'It is closed.'));
  });
  test.afterEach(() => newsroom.close());

  test('nothing old is shown while there is a network', async ({ page, context }) => {
    await page.goto(`${newsroom.url}/bridge/`);
    await isKept(page, '/bridge/');
    newsroom.publish(story('bridge', 'It is open.'));
    await expect
      .poll(async () => {
        await page.goto(`${newsroom.url}/bridge/`);
        return page.locator('.body').textContent();
      })
      .toContain('It is open.');
    newsroom.run('post', 'withdraw', 'bridge');
    await expect.poll(async () => (await page.goto(`${newsroom.url}/bridge/`)).status()).toBe(410);
    await expect
      .poll(() => page.evaluate(async () => (await (await caches.open('broadsheet-pages')).match('/bridge/', { ignoreVary: true }))?.status))
      .toBeUndefined();
    await context.setOffline(true);
    expect((await page.goto(`${newsroom.url}/bridge/`)).status()).toBe(503);
    await context.setOffline(false);
  });

  test('switched off, it removes itself and what it kept', async ({ page }) => {
    await page.goto(`${newsroom.url}/bridge/`);
    await isKept(page, '/bridge/');
    newsroom.run('setting', 'set', 'offline_reading', 'off');
    await expect.poll(async () => (await (await fetch(`${newsroom.url}/bridge/`)).text()).includes('data-worker')).toBe(false);
    await page.goto(`${newsroom.url}/bridge/`);
    await expect
      .poll(() => page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]))
      .toEqual([0, 0]);
  });
});
