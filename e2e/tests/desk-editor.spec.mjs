// Writing at the desk: nothing that is typed is lost, and nobody's words are written over unseen.
import { test } from '@playwright/test';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeFindsNothingInBoth } from '../axe.mjs';
import * as desk from '../desk.mjs';
import { axeFindsNothing, copy, expect, headline, move, notices, once, ready, saved, state, text } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';

test.describe.configure({ mode: 'default' });
let newsroom;
let count = 0;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  newsroom = await startNewsroom();
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
  newsroom.user('petro@tide.example', 'Petro Bondar', 'editor');
});
test.afterAll(() => newsroom?.close());

const signIn = (page, email) => desk.signIn(newsroom, page, email);
const begin = (page) => desk.begin(newsroom, page);

test('a story is written by keys alone, and saved by itself', async ({ page }) => {
  await signIn(page);
  const address = await begin(page);
  await expect(headline(page)).toBeFocused();
  await page.keyboard.type('The bridge opens');
  await page.keyboard.press('Enter');
  await page.keyboard.type('After nine years.');
  await page.keyboard.press('Enter');
  await expect(text(page)).toBeFocused();
  await page.keyboard.type('## Dawn\n');
  await page.keyboard.type('It was **cold** and *dark*.\n');
  await page.keyboard.type('- one\ntwo\n\n');
  await page.keyboard.type('> Never again\n\n');
  await page.keyboard.type('/numb');
  await expect(page.getByRole('option', { name: 'Numbered list' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.type('first');
  await saved(page);
  const { text: is } = await copy(page, address);
  expect(is.title).toBe('The bridge opens');
  expect(is.standfirst).toBe('After nine years.');
  expect(is.document.content.map((node) => node.type)).toEqual(['heading', 'paragraph', 'bulletList', 'blockquote', 'orderedList']);
  expect(is.document.content[1].content[1]).toEqual({ type: 'text', text: 'cold', marks: [{ type: 'bold' }] });

  // The toolbar is one stop, and arrows go along it.
  await page.keyboard.press('Alt+F10');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('toolbar', { name: 'Text' }).getByRole('button', { name: 'Bold' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(text(page)).toBeFocused();

  // A block moves by keys.
  await page.keyboard.press('Alt+ArrowUp');
  await saved(page);
  await page.keyboard.press('Control+s');
  await expect.poll(async () => (await copy(page, address)).text.document.content.map((node) => node.type)).toEqual(['heading', 'paragraph', 'bulletList', 'orderedList', 'blockquote']);

  // A link by keys.
  await move(page, 'Control+Home', 'Shift+End');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('tide.example/dawn');
  await page.keyboard.press('Enter');
  await expect(text(page).getByRole('link', { name: 'Dawn' })).toHaveAttribute('href', 'https://tide.example/dawn');
  await axeFindsNothing(page);
});

test('what was typed is there again after the server was killed in mid-typing', once, async ({ page }) => {
  await signIn(page);
  const address = await begin(page);
  await page.keyboard.type('Storm');
  await text(page).click();
  await page.keyboard.type('The first words are saved.');
  await saved(page);
  await page.keyboard.type(' These are typed while');
  await newsroom.kill();
  await page.keyboard.type(' the server is dead.');
  await expect(state(page)).toContainText('no connection, kept in this browser');
  await page.goto('about:blank');
  await newsroom.start();
  await page.goto(address);
  await ready(page);
  await expect(text(page)).toContainText('These are typed while the server is dead.');
  await expect.poll(async () => JSON.stringify((await copy(page, address)).text.document)).toContain('the server is dead.');
});

test('what a page left behind in the browser is put back, once', once, async ({ page }) => {
  await signIn(page);
  const address = await begin(page);
  await page.keyboard.type('Left');
  await saved(page);
  // What it sends while it goes does not arrive either.
  await page.evaluate(() => (window.fetch = () => Promise.reject(new TypeError('no connection'))));
  await page.keyboard.type(' behind');
  await expect(state(page)).toContainText('kept in this browser');
  await page.goto('about:blank');
  await page.goto(address);
  await ready(page);
  await expect(headline(page)).toHaveValue('Left behind');
  await expect(notices(page).getByText('It is put back.')).toBeVisible();
  await saved(page);
  expect((await copy(page, address)).text.title).toBe('Left behind');
  await page.reload();
  await ready(page);
  await expect(headline(page)).toHaveValue('Left behind');
  await expect(notices(page).getByText('It is put back.')).toHaveCount(0);
});

test('a page that stays open saves when the server is there again', once, async ({ page }) => {
  await signIn(page);
  const address = await begin(page);
  await page.keyboard.type('Ebb');
  await saved(page);
  await newsroom.kill();
  await page.keyboard.type(' and flow');
  await expect(state(page)).toContainText('kept in this browser');
  await newsroom.start();
  await saved(page);
  expect((await copy(page, address)).text.title).toBe('Ebb and flow');
});

test('offline, the text stays in the browser, and is saved when the connection is there again', once, async ({ page, context }) => {
  await signIn(page);
  const address = await begin(page);
  await context.setOffline(true);
  await page.keyboard.type('Written on a train');
  await expect(state(page)).toContainText('Not saved: no connection, kept in this browser');
  await axeFindsNothing(page);
  await context.setOffline(false);
  await saved(page);
  expect((await copy(page, address)).text.title).toBe('Written on a train');
});

test('one has the pen: another reads along, takes over, and nothing is written over', once, async ({ page, browser }) => {
  await signIn(page);
  const address = await begin(page);
  await page.keyboard.type('Two at one desk');
  await text(page).click();
  await page.keyboard.type('First words.');
  await saved(page);

  const other = await (await browser.newContext()).newPage();
  await signIn(other, 'petro@tide.example');
  await other.goto(address);
  await ready(other);
  await expect(notices(other).getByText(/^Olena Koval is writing \(since (\d+ \w+, )?\d\d:\d\d\)$/)).toBeVisible();
  await expect(text(other)).toHaveAttribute('contenteditable', 'false');
  await expect(headline(other)).not.toBeEditable();
  await axeFindsNothing(other);
  await page.keyboard.type(' Second words.');
  await expect(text(other)).toContainText('Second words.');

  // The first does not know yet, writes on, and is told; her words are kept.
  await page.route('**/pen', (route) => route.abort());
  await other.getByRole('button', { name: 'Take over' }).click();
  await expect(text(other)).toHaveAttribute('contenteditable', 'true');
  await text(other).click();
  await other.keyboard.type('Petro’s words. ');
  await page.keyboard.type(' Words too late.');
  await expect(notices(page).getByText(/Petro Bondar is writing|Petro Bondar has changed/).first()).toBeVisible();
  await expect(text(page)).toContainText('Words too late.');
  await saved(other);
  expect(JSON.stringify((await copy(other, address)).text.document)).not.toContain('too late');
  await page.unroute('**/pen');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(notices(page).getByText(/^Petro Bondar is writing/).first()).toBeVisible();
  // There is one way out of two texts, and no other beside it.
  await expect(page.getByRole('button', { name: 'Take over' })).toHaveCount(0);
  await page.getByRole('button', { name: 'See theirs' }).click();
  await expect(page.getByRole('dialog')).toContainText('Petro’s words.');
  await axeFindsNothing(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Put mine in place of theirs' }).click();
  await saved(page);
  expect(JSON.stringify((await copy(page, address)).text.document)).toContain('too late');
  await expect(notices(other).getByText(/^Olena Koval is writing/)).toBeVisible();
  await expect(text(other)).toContainText('Words too late.');
  // Who was writing reads on from where they were.
  await expect(text(other)).toBeFocused();
  await expect(text(other)).toHaveAttribute('aria-readonly', 'true');
  await other.context().close();
});

test('what is written after it was refused is kept when one goes on with the other text', once, async ({ page, context }) => {
  await signIn(page);
  const address = await begin(page);
  await page.keyboard.type('One writer, two windows');
  await text(page).click();
  await page.keyboard.type('Common words.');
  await saved(page);
  // Does not learn that the pen is taken before it saves.
  await page.route('**/pen', (route) => route.abort());
  const second = await context.newPage();
  await second.goto(address);
  await ready(second);
  await second.getByRole('button', { name: 'Write here' }).click();
  await desk.hasPen(second);

  await page.keyboard.type(' Refused.');
  await expect(notices(page).getByText('You are writing at this story in another window now. Your text is kept among the revisions.')).toBeVisible();
  await expect(state(page)).toHaveText('Not saved over what you wrote in another window');
  await page.keyboard.type(' Later still.');
  await page.unroute('**/pen');
  await page.getByRole('button', { name: 'See the other text' }).click();
  await page.getByRole('dialog', { name: 'The text that is saved' }).getByRole('button', { name: 'Go on with the other text' }).click();
  await expect(text(page)).toHaveText('Common words.');
  await expect(page.getByRole('button', { name: 'Write here' })).toBeFocused();
  await page.goto(`${address}revisions/`);
  await page.getByRole('row').filter({ hasText: 'Not taken over' }).first().getByRole('link').first().click();
  await expect(page.getByRole('main')).toContainText('Common words. Refused. Later still.');
});

test('whoever leaves lays the pen down', once, async ({ page, browser }) => {
  await signIn(page);
  const address = await begin(page);
  await page.keyboard.type('Left in haste');
  await page.goto('about:blank');
  const other = await (await browser.newContext()).newPage();
  await signIn(other, 'petro@tide.example');
  await expect(async () => {
    await other.goto(address);
    await ready(other);
    await expect(headline(other)).toHaveValue('Left in haste', { timeout: 500 });
    await expect(headline(other)).toBeEditable({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await other.context().close();
});

test('whoever leaves before they hear that the pen is theirs lays it down, too', once, async ({ page, browser }) => {
  await signIn(page);
  await page.addInitScript(() => {
    const ask = window.fetch;
    window.fetch = async (path, ...rest) => {
      const answer = await ask(path, ...rest);
      if (!String(path).endsWith('/pen')) return answer;
      window.isGiven = true;
      return new Promise(() => {});
    };
  });
  await page.getByRole('button', { name: 'New story' }).click();
  await page.waitForFunction(() => window.isGiven);
  const address = page.url();
  await page.goto('about:blank');
  const other = await (await browser.newContext()).newPage();
  await signIn(other, 'petro@tide.example');
  await expect(async () => {
    await other.goto(address);
    await ready(other);
    await expect(headline(other)).toBeEditable({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await other.context().close();
});

test('a session that ends while one writes: signing in beside it, and the text goes on', async ({ page, context }) => {
  await signIn(page);
  const address = await begin(page);
  await page.keyboard.type('Signed');
  await saved(page);
  await context.clearCookies();
  await page.keyboard.type(' out');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(dialog).toBeVisible();
  await axeFindsNothing(page);
  const [tab] = await Promise.all([context.waitForEvent('page'), dialog.getByRole('link', { name: 'Sign in (opens a new tab)' }).click()]);
  await signIn(tab);
  await page.bringToFront();
  await expect(dialog).toBeHidden();
  await saved(page);
  expect((await copy(page, address)).text.title).toBe('Signed out');
  await headline(page).press('End');
  await headline(page).pressSequentially(' and in');
  await page.keyboard.press('Control+s');
  await expect.poll(async () => (await copy(page, address)).text.title).toBe('Signed out and in');
});

test('what is published is what was just typed; what is missing is pointed out', once, async ({ page }) => {
  await signIn(page);
  await begin(page);
  const publish = page.getByRole('button', { name: 'Publish now' });
  await expect(page.getByRole('region', { name: 'Before publishing' })).toContainText('The headline is missing');
  await publish.click();
  await expect(headline(page)).toBeFocused();
  const title = `Published in one go ${(count += 1)} ${test.info().project.name}`;
  await page.keyboard.type(title);
  await text(page).click();
  await page.keyboard.type('/picture with');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Before publishing' })).toContainText('Picture 1 in the text has no alt text');
  const before = page.getByRole('region', { name: 'Before publishing' });
  await before.getByRole('button', { name: 'There is no section' }).click();
  await expect(page.getByRole('combobox', { name: 'Section and tags' })).toBeFocused();
  await page.keyboard.type('Energy');
  await page.keyboard.press('Enter');
  await before.getByRole('button', { name: 'There is no byline' }).click();
  await expect(page.getByRole('combobox', { name: 'Bylines' })).toBeFocused();
  await page.getByRole('button', { name: 'Picture 1 in the text has no credit' }).click();
  await expect(page.getByRole('group', { name: 'Picture', exact: true }).getByRole('textbox', { name: /^Credit/ })).toBeFocused();
  await page.keyboard.type('Olena Koval');
  await expect(page.getByRole('region', { name: 'Before publishing' })).not.toContainText('has no credit');
  await publish.click();
  await expect(page.locator('.state')).toContainText('Published');
  const [reader] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: 'On the site' }).click()]);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(title);
});

test('the list of what is missing changes under nobody who is at it', async ({ page }) => {
  await signIn(page);
  await begin(page);
  const before = page.getByRole('region', { name: 'Before publishing' });
  const line = before.getByRole('button', { name: 'There is no byline' });
  // Who points at a line while the one above it goes.
  await headline(page).fill('Under the hand');
  await line.hover();
  await page.mouse.down();
  // As long as the list waits, and begun after it.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 400)));
  await page.mouse.up();
  await expect(page.getByRole('combobox', { name: 'Bylines' })).toBeFocused();
  await expect(before).not.toContainText('The headline is missing');
  // Who is there by keys.
  await headline(page).fill('');
  await line.focus();
  await expect(before.getByRole('listitem').first()).toHaveText('The headline is missing – needed');
  await expect(line).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Bylines' })).toBeFocused();
});

test('a picture of the library is taken for the lead and for the card, by keys alone', async ({ page }) => {
  copyFileSync(new URL('../../demo/pictures/river-bridge.jpg', import.meta.url), join(newsroom.folder, 'river-bridge.jpg'));
  newsroom.publish('---\ntitle: The bridge\npicture: river-bridge.jpg\n---\nWords of it.\n');
  await signIn(page);
  const address = await begin(page);
  const library = page.getByRole('dialog', { name: 'Pictures of the library' });
  const take = async (button) => {
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(library.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('no such');
    await expect(library.getByRole('status')).toHaveText('No picture is there.');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('RIVER');
    await expect(library.getByRole('button', { name: /^Take/ })).toHaveText('river-bridge.jpg');
    await axeFindsNothing(page);
    await library.getByRole('button', { name: 'Take river-bridge.jpg' }).focus();
    await page.keyboard.press('Enter');
    await expect(library).toHaveCount(0);
    await expect(button).toBeFocused();
  };
  await take(page.locator('.lead-picture').getByRole('button', { name: 'From the library' }));
  await page.locator('summary', { hasText: 'Social card' }).click();
  await take(page.getByRole('button', { name: 'From the library, for the card', exact: true }));
  await expect.poll(async () => (await copy(page, address)).text.og_image).toMatch(/\/river-bridge\.jpg$/);
  const { feature_image: lead } = (await copy(page, address)).text;
  expect(lead.src).toMatch(/\/river-bridge\.jpg$/);
  expect(lead.width).toBeGreaterThan(0);
});

test('the link of a preview is copied by a button, where there is a clipboard', once, async ({ page }) => {
  // The clipboard is one for all browsers of a machine.
  await page.addInitScript(() => {
    const writeText = async (text) => {
      if (globalThis.refuses) throw new Error('no');
      globalThis.copied = text;
    };
    Object.defineProperty(navigator, 'clipboard', { value: globalThis.name === 'none' ? undefined : { writeText }, configurable: true });
  });
  await signIn(page);
  await begin(page);
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByRole('button', { name: 'Copy the link' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('Copied');
  expect(await page.evaluate(() => globalThis.copied)).toBe(await page.getByLabel('Link').inputValue());
  await axeFindsNothing(page);
  await page.evaluate(() => (globalThis.refuses = true));
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByRole('status')).toContainText('copy it yourself');
  await page.evaluate(() => (globalThis.name = 'none'));
  await page.goBack();
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(page.getByLabel('Link')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy the link' })).toBeHidden();
});

test('older pictures of the library are a button away, and the keyboard is at the first of them', async ({ page }) => {
  await signIn(page);
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 4, height: 3 });
    for (let n = 0; n < 49; n += 1) {
      canvas.getContext('2d').fillStyle = `rgb(${n}, 0, 0)`;
      canvas.getContext('2d').fillRect(0, 0, 4, 3);
      const form = new FormData();
      form.append('file', await new Promise((done) => canvas.toBlob(done)), `older-${n}.png`);
      const headers = { 'x-form-code': document.querySelector('meta[name="form-code"]').content, accept: 'application/json' };
      const sent = await fetch('/desk/media/', { method: 'POST', headers, body: form });
      if (!sent.ok) throw new Error(await sent.text());
    }
  });
  await begin(page);
  const library = page.getByRole('dialog', { name: 'Pictures of the library' });
  await page.locator('.lead-picture').getByRole('button', { name: 'From the library' }).click();
  await library.getByRole('searchbox').fill('no such');
  await expect(library.getByRole('status')).toHaveText('No picture is there.');
  await library.getByRole('searchbox').fill('older-');
  await expect(library.getByRole('status')).toHaveText('48 pictures are shown; there are older ones.');
  await axeFindsNothing(page);
  await library.getByRole('button', { name: 'Older pictures' }).focus();
  await page.keyboard.press('Enter');
  const oldest = library.getByRole('button', { name: 'Take older-0.png' });
  await expect(oldest).toBeFocused();
  await expect(library.getByRole('status')).toHaveText('49 pictures are shown.');
  await expect(library.getByRole('button', { name: /^Take/ })).toHaveCount(49);
  await expect(library.getByRole('button', { name: 'Older pictures' })).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(library).toHaveCount(0);
  await expect(page.locator('.lead-picture img')).toHaveAttribute('src', /older-0/);
});

test('a story is found by its headline, to link it', once, async ({ page }) => {
  await signIn(page);
  await begin(page);
  await page.keyboard.type('The lighthouse keeper');
  await saved(page);
  await begin(page);
  await page.keyboard.type('Another');
  await text(page).click();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Or a story of ours' }).fill('lighthouse');
  await expect(page.getByRole('listbox', { name: 'Or a story of ours' }).getByRole('option').first()).toContainText('The lighthouse keeper');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(text(page).getByRole('link', { name: 'The lighthouse keeper' })).toHaveAttribute('href', /lighthouse/);
});

test('a name that is left half written is no section and no byline; a new one is said to be new', once, async ({ page }) => {
  await signIn(page);
  const address = await begin(page);
  await page.keyboard.type('Half a name');
  const field = page.getByRole('combobox', { name: 'Section and tags' });
  await field.fill('Cit');
  await text(page).click();
  await page.keyboard.type('Words.');
  await saved(page);
  await expect(page.locator('.many').getByText('“Cit” is not added: Enter makes it a new one.')).toBeVisible();
  expect((await copy(page, address)).text.tags).toEqual([]);
  await field.fill('City');
  await field.press('Enter');
  await expect(page.getByRole('list', { name: 'Section and tags' })).toContainText('new');
  await saved(page);
  expect((await copy(page, address)).text.tags).toEqual(['City']);
  await axeFindsNothing(page);
  // The frame of a picture that is chosen is as wide as the text.
  await text(page).click();
  await page.keyboard.type(' /picture with');
  await page.keyboard.press('Enter');
  const frame = page.getByRole('group', { name: 'Picture', exact: true });
  await frame.getByRole('textbox', { name: 'What is to be seen' }).focus();
  await page.keyboard.press('Escape');
  await expect(frame).toHaveClass(/chosen/);
  const widths = await frame.evaluate((one) => [one.offsetWidth, one.parentElement.clientWidth]);
  expect(widths[0]).toBeGreaterThan(widths[1] * 0.8);
});

test('what is written is in the language of the story, and goes in its direction', once, async ({ page }) => {
  await signIn(page);
  await page.goto(`${newsroom.url}/desk/settings/`);
  await page.getByLabel('Further languages').fill('ar');
  await page.locator('.stay').getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/done=1/);
  const address = await begin(page);
  const written = [page.locator('#title'), text(page), page.locator('[data-field="feature_image.caption"]')];
  for (const one of written) await expect(one).toHaveAttribute('lang', 'en');
  await page.keyboard.type('الضباب فوق النهر');
  await page.getByText('Address and language').click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ar');
  for (const one of written) {
    await expect(one).toHaveAttribute('lang', 'ar');
    await expect(one).toHaveAttribute('dir', 'rtl');
  }
  // What the desk says stays in its own language.
  await expect(page.locator('label', { has: written[2] }).locator('span').first()).toHaveAttribute('lang', 'en');
  await saved(page);
  await page.goto(`${newsroom.url}/desk/stories/`);
  const line = page.getByRole('link', { name: 'الضباب فوق النهر' });
  await expect(line).toHaveAttribute('lang', 'ar');
  await line.click();
  await ready(page);
  expect(page.url()).toBe(address);
  await expect(text(page)).toHaveAttribute('dir', 'rtl');
  await axeFindsNothing(page);
});

test('axe finds nothing, light and dark, and nothing is cut off at 320 pixels', async ({ page }) => {
  await signIn(page);
  await begin(page);
  await text(page).click();
  await page.keyboard.type('/table');
  await page.keyboard.press('Enter');
  for (const cell of ['One', 'Two', 'Three']) {
    await page.keyboard.type(cell);
    await page.keyboard.press('Tab');
  }
  await move(page, 'Control+End');
  for (const what of ['quote', 'box', 'related', 'picture with']) {
    await page.keyboard.type(`/${what}`);
    await page.keyboard.press('Enter');
    await move(page, 'Control+End');
  }
  for (const group of await page.locator('.panel > details').all()) await group.evaluate((one) => (one.open = true));
  await axeFindsNothingInBoth(page);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await axeFindsNothing(page);
});
