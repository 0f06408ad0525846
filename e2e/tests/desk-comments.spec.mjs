// Passages with comments: marked in the text while it is written, never a part of it, and reached by keys there and back.
import { test } from '@playwright/test';
import { axeFindsNothing, begin, copy, expect, hasPen, headline, move, notices, ready, reopened, saved, selected, signIn, text } from '../desk.mjs';
import { startNewsroom } from '../newsroom.mjs';

test('a passage with a comment is marked, follows the text, and is reached by keys', async ({ page, browser }) => {
  const newsroom = await startNewsroom();
  try {
    newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
    newsroom.user('petro@tide.example', 'Petro Bondar', 'editor');
    await signIn(newsroom, page);
    const address = await begin(newsroom, page);
    await hasPen(page);
    await headline(page).fill('Ebb and flow');
    await text(page).click();
    await page.keyboard.type('The tide turns. The boats wait.\nAt night the tide turns.');
    await saved(page);

    // About the second of two places with the same words, by keys alone.
    await move(page, 'ArrowLeft', 'Control+Shift+ArrowLeft', 'Control+Shift+ArrowLeft');
    await expect.poll(() => page.evaluate(() => getSelection().toString())).toBe('tide turns');
    await page.keyboard.press('Control+Alt+m');
    await expect(page.getByLabel('Comment', { exact: true })).toBeFocused();
    await page.keyboard.type('When exactly?');
    await reopened(page, () => page.keyboard.press('Control+Enter'));
    const mark = text(page).getByRole('mark');
    await expect(mark).toHaveText('tide turns');
    await expect(text(page).locator('p').nth(1).getByRole('mark')).toBeVisible();
    await expect(mark).toHaveCSS('text-decoration-line', 'underline');
    const entry = page.getByRole('complementary').getByRole('button', { name: '“tide turns”' });
    await expect(page.getByRole('complementary')).toContainText('Olena Koval When exactly?');

    // It follows what is written before it and in it, and is no part of the text.
    await text(page).locator('p').first().click();
    await page.keyboard.press('Home');
    await page.keyboard.type('At noon the tide turns too. ');
    await entry.press('Enter');
    await expect(text(page)).toBeFocused();
    expect(await page.evaluate(() => getSelection().toString())).toBe('tide turns');
    await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 6; i += 1) await page.keyboard.press('ArrowLeft');
    // In one go, which is undone in one.
    await page.keyboard.insertText(' slowly');
    await expect(mark).toHaveText('tide slowly turns');
    const rewritten = page.getByRole('complementary').getByRole('button', { name: '“tide slowly turns”' });
    await expect(rewritten).toBeVisible();
    await expect(page.getByRole('complementary')).toContainText('was: “tide turns”');
    await saved(page);
    const written = JSON.stringify((await copy(page, address)).text.document);
    expect(written).toContain('"text":"At night the tide slowly turns."');
    expect(written).not.toContain('passage');
    await page.keyboard.press('Control+Alt+m');
    await expect(rewritten).toBeFocused();
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await axeFindsNothing(page);
    }

    // Words that go take their mark along, and bring it back.
    await text(page).locator('p').nth(1).click({ clickCount: 3 });
    await selected(page);
    await page.keyboard.press('Delete');
    // The same words elsewhere are not what was meant.
    await expect(text(page)).toHaveText('At noon the tide turns too. The tide turns. The boats wait.');
    await expect(mark).toHaveCount(0);
    await expect(page.getByText('These words are not in the text any more.')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(text(page)).toContainText('At night the tide slowly turns.');
    await expect(mark).toHaveText('tide slowly turns');
    await page.keyboard.press('Control+z');
    await expect(mark).toHaveText('tide turns');
    await expect(page.getByText('These words are not in the text any more.')).toBeHidden();
    await saved(page);

    // Who only reads along gets there and back too.
    const other = await (await browser.newContext()).newPage();
    await signIn(newsroom, other, 'petro@tide.example');
    await other.goto(address);
    await ready(other);
    await expect(text(other)).toHaveAttribute('contenteditable', 'false');
    const theirs = other.getByRole('complementary').getByRole('button', { name: '“tide turns”' });
    await theirs.press('Enter');
    await expect(text(other)).toBeFocused();
    expect(await other.evaluate(() => getSelection().toString())).toBe('tide turns');
    await other.keyboard.press('Control+Alt+m');
    await expect(theirs).toBeFocused();
    await other.context().close();

    // What is settled is not marked.
    await reopened(page, () => page.getByRole('button', { name: 'Settled' }).click());
    await expect(page.getByRole('article', { name: /Olena Koval/ })).toContainText('settled by Olena Koval');
    await expect(text(page)).toContainText('At night the tide turns.');
    await expect(mark).toHaveCount(0);
    await expect(page.getByText('About passages of the text')).toHaveCount(0);
  } finally {
    await newsroom.close();
  }
});

