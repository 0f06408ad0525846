// What the reader's page must not do: call others, set cookies, need scripts, move, overflow.
import { expect, test } from '@playwright/test';
import { isMissing, kinds } from '../kinds.mjs';

// The Ukrainian edition has the same templates.
const most = Object.entries(kinds).filter(([kind]) => !/^Ukrainian (?!front|story|exhibit)/.test(kind));

test('no page calls another server, sets a cookie or complains in the console', async ({ page, baseURL, context }) => {
  test.slow();
  const [foreign, complaints] = [[], []];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL) && !request.url().startsWith('data:')) foreign.push(request.url());
  });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400 && !isMissing(response.url())) complaints.push(`${response.status()} ${response.url()}`);
  });
  for (const [, path] of most) {
    await page.goto(path);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForLoadState('networkidle');
  }
  expect(foreign).toEqual([]);
  expect(complaints.filter((text) => !/(404 \(Not Found\)|410 \(Gone\))/.test(text))).toEqual([]);
  expect(await context.cookies()).toEqual([]);
});

test('no page is wider than the window, from 320 pixels to 1920, nor at 200 % text size', async ({ page, isMobile }) => {
  test.skip(isMobile, 'the widths are set here');
  test.slow();
  for (const [kind, path] of Object.entries(kinds)) {
    await page.goto(path);
    for (const width of [320, 360, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over, `${kind} at ${width} pixels`).toBeLessThanOrEqual(0);
    }
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every page shows its heading and its links work', async ({ page }) => {
    for (const [kind, path] of most) {
      await page.goto(path);
      await expect(page.getByRole('heading').first(), kind).toBeVisible();
      if (!kind.endsWith('page')) await expect(page.getByRole('main').getByRole('link').first(), kind).toBeVisible();
    }
    await page.goto('/');
    await page.locator('main article h2 a, main article h1 a').first().click();
    await expect(page.locator('main article').getByRole('heading', { level: 1 })).toBeVisible();
  });
});

test('the pictures of a story keep their place while they load', async ({ page }) => {
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const path of [kinds.front, kinds.story]) {
    await page.goto(path, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => window.shifts), path).toBeLessThan(0.02);
  }
});
