// Arranging by dragging, with a mouse and with a finger: what is let go stays, what is given up goes back, and it is said.
import { test } from '@playwright/test';
import { axeFindsNothing, expect, once, signIn } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';

test.describe.configure({ mode: 'default' });
const titles = ['Ferries return', 'A bridge opens', 'Night trams', 'The old quay'];
let newsroom;

test.beforeAll(async () => {
  newsroom = await startNewsroom();
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
  for (const title of titles) newsroom.publish(`---\ntitle: ${title}\n---\nWords of it.\n`);
});
test.afterAll(() => newsroom?.close());

/** The page of the editors' picks, with all stories in their order on it. */
async function picks(page) {
  await signIn(newsroom, page);
  await page.goto(`${newsroom.url}/desk/arrange/picks/`);
  for (let left = await entries(page).count(); left > 0; left -= 1) {
    await page.getByRole('button', { name: 'Remove' }).first().click();
    await expect(entries(page)).toHaveCount(left - 1);
  }
  for (const title of titles) {
    await page.getByLabel('Words in its headline').fill(title);
    await page.getByRole('main').getByRole('button', { name: 'Find' }).click();
    await page.locator('.found li', { hasText: title }).getByRole('button').click();
    await expect(entries(page).filter({ hasText: title })).toHaveCount(1);
  }
  await expect(entries(page)).toHaveText(titles);
}

test('the keyboard goes on from what was found, and from what is left', once, async ({ page }) => {
  await picks(page);
  await page.getByRole('button', { name: 'Preview' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Phone' })).toBeFocused();
  for (let left = titles.length; left > 0; left -= 1) {
    await page.getByRole('button', { name: 'Remove' }).first().press('Enter');
    await expect(entries(page)).toHaveCount(left - 1);
  }
  await expect(page.locator('.empty')).toBeFocused();
  const words = page.getByLabel('Words in its headline');
  await words.fill('ferries');
  await words.press('Enter');
  await expect(page.locator('.found button')).toBeFocused();
  await expect(said(page)).toHaveText('One story is found.');
  await words.fill('nowhere at all');
  await page.getByRole('main').getByRole('button', { name: 'Find' }).press('Enter');
  await expect(words).toBeFocused();
  await expect(page.locator('fieldset')).toContainText('No story on the site has these words');
});

const entries = (page) => page.locator('ol[data-sortable] > li strong');
const grip = (page, title) => page.locator('ol[data-sortable] > li', { hasText: title }).locator('.grip');
const said = (page) => page.locator('#told');

async function middle(locator) {
  await locator.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

/** A pointer that is down on the grip of an entry: a finger where the project has one, else a mouse. */
async function grab(page, title, isTouch) {
  const from = await middle(grip(page, title));
  let y = from.y;
  if (!isTouch) {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    return { by: (distance) => page.mouse.move(from.x, (y += distance), { steps: 6 }), drop: () => page.mouse.up() };
  }
  const session = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [from]);
  return {
    async by(distance) {
      for (let step = 1; step <= 6; step++) await touch('touchMove', [{ x: from.x, y: y + (distance * step) / 6 }]);
      y += distance;
    },
    drop: () => touch('touchEnd', []),
  };
}

/** How far it is from one entry to the next. */
async function step(page) {
  const [first, second] = await Promise.all([0, 1].map((n) => page.locator('ol[data-sortable] > li').nth(n).boundingBox()));
  return second.y - first.y;
}

test('an entry is dragged to another place, and that is what goes live', async ({ page }, info) => {
  await picks(page);
  await page.setViewportSize({ width: page.viewportSize().width, height: 1400 });
  const far = await step(page);
  const held = await grab(page, titles[0], info.project.use.hasTouch);
  await held.by(far * 2);
  await expect(entries(page)).toHaveText([titles[1], titles[2], titles[0], titles[3]]);
  await held.drop();
  await expect(said(page)).toHaveText(`“${titles[0]}” is number 3 of 4 now. It is not live yet.`);
  await axeFindsNothing(page);
  // The buttons go on from there, and the ends of the list are those of now.
  await expect(page.getByRole('button', { name: `Move “${titles[1]}” up` })).toBeDisabled();
  const back = await grab(page, titles[3], info.project.use.hasTouch);
  await back.by(-far * 3.2);
  await back.drop();
  await expect(said(page)).toHaveText(`“${titles[3]}” is number 1 of 4 now. It is not live yet.`);
  await page.getByRole('button', { name: `Move “${titles[0]}” up` }).click();
  await expect(entries(page)).toHaveText([titles[3], titles[1], titles[0], titles[2]]);
  await page.getByRole('button', { name: 'Put it live' }).click();
  await expect(page.getByText('It is on the site.')).toBeVisible();
  await expect(entries(page)).toHaveText([titles[3], titles[1], titles[0], titles[2]]);
});

test('Escape puts an entry back', async ({ page }, info) => {
  await picks(page);
  await page.setViewportSize({ width: page.viewportSize().width, height: 1400 });
  const held = await grab(page, titles[2], info.project.use.hasTouch);
  await held.by(-(await step(page)) * 2);
  await expect(entries(page)).toHaveText([titles[2], titles[0], titles[1], titles[3]]);
  await page.keyboard.press('Escape');
  await expect(entries(page)).toHaveText(titles);
  await expect(said(page)).toHaveText(`“${titles[2]}” is back: number 3 of 4.`);
  await held.by(-50);
  await held.drop();
  await expect(entries(page)).toHaveText(titles);
});

test('without scripts there is no grip, and the buttons do it', once, async ({ browser }, info) => {
  const page = await (await browser.newContext({ ...info.project.use, javaScriptEnabled: false })).newPage();
  await picks(page);
  await expect(page.locator('.grip')).toHaveCount(0);
  await page.getByRole('button', { name: `Move “${titles[0]}” down` }).click();
  await expect(entries(page)).toHaveText([titles[1], titles[0], titles[2], titles[3]]);
  await expect(said(page)).toHaveText(`“${titles[0]}” is number 2 of 4 now. It is not live yet.`);
  await expect(page.getByRole('button', { name: `Move “${titles[0]}” down` })).toBeFocused();
});

test('by keys alone an entry goes down to the end, and the keyboard stays with it', once, async ({ page }) => {
  await picks(page);
  const down = page.getByRole('button', { name: `Move “${titles[1]}” down` });
  await down.focus();
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText(`“${titles[1]}” is number 3 of 4 now. It is not live yet.`);
  await expect(down).toBeFocused();
  await expect(down).toHaveAccessibleDescription(`“${titles[1]}” is number 3 of 4 now. It is not live yet.`);
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText(`“${titles[1]}” is number 4 of 4 now. It is not live yet.`);
  await expect(down).toBeDisabled();
  await expect(page.getByRole('button', { name: `Move “${titles[1]}” up` })).toBeFocused();
  const remove = (title) => page.getByRole('button', { name: `Remove “${title}”` });
  await remove(titles[1]).focus();
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText(`“${titles[1]}” is removed. That is not live yet.`);
  await expect(remove(titles[3])).toBeFocused();
  await axeFindsNothing(page);
});
