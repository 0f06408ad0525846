// The editor by keys: its menus and forms, and the way out of a box.
import { test } from '@playwright/test';
import { axeFindsNothing, begin, copy, expect, move, saved, signIn, text } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';

test.describe.configure({ mode: 'default' });
let newsroom;

test.beforeAll(async () => {
  newsroom = await startNewsroom();
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
});
test.afterAll(() => newsroom?.close());

test('the toolbar inserts by a menu: going along it changes nothing, Enter does', async ({ page }) => {
  await signIn(newsroom, page);
  await begin(newsroom, page);
  await text(page).click();
  const insert = page.getByRole('toolbar', { name: 'Text' }).getByRole('button', { name: 'Insert' });
  await insert.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'Insert' });
  await expect(menu.getByRole('menuitem', { name: 'Picture', exact: true })).toBeFocused();
  await expect(insert).toHaveAttribute('aria-expanded', 'true');
  await axeFindsNothing(page);
  await page.keyboard.press('t');
  await expect(menu.getByRole('menuitem', { name: 'Table' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem', { name: 'Related story' })).toBeFocused();
  await expect(text(page).locator('.frame')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(insert).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('t');
  await page.keyboard.press('Enter');
  await expect(text(page).getByRole('table')).toBeVisible();
  await expect(text(page)).toBeFocused();
  await move(page, 'Control+End');
  await insert.click();
  await menu.getByRole('menuitem', { name: 'Box' }).click();
  await expect(page.getByRole('group', { name: 'Box' })).toBeVisible();
  await expect(menu).toBeHidden();
});

test('what a screen reader is told: no more than what is new', async ({ page }) => {
  await signIn(newsroom, page);
  await begin(newsroom, page);
  // A count that changes with each key is no part of what describes the field.
  const title = page.locator('#title');
  const described = () => title.evaluate((area) => document.getElementById(area.getAttribute('aria-describedby')).textContent);
  const all = new Set();
  for (const key of 'Tide turns at dawn') {
    await page.keyboard.type(key);
    all.add(await described());
  }
  expect([...all]).toEqual(['Short']);
  await expect(page.locator('.story-head')).toContainText('18 characters. Short');
  await page.keyboard.type(' over the harbour');
  expect(await described()).toBe('');
  // The options of the menu stay the same ones: new ones would all be read out.
  await text(page).click();
  await page.keyboard.type('/');
  const menu = page.getByRole('listbox', { name: 'Insert' });
  await menu.waitFor();
  const options = await menu.getByRole('option').elementHandles();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
  expect(await Promise.all(options.map((one) => one.evaluate((option) => option.isConnected)))).not.toContain(false);
  const chosen = menu.getByRole('option', { selected: true });
  await expect(chosen).toHaveCount(1);
  await expect(text(page)).toHaveAttribute('aria-activedescendant', await chosen.getAttribute('id'));
  expect(await chosen.evaluate((option) => [...option.parentElement.children].indexOf(option))).toBe(1);
  await page.keyboard.type('qq');
  await expect(menu).toBeHidden();
  const aloud = page.locator('#editor > [aria-live="polite"]');
  await expect(aloud).toContainText('Nothing is called so.');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('One');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Two');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(aloud).toContainText('Moved up.');
  await page.keyboard.press('Alt+Shift+Delete');
  await expect(aloud).toContainText('Deleted.');
});

test('Enter on the empty last line of a box leaves it', async ({ page }) => {
  await signIn(newsroom, page);
  const address = await begin(newsroom, page);
  await page.keyboard.type('Out of the box');
  await text(page).click();
  await page.keyboard.type('/box');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Within');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Behind');
  await saved(page);
  const { content } = (await copy(page, address)).text.document;
  const line = (words) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] });
  expect(content.slice(0, 2)).toEqual([{ type: 'callout', content: [line('Within')] }, line('Behind')]);
});

test('addresses become links as they are typed', async ({ page }) => {
  await signIn(newsroom, page);
  const address = await begin(newsroom, page);
  await page.keyboard.type('Links');
  await text(page).click();
  await page.keyboard.type('See [the paper](paper.example/a), or (https://tide.example/b?c=d). Not `https://code.example ` nor [this](javascript:x), then https://tide.example/e_f');
  await page.keyboard.press('Enter');
  await page.keyboard.type('https://tide.example ');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await page.keyboard.type('[one');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two](https://tide.example/g)');
  await saved(page);
  const plain = (words) => ({ type: 'text', text: words });
  const link = (words, href) => ({ ...plain(words), marks: [{ type: 'link', attrs: { href } }] });
  const { content } = (await copy(page, address)).text.document;
  expect(content).toEqual([
    {
      type: 'paragraph',
      content: [
        plain('See '), link('the paper', 'https://paper.example/a'), plain(', or ('), link('https://tide.example/b?c=d', 'https://tide.example/b?c=d'),
        plain('). Not '), { ...plain('https://code.example '), marks: [{ type: 'code' }] }, plain(' nor [this](javascript:x), then '),
        link('https://tide.example/e_f', 'https://tide.example/e_f'),
      ],
    },
    // Taken back by the key that takes back.
    { type: 'paragraph', content: [plain('https://tide.example ')] },
    // What is no text among the words: all of it stays as it was typed.
    { type: 'paragraph', content: [plain('[one'), { type: 'hardBreak' }, plain('two](https://tide.example/g)')] },
  ]);
});

test('what is typed after something was put in does not take its place', async ({ page }) => {
  await signIn(newsroom, page);
  const address = await begin(newsroom, page);
  await page.keyboard.type('Put in');
  await text(page).click();
  await page.keyboard.type('/rule');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Behind');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/embed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'From another site' }).getByRole('textbox', { name: 'Address' })).toBeFocused();
  await page.keyboard.type('https://tide.example/film');
  await text(page).getByText('Behind').click();
  await move(page, 'End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/video');
  await expect(page.getByRole('listbox', { name: 'Insert' }).getByRole('option')).toHaveText(['Video', 'From another site']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('/related');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Related story' }).getByRole('combobox')).toBeFocused();
  await saved(page);
  const { content } = (await copy(page, address)).text.document;
  expect(content.map((node) => node.type)).toEqual(['horizontalRule', 'paragraph', 'relatedStory', 'embed']);
  expect(content[3].attrs.url).toBe('https://tide.example/film');
});

test('a link’s form is a dialog of the page’s main part', async ({ page }) => {
  await signIn(newsroom, page);
  await begin(newsroom, page);
  await text(page).click();
  await page.keyboard.type('Words');
  await page.keyboard.press('Shift+Home');
  await expect(page.getByRole('toolbar', { name: 'What is selected' })).toBeVisible();
  await axeFindsNothing(page);
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('main').getByRole('dialog', { name: 'Link' });
  await expect(dialog.getByLabel('Address')).toBeFocused();
  await axeFindsNothing(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(text(page)).toBeFocused();
});
