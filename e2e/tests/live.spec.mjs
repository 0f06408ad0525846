// The news feed of an open page follows the newsroom, over publishing, editing, withdrawing, and a server that dies.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { startNewsroom, startPostgres } from '../newsroom.mjs';

const item = (slug, title, { language = 'en', extra = '' } = {}) =>
  `---\ntitle: ${title}\nslug: ${slug}\nlanguage: ${language}\nfeed: true\n${extra}---\nThe text of ${title}.\n`;

/** With it the front page has its rails. */
const story = '---\ntitle: A story\nslug: a-story\nlanguage: en\n---\nIts text.\n';

/** What a list shows: days and items in their order. */
const shown = (page) =>
  page.locator('.feed__days').evaluate((list) =>
    [...list.querySelectorAll('.feed__day, .feed__item')].map((one) => one.textContent.replace(/\s+/g, ' ').trim()));

/** The list of the open page becomes that of a page that is loaded now. */
async function equalsTruth(page) {
  const fresh = await page.context().newPage();
  try {
    await expect(async () => {
      await fresh.goto(page.url());
      expect(await shown(page)).toEqual(await shown(fresh));
    }).toPass({ timeout: 20_000, intervals: [100] });
  } finally {
    await fresh.close();
  }
}

const feedItem = (page, title) => page.locator('.feed__days').getByText(title, { exact: true });

/** Waits until the page is connected. */
async function opened(page, url) {
  const stream = page.waitForResponse((answer) => answer.url().includes('/live/feed?') && answer.status() === 200);
  // Another process wrote; the server hears of it moments later.
  await expect(async () => {
    await page.goto(url);
    expect(await page.locator('.feed__days').count()).toBe(1);
  }).toPass();
  await stream;
}

test.describe('on an open page', () => {
  let newsroom;
  test.beforeEach(async () => {
    newsroom = await startNewsroom();
    newsroom.publish(story);
    newsroom.publish(item('ferry', 'Ferry runs'));
  });
  test.afterEach(() => newsroom.close());

  for (const path of ['/', '/feed/']) {
    test(`items come, change and go, and each is there once: ${path}`, async ({ page }) => {
      await opened(page, newsroom.url + path);
      await expect(feedItem(page, 'Ferry runs')).toHaveCount(1);

      newsroom.publish(item('bridge', 'Bridge closes'));
      await expect(feedItem(page, 'Bridge closes')).toHaveCount(1);
      await expect(page.locator('.feed__item').first()).toContainText('Bridge closes');
      await expect(page.locator('[data-feed-status]')).toHaveText('1 new item');

      newsroom.publish(item('ferry', 'Ferry runs late'));
      await expect(feedItem(page, 'Ferry runs late')).toHaveCount(1);
      await expect(feedItem(page, 'Ferry runs')).toHaveCount(0);

      newsroom.publish(item('old', 'An old item', { extra: 'published: 2026-01-05T10:00:00Z\n' }));
      await expect(page.locator('.feed__day')).toHaveCount(2);
      newsroom.run('post', 'withdraw', 'bridge');
      await expect(feedItem(page, 'Bridge closes')).toHaveCount(0);
      await equalsTruth(page);
      newsroom.run('post', 'withdraw', 'old');
      await expect(page.locator('.feed__day')).toHaveCount(1);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });

    test(`after the server was killed nothing is missing and nothing twice: ${path}`, async ({ page }) => {
      newsroom.publish(item('gone', 'Gone meanwhile'));
      await opened(page, newsroom.url + path);
      newsroom.publish(item('before', 'Before the end'));
      await expect(feedItem(page, 'Before the end')).toHaveCount(1);
      await newsroom.kill();
      newsroom.publish(item('meanwhile', 'While it was down'));
      newsroom.publish(item('ferry', 'Ferry sinks'));
      newsroom.run('post', 'withdraw', 'gone');
      await newsroom.start();
      await expect(feedItem(page, 'While it was down')).toHaveCount(1, { timeout: 20_000 });
      await expect(feedItem(page, 'Ferry sinks')).toHaveCount(1);
      await expect(feedItem(page, 'Gone meanwhile')).toHaveCount(0);
      newsroom.publish(item('after', 'After all'));
      await expect(feedItem(page, 'After all')).toHaveCount(1);
      await equalsTruth(page);
      const ids = await page.locator('.feed__item').evaluateAll((all) => all.map((one) => one.dataset.id));
      expect(new Set(ids).size).toBe(ids.length);
    });
  }

  test('nobody who stands on what goes is thrown to the beginning of the page', async ({ page }) => {
    await opened(page, newsroom.url + '/feed/');
    const link = page.locator('.feed__item a');
    await link.first().focus();
    newsroom.publish(item('one', 'The first'));
    const button = page.locator('.feed__new');
    await expect(button).toBeVisible();
    await button.focus();
    newsroom.run('post', 'withdraw', 'one');
    await expect(button).toBeHidden();
    await expect(page.locator('[data-feed-status]')).toHaveText('');
    await expect(link).toBeFocused();

    newsroom.publish(item('two', 'The second'));
    await button.click();
    await expect(link.first()).toBeFocused();
    newsroom.run('post', 'withdraw', 'two');
    await expect(link).toHaveCount(1);
    await expect(link).toBeFocused();
  });

  test('who reads is offered new items with a button, and the text stays where it is', async ({ page }) => {
    await opened(page, newsroom.url);
    await page.locator('.feed').getByRole('link', { name: 'News feed', exact: true }).focus();
    newsroom.publish(item('one', 'The first'));
    const button = page.locator('.feed__new');
    await expect(button).toHaveText('1 new item');
    newsroom.publish(item('two', 'The second'));
    await expect(button).toHaveText('2 new items');
    newsroom.publish(item('one', 'The first, edited'));
    newsroom.publish(item('three', 'The third'));
    await expect(button).toHaveText('3 new items');
    newsroom.run('post', 'withdraw', 'three');
    await expect(button).toHaveText('2 new items');
    await expect(page.locator('.feed__item')).toHaveCount(1);
    await expect(page.locator('[data-feed-status]')).toHaveText(/new item/);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    await page.keyboard.press('Tab');
    await expect(button).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(button).toBeHidden();
    await expect(page.getByRole('link', { name: 'The second' })).toBeFocused();
    await expect(feedItem(page, 'The first, edited')).toHaveCount(1);
    await equalsTruth(page);
  });

  test('a page that was away for too long fetches the list', async ({ page }) => {
    // The page says that it knows changes which this server has never had.
    await page.route(`${newsroom.url}/`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace(/data-after="\d+"/, 'data-after="99999"') });
    });
    const list = page.waitForResponse((answer) => answer.url().endsWith('/live/feed/items/'));
    await expect(async () => {
      await page.goto(newsroom.url);
      expect(await page.locator('.feed__days').count()).toBe(1);
    }).toPass();
    await list;
    newsroom.publish(item('later', 'Later'));
    await expect(feedItem(page, 'Later')).toHaveCount(1);
    await equalsTruth(page);
  });

  test('a hidden tab is quiet and catches up when it is seen again', async ({ page }) => {
    await opened(page, newsroom.url);
    const become = (state) => page.evaluate((state) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
    await become('hidden');
    newsroom.publish(item('quiet', 'Unseen'));
    const fresh = await page.context().newPage();
    await expect(async () => {
      await fresh.goto(newsroom.url);
      expect(await feedItem(fresh, 'Unseen').count()).toBe(1);
    }).toPass();
    await fresh.close();
    expect(await feedItem(page, 'Unseen').count()).toBe(0);
    await become('visible');
    await expect(feedItem(page, 'Unseen')).toHaveCount(1);
    await equalsTruth(page);
  });
});

