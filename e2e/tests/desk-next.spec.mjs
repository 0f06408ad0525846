// The bar of what comes next: always in sight, over nothing that has the keyboard, with the checks of the forms; and a
// page that is open while another changes the story's state.
import { test } from '@playwright/test';
import { axeFindsNothing, begin, copy, expect, hasPen, headline, ready, reopened, saved, signIn, state, text } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';

test.describe.configure({ mode: 'default' });
let newsroom;

test.beforeAll(async () => {
  newsroom = await startNewsroom();
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
  newsroom.user('petro@tide.example', 'Petro Bondar', 'editor');
  newsroom.user('ines@tide.example', 'Ines Calder', 'contributor');
});
test.afterAll(() => newsroom?.close());

const bar = (page) => page.getByRole('region', { name: 'What comes next' });
const deed = (page, name) => bar(page).getByRole('button', { name, exact: true });
const standing = (page) => page.locator('.head .state');

async function story(page, title) {
  const address = await begin(newsroom, page);
  await hasPen(page);
  await headline(page).fill(title);
  await text(page).click();
  await page.keyboard.type('The boats wait.');
  await saved(page);
  return address;
}

async function add(page, label, value) {
  const field = page.getByRole('combobox', { name: label });
  await field.fill(value);
  await field.press('Enter');
}

test('a story is published, updated and given a time from the bar', async ({ page }) => {
  await signIn(newsroom, page);
  const address = await story(page, 'Ebb');
  await expect(bar(page)).toContainText(/Draft\s*Saved (\d+ \w+, )?\d\d:\d\d/);
  await expect(state(page)).toHaveCount(1);
  await expect(bar(page).getByRole('status')).toHaveCount(1);
  await expect(deed(page, 'Publish')).toHaveAttribute('title', 'Publish (Ctrl+Shift+Enter)');

  // What is missing is pointed out first, with the words of the form.
  await page.keyboard.press('Control+Shift+Enter');
  const before = page.getByRole('region', { name: 'Before publishing' });
  await expect(before).toBeFocused();
  await expect(before).toContainText('There is no byline');
  await page.keyboard.press('Control+Shift+Enter');
  await expect(standing(page)).toContainText('Draft');
  await add(page, 'Section and tags', 'Sea');
  await add(page, 'Bylines', 'Olena Koval');
  await text(page).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Still.');
  await reopened(page, () => page.keyboard.press('Control+Shift+Enter'));
  await expect(standing(page)).toContainText('Published');
  await expect(page).toHaveURL(/done=published/);
  await expect(text(page)).toHaveText('The boats wait. Still.');
  await expect(bar(page)).toContainText('Published');
  await expect(bar(page).getByRole('button')).toHaveCount(0);

  // An update asks what readers are told, and a correction for its words.
  await text(page).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Twice.');
  await deed(page, 'Update…').click();
  await expect(page.getByLabel('The time of the update')).toBeFocused();
  await page.getByLabel('A correction, shown for ever').check();
  await deed(page, 'Update…').click();
  const words = page.getByLabel('What was wrong, and what is right');
  await expect(words).toBeFocused();
  // Who writes one first means it to be shown.
  await page.getByLabel('The time of the update').check();
  await words.fill('They waited twice.');
  await expect(page.getByLabel('A correction, shown for ever')).toBeChecked();
  await reopened(page, () => deed(page, 'Update').click());
  await expect(page).toHaveURL(/done=published/);
  await expect(bar(page).getByRole('button')).toHaveCount(0);
  await expect.poll(async () => (await page.request.get(`${newsroom.url}/ebb/`)).text()).toContain('They waited twice.');
  expect((await copy(page, address)).text.title).toBe('Ebb');

  // A time that was typed is what comes next; then another.
  await story(page, 'Flow');
  await add(page, 'Section and tags', 'Sea');
  await add(page, 'Bylines', 'Olena Koval');
  await page.locator('form#publish').getByLabel(/^Time/).fill('2100-01-01T10:00:00');
  await reopened(page, () => deed(page, 'Publish at its time').click());
  await expect(standing(page)).toContainText('Scheduled');
  await deed(page, 'Another time…').click();
  await expect(page.locator('form#publish').getByLabel(/^Time/)).toBeFocused();
});