test('a passage that was rewritten is still the one that was meant when the page is opened again', async ({ page, browser }) => {
  const newsroom = await startNewsroom();
  try {
    newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
    newsroom.user('petro@tide.example', 'Petro Bondar', 'editor');
    await signIn(newsroom, page);
    const address = await begin(newsroom, page);
    await hasPen(page);
    await headline(page).fill('Ebb and flow');
    await text(page).click();
    await page.keyboard.type('The boats wait.\nAt night the tide turns.\nThe moon is up.');
    await saved(page);
    const said = page.locator('form#comment');
    await said.getByLabel('About these words (may stay empty)').fill('the tide turns');
    await said.getByLabel('Comment', { exact: true }).fill('When exactly?');
    await reopened(page, () => said.getByRole('button', { name: 'Say it' }).click());
    const mark = text(page).getByRole('mark');
    await expect(mark).toHaveText('the tide turns');

    // Rewritten in its middle; the same words stand before it now, as they are and as they were.
    await text(page).locator('p').nth(1).click();
    await page.keyboard.press('End');
    for (let i = 0; i < 7; i += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(' slowly');
    await expect(mark).toHaveText('the tide slowly turns');
    await text(page).locator('p').first().click();
    await page.keyboard.press('Home');
    await page.keyboard.type('Here the tide slowly turns. There the tide turns. ');
    await saved(page);
    const again = async () => {
      await page.goto(address);
      await ready(page);
      await hasPen(page);
    };
    await again();
    await expect(mark).toHaveText('the tide slowly turns');
    await expect(text(page).locator('p').nth(1).getByRole('mark')).toHaveCount(1);
    await expect(page.getByRole('complementary')).toContainText('was: “the tide turns”');
    const about = page.getByRole('article', { name: /Olena Koval/ });
    await expect(about.getByRole('blockquote')).toHaveText('the tide slowly turns');
    await expect(about).toContainText('was: “the tide turns”');

    // Written over as a whole, and without a word in common.
    await page.getByRole('complementary').getByRole('button', { name: '“the tide slowly turns”' }).press('Enter');
    await expect(text(page)).toBeFocused();
    await page.keyboard.type('everything floods');
    await expect(text(page)).toContainText('At night everything floods.');
    await expect(mark).toHaveText('everything floods');
    await saved(page);
    await again();
    await expect(mark).toHaveText('everything floods');

    // Whoever reads along sees it where it is.
    const other = await (await browser.newContext()).newPage();
    await signIn(newsroom, other, 'petro@tide.example');
    await other.goto(address);
    await ready(other);
    const theirs = text(other).getByRole('mark');
    await expect(theirs).toHaveText('everything floods');
    await mark.click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await page.keyboard.type('is wet');
    await text(page).locator('p').first().click();
    await page.keyboard.press('Home');
    await page.keyboard.type('Once everything is wet. ');
    await saved(page);
    await expect(text(other)).toContainText('Once everything is wet.');
    await expect(theirs).toHaveText('everything is wet');
    await expect(text(other).locator('p').nth(1).getByRole('mark')).toHaveCount(1);
    await other.context().close();

    // Taken out and saved so, it is gone for the next page too; the same words elsewhere are not meant.
    await text(page).locator('p').nth(1).click({ clickCount: 3 });
    await selected(page);
    await page.keyboard.press('Delete');
    await expect(mark).toHaveCount(0);
    await saved(page);
    // The page that was open brings it back by undoing, to where it was.
    await page.keyboard.press('Control+z');
    await expect(text(page).locator('p').nth(1).getByRole('mark')).toHaveText('everything is wet');
    await page.keyboard.press('Control+y');
    await expect(mark).toHaveCount(0);
    await saved(page);
    await again();
    await expect(mark).toHaveCount(0);
    await expect(page.getByRole('complementary')).toContainText('These words are not in the text any more.');
    await text(page).locator('p').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' And so on.');
    await saved(page);
    await expect(mark).toHaveCount(0);

    // An earlier state of the story has its words again.
    await page.goto(`${address}revisions/`);
    await page.getByRole('row').last().getByRole('link').first().click();
    await page.getByRole('button', { name: 'Go back to this state' }).click();
    await ready(page);
    await hasPen(page);
    await expect(mark).toHaveText(/^the tide (slowly )?turns$/);
  } finally {
    await newsroom.close();
  }
});

