// What a story page carries (PAGE.md's parts that are there), checked on the demo's richest story and by name.
import { expect, test } from '@playwright/test';
import { kinds } from '../kinds.mjs';

test('the lead picture has its size, its words, its caption and its credit', async ({ page }) => {
  await page.goto(kinds.story);
  const figure = page.locator('main article figure').first();
  const picture = figure.locator('img');
  await expect(picture).toHaveAttribute('width', /^\d+$/);
  await expect(picture).toHaveAttribute('height', /^\d+$/);
  await expect(picture).toHaveAttribute('alt', /\w/);
  await expect(picture).toHaveAttribute('srcset', / \d+w/);
  await expect(figure.locator('figcaption')).toContainText(/\w/);
  await expect(figure.locator('.credit').first()).toContainText(/\w/);
  const natural = await picture.evaluate(async (img) => {
    await img.decode();
    return img.naturalWidth;
  });
  expect(natural).toBeGreaterThan(0);
});

test('the head of the story names section, authors, times and reading time', async ({ page }) => {
  await page.goto(kinds.story);
  const article = page.locator('main article').first();
  await expect(article.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(article.locator('a[href*="/tag/"]').first()).toBeVisible();
  await expect(article.locator('a[href*="/author/"]').first()).toBeVisible();
  await expect(article.locator('time[datetime]').first()).toBeVisible();
  await expect(article).toContainText(/min/);
});

test('search engines are told who wrote it, when, and who took the picture', async ({ page }) => {
  await page.goto(kinds.story);
  const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
  const article = blocks.map((text) => JSON.parse(text)).flatMap((data) => data['@graph'] ?? [data]).find((data) => /NewsArticle/.test(data['@type']));
  expect(article.headline).toBe(await page.getByRole('heading', { level: 1 }).innerText());
  expect([article.author].flat()[0].name).toMatch(/\w/);
  expect(new Date(article.datePublished).getTime()).toBeLessThan(Date.now());
  expect([article.image].flat()[0].creditText).toMatch(/\w/);
});

test('a related story in the text leads to that story', async ({ page }) => {
  await page.goto(kinds.story);
  const related = page.locator('main article .related-story a, main article .card-related a').first();
  const href = await related.getAttribute('href');
  await related.click();
  await expect(page).toHaveURL(new RegExp(`${href}$`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the Ukrainian edition speaks Ukrainian', async ({ page }) => {
  await page.goto(kinds['Ukrainian story']);
  await expect(page.locator('html')).toHaveAttribute('lang', 'uk');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/[а-яіїєґ]/i);
  await expect(page.locator('main article time').first()).toHaveText(/[а-яіїєґ\d]/i);
  await expect(page.getByRole('navigation').first()).toContainText(/[а-яіїєґ]/i);
});

test('the site has its feeds', async ({ page, request }) => {
  for (const path of ['/rss/', kinds.section + 'rss/', kinds.author + 'rss/', '/uk/rss/']) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()['content-type']).toMatch(/xml/);
    const items = await page.evaluate((xml) => {
      const doc = new DOMParser().parseFromString(xml, 'application/xml');
      return doc.querySelector('parsererror') ? -1 : doc.querySelectorAll('item').length;
    }, await answer.text());
    expect(items, path).toBeGreaterThan(0);
  }
});
