// The search: with and without scripts, in both languages, and in step with what the newsroom does.
import { expect, test } from '@playwright/test';
import { axeFindsNothing } from '../axe.mjs';
import { startNewsroom } from '../newsroom.mjs';

const results = (page) => page.locator('.search__list');
const field = (page) => page.locator('input[name="q"]');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a reader finds a story from the masthead', async ({ page }) => {
      await page.goto('/');
      // A wide masthead has a field, a narrow one a link to the page with the field.
      const inMasthead = page.getByRole('banner').getByRole('searchbox');
      if (await inMasthead.isVisible()) {
        await inMasthead.fill('coalition deal');
        await inMasthead.press('Enter');
      } else {
        await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search');
        await field(page).fill('coalition deal');
        await page.getByRole('button', { name: 'Find' }).click();
      }
      await expect(page).toHaveURL(/[?&]q=coalition\+deal/);
      const first = results(page).getByRole('article').first();
      await expect(first.locator('mark').first()).toBeVisible();
      await expect(field(page)).toHaveValue('coalition deal');
      const link = first.getByRole('heading').getByRole('link');
      const headline = (await link.innerText()).trim();
      await link.click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline);
    });

    test('a typing error is forgiven, and said', async ({ page }) => {
      await page.goto('/search/?q=harbuor');
      await expect(results(page).locator('mark').first()).toHaveText(/harbour/i);
      await page.getByRole('main').getByRole('link', { name: 'harbour', exact: true }).click();
      await expect(page).toHaveURL(/q=harbour$/);
      await expect(results(page).locator('mark').first()).toHaveText(/harbour/i);
    });

    test('a phrase finds less than its words', async ({ page }) => {
      const count = async (query) => {
        await page.goto(`/search/?q=${encodeURIComponent(query)}`);
        return Number.parseInt(await page.locator('.search__count').innerText(), 10);
      };
      const phrase = await count('"city council"');
      expect(phrase).toBeGreaterThan(0);
      expect(await count('city council')).toBeGreaterThan(phrase);
      expect(await count('city -council')).toBeGreaterThan(0);
    });

    test('sections and dates narrow the results', async ({ page }) => {
      await page.goto('/search/?q=harbour');
      await page.getByLabel('Section', { exact: true }).selectOption({ label: 'Energy' });
      await page.getByLabel('Order', { exact: true }).selectOption({ label: 'Newest first' });
      await page.getByRole('button', { name: 'Find' }).click();
      await expect(page).toHaveURL(/section=energy/);
      await expect(page.getByLabel('Section', { exact: true })).toHaveValue('energy');
      const times = await results(page).locator('time').evaluateAll((all) => all.map((time) => time.dateTime));
      expect(times).toEqual([...times].sort().reverse());
      await page.getByLabel('To', { exact: true }).fill('2001-01-01');
      await page.getByRole('button', { name: 'Find' }).click();
      await expect(page.locator('.search__count')).toHaveText('Nothing found for “harbour”');
      await page.getByRole('link', { name: 'Look in all sections and at all times.' }).click();
      await expect(results(page).locator('mark').first()).toBeVisible();
    });

    test('Ukrainian is found in its forms, in Ukrainian', async ({ page }) => {
      await page.goto('/uk/search/?q=%D0%BF%D0%BE%D1%80%D0%BE%D0%BC%D1%83');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Пошук');
      await expect(page.locator('html')).toHaveAttribute('lang', 'uk');
      await expect(page.locator('.search__count')).toHaveText(/^\d+ результат(и|ів)?$/);
      await expect(results(page).locator('mark').first()).toHaveText(/^пором/i);
    });

    test('what is looked for is shown as it was typed', async ({ page }) => {
      await page.goto(`/search/?q=${encodeURIComponent('<b>"x" & zzqqzz</b>')}`);
      await expect(field(page)).toHaveValue('<b>"x" & zzqqzz</b>');
      await expect(page).toHaveTitle(/^Search: <b>"x" & zzqqzz<\/b> - /);
    });
  });
}

test('headlines come while somebody types, and keys choose among them', async ({ page }) => {
  await page.goto('/search/');
  await expect(field(page)).toHaveRole('combobox');
  await field(page).pressSequentially('harv');
  const options = page.getByRole('option');
  await expect(options.first()).toBeVisible();
  await expect(field(page)).toHaveAttribute('aria-expanded', 'true');
  await axeFindsNothing(page);
  await page.keyboard.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', await options.first().getAttribute('id'));
  await page.keyboard.press('ArrowUp');
  await expect(field(page)).not.toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(field(page)).toHaveValue('harv');
  await page.keyboard.press('ArrowDown');
  const target = await options.first().getAttribute('data-href');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${target}$`));
});

test('a story is found when it is published and not when it is withdrawn', async ({ page }) => {
  const newsroom = await startNewsroom();
  const search = `${newsroom.url}/search/?q=pontoon`;
  const until = (seen) => expect(async () => { await page.goto(search); await seen(); }).toPass({ timeout: 20_000, intervals: [50] });
  try {
    // A new index is there a moment later.
    await until(() => expect(page.locator('.search__count')).toHaveText('Nothing found for “pontoon”', { timeout: 100 }));
    newsroom.publish('---\ntitle: The bridge opens\nslug: the-bridge\nlanguage: en\n---\nA pontoon stands in for it until then.\n');
    await until(() => expect(results(page).getByRole('link', { name: 'The bridge opens' })).toBeVisible({ timeout: 100 }));
    await expect(results(page).locator('mark')).toHaveText('pontoon');
    newsroom.run('post', 'withdraw', 'the-bridge');
    await until(() => expect(page.locator('.search__count')).toHaveText('Nothing found for “pontoon”', { timeout: 100 }));
  } finally {
    await newsroom.close();
  }
});

test('the masthead and the search page fit the narrowest telephone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const path of ['/', '/uk/', '/search/?q=harbour', '/uk/search/?q=%D0%BF%D0%BE%D1%80%D1%82', '/search/?q=zzqqzz&section=energy']) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
  }
});

test('searching asks nobody else, sets no cookie and is not indexed', async ({ page, context, baseURL }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const answer = await page.goto('/search/?q=harbour');
  await field(page).pressSequentially(' f');
  await expect(page.getByRole('listbox')).toBeAttached();
  expect(asked.filter((url) => !url.startsWith(baseURL))).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(answer.headers()['x-robots-tag']).toBe('noindex');
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex');
});
