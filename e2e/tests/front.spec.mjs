// The front page and the ways from it, by mouse and by keyboard.
import { expect, test } from '@playwright/test';

test('a reader goes from the front page to a story, its section, its author and back', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle(/Meridian/);
  await expect(page.getByRole('banner')).toBeVisible();
  const lead = page.locator('main article h2 a, main article h1 a').first();
  const headline = (await lead.innerText()).trim();
  await lead.click();

  const story = page.locator('main article').first();
  await expect(story.getByRole('heading', { level: 1 })).toHaveText(headline);
  await story.locator('a[href*="/author/"]').first().click();
  await expect(page).toHaveURL(/\/author\/[a-z0-9-]+\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goBack();
  await page.locator('main a[href*="/tag/"]').first().click();
  await expect(page).toHaveURL(/\/tag\/[a-z0-9-]+\/$/);
  await page.getByRole('banner').getByRole('link', { name: /Meridian/ }).click();
  await expect(page).toHaveURL(/\/$/);
});

test('the first tab stop is the skip link, which shows itself and moves the focus into the page', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no tab key');
  for (const path of ['/', await firstStory(page)]) {
    await page.goto(path);
    await page.keyboard.press('Tab');
    const skip = page.locator(':focus');
    await expect(skip).toHaveAttribute('href', /^#/);
    await expect(skip).toBeInViewport();
    const target = (await skip.getAttribute('href')).slice(1);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`#${target}$`));
    await page.keyboard.press('Tab');
    const inside = await page.evaluate((id) => document.getElementById(id).contains(document.activeElement), target);
    expect(inside, `focus goes into #${target} of ${path}`).toBe(true);
  }
});

test('a keyboard alone opens a story from the front page', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no tab key');
  await page.goto('/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press('Tab');
    const story = await page.evaluate(() => document.activeElement.matches('main article a[href]') && /^\/[a-z0-9-]+\/$/.test(new URL(document.activeElement.href).pathname));
    if (story) break;
  }
  const focused = page.locator(':focus');
  const outline = await focused.evaluate((link) => getComputedStyle(link).outlineStyle);
  expect(outline, 'the focus is visible').not.toBe('none');
  await page.keyboard.press('Enter');
  await expect(page.locator('main article').getByRole('heading', { level: 1 })).toBeVisible();
});

test('older stories are reached page by page, and a page that does not exist says so', async ({ page }) => {
  await page.goto('/page/2/');
  await expect(page.locator('main article, main li').first()).toBeVisible();
  const answer = await page.goto('/page/999/');
  expect(answer.status()).toBe(404);
  await expect(page.getByRole('main')).toContainText(/[a-z]/);
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page).not.toHaveURL(/\/page\/999\//);
});

async function firstStory(page) {
  await page.goto('/');
  return page.locator('main article h2 a, main article h1 a').first().getAttribute('href');
}
