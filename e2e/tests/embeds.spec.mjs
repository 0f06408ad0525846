// Embeds load when they are asked for, from the provider's own player, and never before.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { startNewsroom } from '../newsroom.mjs';

const addresses = {
  YouTube: ['https://www.youtube.com/watch?v=abc_1-2', 'https://www.youtube-nocookie.com/embed/abc_1-2'],
  Telegram: ['https://t.me/durov/43', 'https://t.me/durov/43?embed=1'],
  X: ['https://x.com/a/status/20', 'https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20'],
  OpenStreetMap: ['https://www.openstreetmap.org/#map=10/50.5/30.5', 'https://www.openstreetmap.org/export/embed.html?bbox='],
};
const body = Object.values(addresses).map(([address]) => address).join('\n\n');
const story = (language) => `---\ntitle: Seen elsewhere\nslug: seen-${language}\nlanguage: ${language}\n---\nBefore.\n\n${body}\n\nAfter.\n`;

let newsroom;
test.beforeAll(async () => {
  newsroom = await startNewsroom({ demo: true });
  newsroom.publish(story('en'));
  newsroom.publish(story('uk'));
  // Another process wrote; the server hears of it moments later.
  await expect.poll(async () => (await fetch(`${newsroom.url}/uk/seen-uk/`)).status).toBe(200);
});
test.afterAll(() => newsroom.close());

/** Answers for all other servers, and writes down what they were asked. */
async function elsewhere(page) {
  const asked = [];
  await page.route((url) => url.origin !== new URL(newsroom.url).origin, (route) => {
    asked.push(route.request());
    return route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><title>Player</title><button>Play</button>' });
  });
  return asked;
}

for (const [path, hint] of [['/seen-en/', 'A click loads this from Telegram'], ['/uk/seen-uk/', 'Після натискання це завантажиться з Telegram']]) {
  test(`a click loads the provider's player and the keyboard goes into it: ${path}`, async ({ page }) => {
    const asked = await elsewhere(page);
    const problems = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(newsroom.url + path);
    await expect(page.locator('.embed')).toHaveCount(4);
    await expect(page.locator('.embed-telegram')).toContainText(hint);
    expect(asked).toEqual([]);
    expect((await new AxeBuilder({ page }).include('.body').analyze()).violations).toEqual([]);
    for (const [provider, [address, player]] of Object.entries(addresses)) {
      // Each on a fresh page: the browser may give a click or a key to a frame that is just taking the keyboard.
      await page.goto(newsroom.url + path);
      const embed = page.locator(`.embed[data-provider="${provider}"]`);
      const link = embed.locator('.embed-link');
      const frame = embed.locator('iframe');
      await link.click();
      expect(await frame.getAttribute('src')).toContain(player);
      await expect(frame.contentFrame().getByRole('button', { name: 'Play' })).toBeVisible();
      await expect.poll(() => frame.contentFrame().locator('html').evaluate(() => document.hasFocus())).toBe(true);
      await page.keyboard.press('Tab');
      await expect(frame.contentFrame().getByRole('button', { name: 'Play' })).toBeFocused();
      expect(await frame.getAttribute('sandbox')).not.toContain('top-navigation');
      await expect(link).toHaveAttribute('href', address);
    }
    expect(asked).toHaveLength(4);
    for (const request of asked) expect(request.headers().referer ?? '').not.toContain('seen');
    expect(problems).toEqual([]);
  });

  test(`one after another, all of them play on one page: ${path}`, async ({ page }) => {
    const asked = await elsewhere(page);
    await page.goto(newsroom.url + path);
    for (const provider of Object.keys(addresses)) {
      const embed = page.locator(`.embed[data-provider="${provider}"]`);
      const frame = embed.locator('iframe');
      // Beside a frame that has just come, the browser may give a click to what stood there before: then it is made again.
      await expect(async () => {
        if ((await frame.count()) === 0) await embed.locator('.embed-link').click();
        await expect(frame).toHaveCount(1, { timeout: 1000 });
      }).toPass();
      await expect(frame.contentFrame().getByRole('button', { name: 'Play' })).toBeVisible();
    }
    await expect(page.locator('.embed iframe')).toHaveCount(4);
    expect(asked).toHaveLength(4);
    expect(new URL(page.url()).pathname).toBe(path);
  });

  test(`the page's policy lets no other frame in: ${path}`, async ({ page }) => {
    await page.goto(newsroom.url + path);
    const refused = page.evaluate(() => new Promise((done) => {
      document.addEventListener('securitypolicyviolation', (event) => done(event.blockedURI));
      const frame = Object.assign(document.createElement('iframe'), { src: 'https://evil.example/' });
      document.body.append(frame);
    }));
    expect(await refused).toContain('evil.example');
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  for (const path of ['/seen-en/', '/uk/seen-uk/']) {
    test(`an embed is a link that says where it leads: ${path}`, async ({ page }) => {
      const asked = await elsewhere(page);
      await page.goto(newsroom.url + path);
      for (const [provider, [address]] of Object.entries(addresses)) {
        await expect(page.locator('.body').getByRole('link', { name: provider, exact: true })).toHaveAttribute('href', address);
      }
      await expect(page.locator('.embed-hint')).toHaveCount(0);
      expect(asked).toEqual([]);
    });
  }
});
