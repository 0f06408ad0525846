// The rail of the news feed shows more on demand, and what is read most can be chosen by day and week.
import { expect, test } from '@playwright/test';
import { startNewsroom } from '../newsroom.mjs';

const feedItem = (slug, title, at = '') => `---\ntitle: ${title}\nslug: ${slug}\nlanguage: en\nfeed: true\n${at && `date: ${at}\n`}---\nThe text of ${title}.\n`;
const addresses = (page) => page.locator('.feed__days :is(.feed__headline, .feed__short) > a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));

/** Asks for more, and waits for the answer. */
async function showMore(page) {
  const answer = page.waitForResponse((one) => one.url().includes('/live/feed/after/'));
  await page.locator('[data-feed-more]').click();
  await (await answer).finished();
}

/** All items of the feed as its own pages tell them, without a script. */
async function wholeFeed(browser, url, path = '/feed/') {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const all = [];
  for (let next = url + path; next;) {
    await page.goto(next);
    all.push(...(await page.locator('.feed__headline a').evaluateAll((links) => links.map((a) => a.getAttribute('href')))));
    const older = page.locator('.pages__older');
    next = (await older.count()) ? new URL(await older.getAttribute('href'), url).href : null;
  }
  await page.context().close();
  return all;
}

for (const [path, feed, label] of [['/', '/feed/', 'Show more'], ['/uk/', '/uk/feed/', 'Показати ще'], ['/feed/', '/feed/', 'Show more']]) {
  test(`“show more” adds what is older until there is no more: ${path}`, async ({ page, browser, baseURL }) => {
    await page.goto(path);
    const all = await wholeFeed(browser, baseURL, feed);
    const more = page.locator('[data-feed-more]');
    let before = await addresses(page);
    expect(before).toEqual(all.slice(0, before.length));
    while (await more.isVisible()) {
      await showMore(page);
      await expect.poll(async () => (await addresses(page)).length > before.length || !(await more.isVisible())).toBe(true);
      const after = await addresses(page);
      if (after.length > before.length) {
        // Who uses the keyboard goes on with the first of them.
        const focused = await page.evaluate(() => document.activeElement.getAttribute('href'));
        expect(focused).toBe(after[before.length]);
      }
      before = after;
    }
    expect(before).toEqual(all);
    expect(new URL(page.url()).pathname).toBe(path);
    const days = await page.locator('.feed__day time').evaluateAll((times) => times.map((time) => time.dateTime));
    expect(days).toEqual([...new Set(days)].sort().reverse());
    if (path !== '/feed/') await expect(page.getByText(label)).toBeHidden();
  });
}

test('after “show more”, what comes and goes neither doubles nor leaves a gap', async ({ page, browser }) => {
  const newsroom = await startNewsroom({ demo: true });
  try {
    const stream = page.waitForResponse((answer) => answer.url().includes('/live/feed?') && answer.status() === 200);
    await page.goto(newsroom.url);
    await stream;
    const count = page.locator('.feed__days .feed__item');
    const first = await count.count();
    newsroom.publish(feedItem('one-more', 'One more'));
    await expect(page.locator('.feed__new:visible, .feed__days :text-is("One more")').first()).toBeVisible();
    await showMore(page);
    await expect.poll(() => count.count()).toBeGreaterThan(first + 5);
    const wait = page.locator('.feed__new');
    const take = async (title) => {
      await expect(async () => {
        if (await wait.isVisible()) await wait.click();
        expect(await page.locator('.feed__days').getByText(title, { exact: true }).count()).toBe(1);
      }).toPass();
    };
    newsroom.publish(feedItem('two-more', 'Two more'));
    await take('One more');
    await take('Two more');
    const middle = (await addresses(page))[first];
    newsroom.run('post', 'withdraw', middle.replaceAll('/', ''));
    await expect(page.locator(`.feed__days a[href="${middle}"]`)).toHaveCount(0);
    const shown = await addresses(page);
    const all = await wholeFeed(browser, newsroom.url);
    expect(shown).toEqual(all.slice(0, shown.length));
    const more = page.locator('[data-feed-more]');
    if (await more.isVisible()) {
      await showMore(page);
      await expect.poll(() => addresses(page)).toEqual(all);
    }
  } finally {
    await newsroom.close();
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const path of ['/', '/uk/']) {
    test(`“show more” leads to where the rail ended: ${path}`, async ({ page }) => {
      await page.goto(path);
      const last = (await addresses(page)).at(-1);
      await page.locator('[data-feed-more]').click();
      await expect(page).toHaveURL(new RegExp(`${path}feed/#item-`));
      await expect(page.locator(':target').locator(`a[href="${last}"]`)).toHaveCount(1);
    });
  }

  for (const [path, title, week] of [['/tag/energy/', 'Most read in Energy', '7 days'], ['/uk/tag/energy/', 'Найчитаніше: Енергетика', 'За тиждень'], ['/', 'Most read', '7 days']]) {
    test(`what is read most is chosen by day and week: ${path}`, async ({ page }) => {
      await page.goto(path);
      const box = page.getByRole('region', { name: title, exact: true });
      const lists = box.locator('.most-read__list');
      await expect(lists.first()).toBeVisible();
      await expect(lists.last()).toBeHidden();
      await box.getByText(week, { exact: true }).click();
      await expect(lists.first()).toBeHidden();
      await expect(lists.last()).toBeVisible();
      expect(await lists.last().locator('a').count()).toBeGreaterThan(1);
    });
  }
});
