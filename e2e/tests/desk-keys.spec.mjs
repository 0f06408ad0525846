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
