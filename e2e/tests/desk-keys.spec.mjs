// The desk by keys and on small screens: keys on every layout, what finds everything, previews as wide as a desktop.
import { devices, test } from '@playwright/test';
import { axeFindsNothing, begin, expect, hasPen, headline, ready, saved, signIn, text } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';

test.describe.configure({ mode: 'default' });
let newsroom;

test.beforeAll(async () => {
  newsroom = await startNewsroom();
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
  newsroom.user('cleo@tide.example', 'Cleo Marsh', 'contributor');
  newsroom.user('vera@tide.example', 'Veronika Papadimitriou-Wellington, evenings', 'author');
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

const find = (page) => page.getByRole('dialog', { name: 'Find' });
const field = (page) => find(page).getByRole('combobox');
const options = (page) => find(page).getByRole('option');
const chosen = (page) => find(page).getByRole('option', { selected: true });

test('Ctrl and K finds a story by its headline, and goes there by keys alone', async ({ page }) => {
  await signIn(newsroom, page);
  await page.goto(`${newsroom.url}/desk/board/`);
  const show = page.getByRole('button', { name: 'Show' });
  await show.focus();
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await expect(chosen(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(find(page)).toBeHidden();
  await expect(show).toBeFocused();
  // On a Cyrillic layout, too.
  expect(await press(page, 'л', 'KeyK', { ctrlKey: true })).toBe(true);
  await page.keyboard.type('bri');
  await expect(options(page)).toHaveText([/^A bridge opens\s*Published$/]);
  await expect(find(page).getByRole('status')).toHaveText('One is found.');
  await expect(chosen(page)).toContainText('A bridge opens');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', await chosen(page).getAttribute('id'));
  await axeFindsNothing(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await axeFindsNothing(page, { part: 'colours' });
  await page.setViewportSize({ width: 320, height: 480 });
  await axeFindsNothing(page);
  const { x, y, width, height } = await find(page).boundingBox();
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(320);
  expect(y + height).toBeLessThanOrEqual(480);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/desk\/stories\/[^/]+\/$/);
  await expect(headline(page)).toHaveValue('A bridge opens');
  // Who is faster than the answer gets what it brings.
  await page.goto(`${newsroom.url}/desk/board/`);
  await page.keyboard.press('Control+k');
  await field(page).pressSequentially('ferr');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/desk\/stories\/[^/]+\/$/);
  await expect(headline(page)).toHaveValue('Ferries return');
});

test('what one goes along stays the same elements, and what is not there is said', async ({ page }) => {
  await signIn(newsroom, page);
  await page.keyboard.press('Control+k');
  await expect(options(page).first()).toContainText('Stories');
  await find(page).evaluate((dialog) => (window.changes = new MutationObserver(() => {})).observe(dialog, { childList: true, subtree: true }));
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
  // From the first one up is the last one.
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
  await expect(chosen(page)).toHaveCount(1);
  await expect(chosen(page)).toBeInViewport();
  await page.keyboard.press('ArrowDown');
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
  expect(await page.evaluate(() => window.changes.takeRecords().length)).toBe(0);
  await field(page).fill('zeppelin');
  await expect(find(page).getByRole('status')).toHaveText('Nothing here has these words.');
  await expect(field(page)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  await field(page).fill('arr');
  await expect(chosen(page)).toHaveText(/Arrange/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/desk\/arrange\/$/);
  // The button does the same for those who do not know the key.
  await page.getByRole('banner').getByRole('button', { name: 'Find' }).click();
  await options(page).filter({ hasText: 'Board' }).click();
  await page.waitForURL(/\/desk\/board\/$/);
  await page.keyboard.press('Control+k');
  await field(page).fill('new s');
  await expect(chosen(page)).toHaveText(/New story/);
  await page.keyboard.press('Enter');
  await hasPen(page);
});

test('everybody is offered what is theirs', async ({ page }) => {
  await signIn(newsroom, page, 'cleo@tide.example');
  await page.keyboard.press('Control+k');
  const names = (await options(page).locator('span').allTextContents()).map((name) => name.trim());
  expect(names).toEqual(['Stories', 'Board', 'Media', 'Authors', 'The site', 'Cleo Marsh', 'New story']);
  await field(page).fill('settings');
  await expect(find(page).getByRole('status')).toHaveText('Nothing here has these words.');
});

test('the keys are the link\u2019s in a text, and nobody\u2019s under another dialog', async ({ page }) => {
  await signIn(newsroom, page);
  await begin(newsroom, page);
  await hasPen(page);
  await text(page).click();
  await page.keyboard.type('Words');
  await page.keyboard.press('Control+k');
  await expect(page.locator('.link-form')).toBeVisible();
  await expect(find(page)).toBeHidden();
  await page.keyboard.press('Escape');
  await headline(page).focus();
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(headline(page)).toBeFocused();
  await page.evaluate(() => {
    const other = document.createElement('dialog');
    other.innerHTML = '<button>Close</button>';
    document.body.append(other);
    other.showModal();
  });
  await page.keyboard.press('Control+k');
  await expect(page.locator('dialog[open]')).toHaveCount(1);
  await expect(find(page)).toBeHidden();
  // A key of one letter reaches nothing that lies under it.
  await page.goto(`${newsroom.url}/desk/stories/`);
  await page.keyboard.press('Control+k');
  await find(page).getByRole('button', { name: 'Close' }).focus();
  expect(await press(page, 'n', 'KeyN')).toBe(false);
});

test('on a phone a list begins in sight, and its filters open by a button, or by what is set', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(newsroom, page);
  const fold = page.getByRole('button', { name: 'Filters' });
  const kind = page.getByRole('combobox', { name: 'State', exact: true });
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await expect(kind).toBeHidden();
  await expect(page.getByLabel('Words, or how they begin')).toBeVisible();
  expect((await page.locator('form.filters').boundingBox()).height).toBeLessThan(130);
  await axeFindsNothing(page);
  await fold.press('Enter');
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await expect(fold).toBeFocused();
  // Open, they stand in two columns.
  expect((await page.locator('form.filters').boundingBox()).height).toBeLessThan(380);
  await axeFindsNothing(page);
  // What is in them is not wider than they are.
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.locator('form.filters label').evaluateAll((labels) => labels.filter((label) => label.control.getBoundingClientRect().right > label.getBoundingClientRect().right + 1).length)).toBe(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await kind.selectOption('Published');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/state=published/);
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await expect(kind).toBeVisible();
  await fold.click();
  await expect(kind).toBeHidden();
  // On the board there are no words to look for: what sends them is folded, too.
  await page.goto(`${newsroom.url}/desk/board/`);
  await expect(page.getByRole('button', { name: 'Show' })).toBeHidden();
  await fold.click();
  await expect(page.getByRole('button', { name: 'Show' })).toBeVisible();
  // Where there is room, all is shown and nothing folds.
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${newsroom.url}/desk/stories/`);
  await expect(kind).toBeVisible();
  await expect(fold).toBeHidden();
});

test('without a script all filters are shown on a phone', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await signIn(newsroom, page);
  await expect(page.getByRole('combobox', { name: 'State', exact: true })).toBeVisible();
  expect((await page.locator('form.filters').boundingBox()).height).toBeLessThan(380);
  await context.close();
});

test('the handle of a block is for a mouse, and no finger finds it on the first letter', async ({ page, browser }) => {
  await signIn(newsroom, page);
  const address = await begin(newsroom, page);
  await hasPen(page);
  await text(page).click();
  await page.keyboard.type('The first boat left at six.');
  await text(page).getByText('The first boat').hover();
  await expect(page.locator('.handle')).toBeVisible();
  await page.keyboard.press('Control+s');
  await saved(page);
  const { defaultBrowserType: _, ...phone } = devices['Pixel 7'];
  const context = await browser.newContext({ ...phone, storageState: await page.context().storageState() });
  const small = await context.newPage();
  await small.goto(address);
  await ready(small);
  await text(small).getByText('The first boat').tap();
  await text(small).getByText('The first boat').hover();
  // It is placed there, and not seen.
  await expect(small.locator('.handle:not([hidden])')).toHaveCount(1);
  await expect(small.locator('.handle')).toBeHidden();
  await context.close();
});