test('what is written at a scheduled story is said not to go out, until it is scheduled again', async ({ page }) => {
  await signIn(newsroom, page);
  const address = await story(page, 'Bore');
  await add(page, 'Section and tags', 'Sea');
  await add(page, 'Bylines', 'Olena Koval');
  const at = page.locator('form#publish').getByLabel(/^Time/);
  await at.fill('2100-01-01T10:00:00');
  await reopened(page, () => deed(page, 'Publish at its time').click());
  const unseen = /changes that readers will not get at 1 Jan 2100, 10:00 until you schedule it again/;
  await expect(at).toHaveValue(/^2100-01-01T10:00/);
  await expect(bar(page)).not.toContainText('changes');
  await expect(standing(page).getByText(unseen)).toBeHidden();
  await text(page).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Long.');
  await expect(bar(page)).toContainText(unseen);
  await expect(standing(page).getByText(unseen)).toBeVisible();
  await expect(bar(page).getByRole('button')).toHaveText(['Schedule with these changes']);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await axeFindsNothing(page);
  await saved(page);
  await page.goto(address);
  await ready(page);
  await expect(bar(page)).toContainText(unseen);
  await at.fill('2100-01-02T10:00:00');
  await expect(bar(page).getByRole('button')).toHaveText(['Publish at its time']);
  await at.fill('2100-01-01T10:00:00');
  await reopened(page, () => deed(page, 'Schedule with these changes').click());
  await expect(page).toHaveURL(/done=scheduled/);
  await expect(bar(page)).not.toContainText('changes');
  await expect(bar(page).getByRole('button')).toHaveText(['Another time…']);
});

test('who does not publish sends to review from the bar, to somebody', async ({ page }) => {
  await signIn(newsroom, page, 'ines@tide.example');
  await story(page, 'Spring tide');
  await deed(page, 'To review…').click();
  const to = page.getByLabel('Go on with it');
  await expect(to).toBeFocused();
  await to.selectOption('Petro Bondar');
  await expect(deed(page, 'To review')).toBeVisible();
  await page.keyboard.press('Control+Shift+Enter');
  await expect(standing(page)).toContainText('In review');
  await expect(standing(page)).toContainText('for Petro Bondar');
  await ready(page);
  await expect(bar(page).getByRole('button')).toHaveCount(0);
});

test('only trouble, its end and what is saved by hand are said aloud', async ({ page, context }) => {
  await signIn(newsroom, page);
  await story(page, 'Race');
  const aloud = bar(page).getByRole('status');
  await expect(aloud).toHaveText('');
  await page.evaluate(() => {
    globalThis.said = 0;
    new MutationObserver(() => (globalThis.said += 1)).observe(document.querySelector('.next [role="status"]'), { childList: true, characterData: true, subtree: true });
  });
  for (const word of [' One.', ' Two.']) {
    await page.keyboard.type(word);
    await expect(state(page)).toHaveText('Not saved yet');
    await saved(page);
  }
  expect(await page.evaluate(() => globalThis.said)).toBe(0);
  // Each of them, also within the same minute, when the words are the same.
  const texts = [''];
  for (let time = 1; time <= 3; time += 1) {
    await page.keyboard.press('Control+s');
    await expect.poll(() => page.evaluate(() => globalThis.said)).toBe(time);
    texts.push(await aloud.evaluate((line) => line.textContent));
    await expect(aloud).toHaveText(/^Saved /);
    expect(texts[time]).not.toBe(texts[time - 1]);
  }
  await context.setOffline(true);
  await page.keyboard.type(' Three.');
  await expect(aloud).toHaveText(/^Not saved: no connection/);
  await context.setOffline(false);
  await expect(aloud).toHaveText(/^Saved /);
  expect(await page.evaluate(() => globalThis.said)).toBe(5);
});

