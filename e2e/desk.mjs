// What tests of the desk do again and again: sign in, begin a story, find the parts of the editor.
import { expect as usual } from '@playwright/test';
import { axeFindsNothing as onTheWhole } from './axe.mjs';

/** Of a test to which a phone has nothing to add. */
export const once = { tag: '@once' };

export const expect = usual.configure({ timeout: 20_000 });

export async function signIn(newsroom, page, email = 'olena@tide.example') {
  await page.goto(`${newsroom.url}/desk/sign-in/`);
  await page.fill('[name="email"]', email);
  await page.fill('[name="password"]', newsroom.password);
  await page.click('button.main');
  await page.waitForURL(/\/desk\/stories\//);
}

/** Begins a story and gives its address. */
export async function begin(newsroom, page) {
  await page.goto(`${newsroom.url}/desk/stories/`);
  await page.getByRole('button', { name: 'New story' }).click();
  await ready(page);
  return page.url();
}

export const ready = (page) => page.locator('#editor[data-ready]').waitFor();
/** Waits until this page has the pen. */
export const hasPen = (page) => expect(text(page)).toHaveAttribute('contenteditable', 'true');
export const text = (page) => page.getByRole('textbox', { name: 'Text of the story' });
export const headline = (page) => page.getByRole('textbox', { name: 'Headline' });
export const state = (page) => page.locator('.saving');
/** What stands above the text of the story; it is said aloud in a place of its own. */
export const notices = (page) => page.getByRole('region', { name: 'Notices' });
/** With the day where midnight has passed since. */
export const saved = (page) => expect(state(page)).toHaveText(/^Saved (\d+ \w+, )?\d\d:\d\d$/);

/** From now on the test is told of dialogs for files: the browser learns of it in a turn of its own, and one that is opened before is shown to nobody. */
export const catchDialogs = (page) => page.on('filechooser', () => {});

/** Does what loads the editor anew, and waits until the next page has the pen: the one that goes has it, too, until it is gone. */
export async function reopened(page, act) {
  await page.locator('#editor').evaluate((editor) => delete editor.dataset.ready);
  await act();
  await ready(page);
  await hasPen(page);
}

/** After a click: the browser tells of a new selection in a turn of its own, and a key that the editor acts upon before would do so where the cursor was. */
export const selected = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

/** Presses keys that move the cursor. */
export async function move(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await selected(page);
  }
}

/** Puts the cursor below a table or frame that the text ends with. */
export const below = (page) =>
  expect(async () => {
    await move(page, 'Control+End', 'ArrowDown');
    await expect(page.locator('.ProseMirror-gapcursor')).toBeAttached({ timeout: 500 });
  }).toPass();

/** What the server has. */
export const copy = (page, address) =>
  page.evaluate(async (path) => (await fetch(`${path}copy`, { headers: { accept: 'application/json' } })).json(), new URL(address).pathname);

/** What is shown in frames is not of the desk. */
export const axeFindsNothing = (page) => onTheWhole(page, { without: 'iframe' });