test('a comment is written in sight of its button, and who settles one goes on with the next', async ({ page }) => {
  const newsroom = await startNewsroom();
  try {
    newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
    await signIn(newsroom, page);
    await begin(newsroom, page);
    await hasPen(page);
    await headline(page).fill('Ebb and flow');
    await text(page).click();
    await page.keyboard.type('The tide turns.');
    await saved(page);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const words of ['When exactly?', 'And why?']) {
      await text(page).click();
      await page.keyboard.press('Control+a');
      // The field is in sight, its button under the bar.
      await page.evaluate(() => {
        const at = (what) => document.querySelector(what).getBoundingClientRect();
        scrollBy(0, at('form#comment textarea').bottom - at('.next').top + 16);
      });
      await page.keyboard.press('Control+Alt+m');
      await expect(page.getByLabel('Comment', { exact: true })).toBeFocused();
      await expect.poll(() => page.evaluate(() => {
        const at = (what) => document.querySelector(what).getBoundingClientRect();
        return at('.next').top - at('form#comment button').bottom;
      })).toBeGreaterThanOrEqual(0);
      await axeFindsNothing(page);
      await page.keyboard.type(words);
      await page.keyboard.press('Tab');
      await reopened(page, () => page.keyboard.press('Enter'));
    }
    const settle = page.getByRole('button', { name: 'Settled' });
    await expect(settle).toHaveCount(2);
    await reopened(page, () => settle.first().press('Enter'));
    await expect(settle).toHaveCount(1);
    await expect(settle).toBeFocused();
    await axeFindsNothing(page);
    await reopened(page, () => page.keyboard.press('Enter'));
    await expect(settle).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Comments' })).toBeFocused();
    await axeFindsNothing(page);
  } finally {
    await newsroom.close();
  }
});

test('who reads along says something about words that they mark', async ({ page, browser }) => {
  const newsroom = await startNewsroom();
  const context = await browser.newContext();
  try {
    newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
    newsroom.user('petro@tide.example', 'Petro Bondar', 'editor');
    await signIn(newsroom, page);
    const address = await begin(newsroom, page);
    await hasPen(page);
    await headline(page).fill('Slack water');
    await text(page).click();
    await page.keyboard.type('The boats\nwait');
    await saved(page);
    const other = await context.newPage();
    await signIn(newsroom, other, 'petro@tide.example');
    await other.goto(address);
    await ready(other);
    await expect(text(other)).toHaveAttribute('contenteditable', 'false');
    await text(other).getByText('wait').dblclick({ position: { x: 12, y: 12 } });
    const menu = other.getByRole('toolbar', { name: 'What is selected' });
    await expect(menu.getByRole('button')).toHaveText(['Comment']);
    await axeFindsNothing(other);
    await text(other).getByText('The boats').click();
    await expect(menu).toBeHidden();
    await text(other).getByText('wait').dblclick({ position: { x: 12, y: 12 } });
    await menu.getByRole('button').click();
    await expect(other.getByLabel('Comment', { exact: true })).toBeFocused();
    await other.keyboard.type('How long?');
    await other.keyboard.press('Control+Enter');
    await expect(text(other).getByRole('mark')).toHaveText('wait');
    await expect(text(other)).toHaveAttribute('contenteditable', 'false');
  } finally {
    await context.close();
    await newsroom.close();
  }
});

test('a page that is open hears of a comment', async ({ page, browser }) => {
  const newsroom = await startNewsroom();
  try {
    newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
    newsroom.user('petro@tide.example', 'Petro Bondar', 'editor');
    await signIn(newsroom, page);
    const address = await begin(newsroom, page);
    await hasPen(page);
    await headline(page).fill('Low tide');
    await saved(page);
    const other = await (await browser.newContext()).newPage();
    await signIn(newsroom, other, 'petro@tide.example');
    await other.goto(address);
    await ready(other);
    await other.getByLabel('Comment', { exact: true }).fill('Which harbour?');
    await other.getByRole('button', { name: 'Say it' }).click();
    await expect(other.locator('#comments')).toContainText('Which harbour?');
    await ready(other);
    await expect(notices(page)).toContainText('Petro Bondar has commented on this story.');
    // One's own says nothing to oneself.
    await expect(notices(other)).not.toContainText('has commented');
    await reopened(page, () => notices(page).getByRole('button', { name: 'Load again' }).click());
    await expect(page.locator('#comments')).toContainText('Which harbour?');
    await expect(notices(page)).not.toContainText('has commented');
  } finally {
    await newsroom.close();
  }
});