for (const [width, height] of [[1280, 800], [320, 640]]) {
  test(`the bar is one row in sight at ${width} pixels and covers nothing that has the keyboard`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await signIn(newsroom, page);
    await story(page, 'Neap tide');
    for (let i = 0; i < 20; i += 1) await page.keyboard.press('Enter');
    await page.keyboard.type('The end.');
    await saved(page);
    const box = () => bar(page).boundingBox();
    const inner = (await deed(page, 'Publish').boundingBox()).height;
    for (const to of ['start', 'end']) {
      await page.evaluate((at) => scrollTo(0, at === 'start' ? 0 : document.body.scrollHeight), to);
      const at = await box();
      expect(Math.round(at.y + at.height)).toBe(height);
      expect(at.height).toBeLessThan(inner * 1.8);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await axeFindsNothing(page);
    }

    // The last line that is written, and each stop of the Tab key, forwards and backwards.
    await text(page).click();
    await page.keyboard.press('Control+End');
    const below = async () => {
      const line = await text(page).locator('p').last().boundingBox();
      return line.y + line.height - (await box()).y;
    };
    await expect.poll(below).toBeLessThanOrEqual(0);
    const covered = () =>
      page.evaluate(() => {
        const [at, bar] = [document.activeElement, document.querySelector('.next')];
        if (!at || at === document.body || bar.contains(at) || at.id === 'text') return '';
        return at.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1 ? at.outerHTML.slice(0, 120) : '';
      });
    for (const key of ['Tab', 'Shift+Tab']) {
      await page.evaluate(() => document.querySelector('form#comment button').focus());
      if (key === 'Tab') await page.evaluate(() => document.querySelector('.skip').focus());
      for (let i = 0; i < 60; i += 1) {
        await page.keyboard.press(key);
        await expect.poll(covered, `${key}, ${i}`).toBe('');
      }
    }
  });
}

test('a page that is open learns what another did, and its forms wait', async ({ page, browser }) => {
  await signIn(newsroom, page);
  const address = await story(page, 'Low water');
  const other = await (await browser.newContext()).newPage();
  await signIn(newsroom, other, 'petro@tide.example');
  await other.goto(address);
  await ready(other);
  await other.getByRole('button', { name: 'Publish now' }).click();
  await expect(standing(other)).toContainText('Published');
  await ready(other);

  const notice = page.getByRole('region', { name: 'Notices' });
  await expect(notice).toContainText(/Petro Bondar has published this story at (\d+ \w+, )?\d\d:\d\d\. Load the page again to see it\./);
  await expect(bar(page)).toContainText('Published');
  await expect(deed(page, 'Load again')).toBeVisible();
  await axeFindsNothing(page);
  // A form that was drawn for the draft is not sent.
  await page.getByRole('button', { name: 'Send to review' }).click();
  await expect(notice.getByRole('button', { name: 'Load again' })).toBeFocused();
  await expect(page).toHaveURL(address);
  await page.route('**/copy', (route) => route.abort());
  await text(page).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Long.');
  await deed(page, 'Load again').click();
  await expect(notice).toContainText('Not loaded again');
  await page.unroute('**/copy');
  await reopened(page, () => page.keyboard.press('Control+Shift+Enter'));
  await expect(standing(page)).toContainText('Published');
  await expect(text(page)).toHaveText('The boats wait. Long.');
  await expect(notice).not.toContainText('has published');
  await expect(state(page)).toHaveText(/saved/i);

  // Taken off by the one who has the page open now: the other is told who.
  await page.getByText('Embargo, taking off').click();
  await page.getByText('Take it off the site…').click();
  await axeFindsNothing(page);
  await page.getByRole('button', { name: 'Take it off the site' }).click();
  await expect(standing(page)).toContainText('Draft');
  await expect(other.getByRole('region', { name: 'Notices' })).toContainText(/Olena Koval has taken this story off the site at (\d+ \w+, )?\d\d:\d\d\./);
  await other.context().close();
});

