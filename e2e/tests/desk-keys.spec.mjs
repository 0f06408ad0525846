// The desk by keys and on small screens: keys on every layout, what finds everything, previews as wide as a desktop.
import { test } from '@playwright/test';
import { begin, expect, hasPen, headline, saved, signIn, text } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';

test.describe.configure({ mode: 'default' });
let newsroom;

test.beforeAll(async () => {
  newsroom = await startNewsroom();
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
  for (const title of ['Ferries return', 'A bridge opens', 'Night trams']) newsroom.publish(`---\ntitle: ${title}\n---\nWords of it.\n`);
});
test.afterAll(() => newsroom?.close());

/** Presses a key of another layout, and says whether the browser was kept from doing its own. */
const press = (page, key, code, more = {}) =>
  page.evaluate(([key, code, more]) => !(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...more })), [key, code, more]);

test('keys of one letter are found by their place where letters are not Latin, else by their letter', async ({ page }) => {
  await signIn(newsroom, page);
  const words = page.getByLabel('Words, or how they begin');
  // Russian and Ukrainian: the stop; Arabic: a letter.
  for (const key of ['.', 'ظ', '/']) {
    await words.blur();
    expect(await press(page, key, 'Slash'), key).toBe(true);
    await expect(words).toBeFocused();
  }
  await words.blur();
  // German, French; Dvorak, where this place has another letter, and a letter at the place of N.
  for (const [key, code] of [['-', 'Slash'], ['!', 'Slash'], ['z', 'Slash'], ['b', 'KeyN'], ['ñ', 'KeyN']]) expect(await press(page, key, code), `${key} at ${code}`).toBe(false);
  await expect(words).not.toBeFocused();
  // Dvorak has its N at the place of L.
  await page.evaluate(() => document.addEventListener('click', (event) => event.target.dataset?.key && (event.preventDefault(), (window.clicks = (window.clicks ?? 0) + 1))));
  for (const [key, code] of [['т', 'KeyN'], ['ν', 'KeyN'], ['n', 'KeyL'], ['n', 'KeyN']]) expect(await press(page, key, code), `${key} at ${code}`).toBe(true);
  expect(await page.evaluate(() => window.clicks)).toBe(4);
  expect(await press(page, 'Т', 'KeyN', { shiftKey: true })).toBe(false);
});

test('the editor saves by Ctrl and the key of S on a Cyrillic layout, and the browser saves no page', async ({ page }) => {
  await signIn(newsroom, page);
  await begin(newsroom, page);
  await hasPen(page);
  await headline(page).fill('Пором знову ходить');
  await text(page).click();
  expect(await press(page, 'і', 'KeyS', { ctrlKey: true })).toBe(true);
  await saved(page);
  expect(await press(page, 'ы', 'KeyS', { metaKey: true })).toBe(true);
  // Dvorak: its O lies there, and its S elsewhere.
  expect(await press(page, 'o', 'KeyS', { ctrlKey: true })).toBe(false);
  expect(await press(page, 's', 'Semicolon', { ctrlKey: true })).toBe(true);
  // Where nothing is saved by it, the browser does as ever.
  await page.goto(`${newsroom.url}/desk/board/`);
  expect(await press(page, 's', 'KeyS', { ctrlKey: true })).toBe(false);
});

test('the preview of a desktop is as wide as one, and fits the place it has', async ({ page }) => {
  await signIn(newsroom, page);
  await page.goto(`${newsroom.url}/desk/arrange/picks/`);
  await page.getByRole('button', { name: 'Preview' }).click();
  const shown = page.frameLocator('iframe.desktop');
  await expect(shown.getByText('Night trams').first()).toBeVisible();
  // More than is seen, with a link at its end.
  const long = () => page.locator('iframe.desktop').evaluate((frame) => {
    const end = Object.assign(frame.contentDocument.createElement('p'), { innerHTML: '<a id="end" href="/">The end</a>' });
    end.style.marginBlockStart = '3000px';
    frame.contentDocument.body.append(end);
  });
  await long();
  for (const width of [1280, 768, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const measures = () => page.evaluate(() => {
      const of = (name) => {
        const frame = document.querySelector(`iframe.${name}`);
        const box = (one) => one.getBoundingClientRect();
        return { inside: frame.contentWindow.innerWidth, high: box(frame).height, over: box(frame).right - box(frame.parentElement).right, under: Math.abs(box(frame).bottom - box(frame.parentElement).bottom), wide: box(frame).width / box(frame.parentElement).width };
      };
      return { desktop: of('desktop'), phone: of('phone'), page: document.documentElement.scrollWidth };
    });
    await expect.poll(async () => (await measures()).desktop.inside, `at ${width}`).toBe(1280);
    await expect.poll(async () => (await measures()).desktop.over, `at ${width}`).toBeLessThan(1);
    const { desktop, phone, page: whole } = await measures();
    expect(desktop.wide).toBeGreaterThan(0.98);
    // The place ends where it ends, and one sees much of it.
    expect(desktop.under).toBeLessThan(8);
    expect(desktop.high).toBeGreaterThan(Math.min(width, 700));
    expect(whole).toBeLessThanOrEqual(width);
    if (width >= 768) expect(Math.abs(phone.inside - 390)).toBeLessThan(3);
    else expect(Math.abs(phone.inside - (width - 42))).toBeLessThan(3);
  }
  // It goes by the wheel and by keys.
  await page.setViewportSize({ width: 1280, height: 900 });
  const down = () => page.locator('iframe.desktop').evaluate((frame) => frame.contentWindow.scrollY);
  await page.locator('iframe.desktop').hover();
  await page.mouse.wheel(0, 300);
  await expect.poll(down).toBeGreaterThan(100);
  await shown.locator('#end').focus();
  await expect(shown.locator('#end')).toBeInViewport();
  await page.keyboard.press('Control+Home');
  await expect.poll(down).toBe(0);
});