test('the button counts in Ukrainian', async ({ page }) => {
  const newsroom = await startNewsroom({ demo: true });
  try {
    await opened(page, `${newsroom.url}/uk/`);
    await page.locator('.feed').getByRole('link').first().focus();
    for (const [n, words] of [[1, '1 нова новина'], [2, '2 нові новини'], [5, '5 нових новин']]) {
      for (let i = 1; i <= n; i++) newsroom.publish(item(`uk-${i}`, `Новина ${i}`, { language: 'uk' }));
      await expect(page.locator('.feed__new')).toHaveText(words);
    }
  } finally {
    await newsroom.close();
  }
});

test('whoever is refused asks now and then', async ({ page }) => {
  const newsroom = await startNewsroom({ env: { BROADSHEET_LIVE__PER_ADDRESS: '0' } });
  try {
    newsroom.publish(story);
    await page.clock.install();
    const refused = page.waitForResponse((answer) => answer.status() === 503);
    await expect(async () => {
      await page.goto(newsroom.url);
      expect(await page.locator('.feed__days').count()).toBe(1);
    }).toPass();
    await refused;
    newsroom.publish(item('ferry', 'Ferry runs'));
    await expect(async () => {
      await page.clock.fastForward(40_000);
      expect(await feedItem(page, 'Ferry runs').count()).toBe(1);
    }).toPass();
  } finally {
    await newsroom.close();
  }
});

test('without scripts the list is plain', async ({ browser }) => {
  const newsroom = await startNewsroom();
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    newsroom.publish(story);
    newsroom.publish(item('ferry', 'Ferry runs'));
    const page = await context.newPage();
    await expect(async () => {
      await page.goto(newsroom.url);
      await expect(feedItem(page, 'Ferry runs')).toBeVisible();
    }).toPass();
    await expect(page.locator('.feed__new')).toBeHidden();
  } finally {
    await context.close();
    await newsroom.close();
  }
});

test('an item published through one node appears in a page held open at the other', async ({ page }) => {
  const postgres = await startPostgres();
  const rooms = [];
  try {
    for (let n = 0; n < 2; n++) rooms.push(await startNewsroom({ database: postgres.database }));
    const [one, other] = rooms;
    one.publish(story);
    await opened(page, other.url);
    one.publish(item('ferry', 'Ferry runs'));
    await expect(feedItem(page, 'Ferry runs')).toHaveCount(1, { timeout: 5000 });
    one.publish(item('ferry', 'Ferry runs late'));
    await expect(feedItem(page, 'Ferry runs late')).toHaveCount(1);
    await equalsTruth(page);
  } finally {
    for (const room of rooms) await room.close();
    await postgres.close();
  }
});