test('under an embargo the bar and the form offer only what would be taken, until it ends', async ({ page }) => {
  await signIn(newsroom, page);
  const address = await story(page, 'Slack water');
  await page.getByText('Embargo, taking off').click();
  await page.getByLabel(/^Not before/).fill('2100-01-01T10:00:00');
  await reopened(page, () => page.getByRole('button', { name: 'Set embargo' }).click());
  await expect(page).toHaveURL(/done=embargo/);
  await expect(bar(page).getByRole('button')).toHaveText(['Give it a time…']);
  await expect(page.getByRole('button', { name: 'Publish now' })).toHaveCount(0);
  await axeFindsNothing(page);
  await deed(page, 'Give it a time…').click();
  const at = page.locator('form#publish').getByLabel(/^Time/);
  await expect(at).toBeFocused();
  // The key, too, does not send what would be refused.
  await page.keyboard.press('Control+Shift+Enter');
  await at.fill('2099-12-31T10:00:00');
  await expect(bar(page).getByRole('button')).toHaveText(['Give it a time…']);
  await at.fill('2100-01-01T10:00:00');
  await expect(bar(page).getByRole('button')).toHaveText(['Publish at its time']);
  await expect(page).toHaveURL(/done=embargo/);
  await expect(standing(page)).toContainText('Draft');

  // A page that is open when it ends.
  await page.clock.install({ time: new Date('2100-01-01T09:58:00Z') });
  await reopened(page, () => page.goto(address));
  await expect(bar(page).getByRole('button')).toHaveText(['Give it a time…']);
  await page.clock.fastForward('03:00');
  await expect(bar(page).getByRole('button')).toHaveText(['Publish']);
  await expect(page.getByRole('button', { name: 'Publish now' })).toBeVisible();
  await expect(page.getByText(/^Under embargo until/)).toBeHidden();
});

test('taking a story off and withdrawing it ask first, by keys and without scripts', async ({ browser }) => {
  newsroom.publish('---\ntitle: High water\n---\nThe boats wait.\n');
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(newsroom, page);
  await page.getByRole('link', { name: 'High water' }).click();
  const button = (name) => page.getByRole('button', { name, exact: true });
  const reader = () => page.request.get(`${newsroom.url}/high-water/`);
  const open = async (question) => {
    await page.getByText('Embargo, taking off').press('Enter');
    for (const name of ['Take it off the site', 'Withdraw it']) await expect(button(name)).toHaveCount(0);
    await page.getByText(question).press('Enter');
  };

  await open('Withdraw it…');
  await expect(page.getByText(/^Readers get 410 \(gone\) at its address, with the reason/)).toBeVisible();
  const reason = page.getByLabel(/^Why it is withdrawn/);
  await page.keyboard.press('Tab');
  await expect(reason).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('   ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Say why the story is withdrawn');
  expect((await reader()).status()).toBe(200);
  await reason.fill('It was not so.');
  await reason.press('Enter');
  await expect(standing(page)).toContainText('Withdrawn');
  const gone = await reader();
  expect([gone.status(), (await gone.text()).includes('It was not so.')]).toEqual([410, true]);

  await button('Publish now').click();
  await expect(standing(page)).toContainText('Published');
  await open('Take it off the site…');
  await expect(page.getByText(/^It is a draft again\. Readers get 404/)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(button('Take it off the site')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(standing(page)).toContainText(/Draft · not on the site any more, was published/);
  expect((await reader()).status()).toBe(404);
  await page.context().close();
});
