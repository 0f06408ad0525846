// A day at the desk of a newsroom that begins empty: set-up, a reporter who joins, a story with a picture, a quote, a table
// and a related story, review, comment, a time, readers who see it at that second, a correction, the front page, and an
// old state that comes back. The same on SQLite and on PostgreSQL.
import { test } from '@playwright/test';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { axeFindsNothing, below, catchDialogs, copy, expect, hasPen, headline, move, ready, reopened, saved, text } from '../desk.mjs';
import { parseMail } from '../mail.mjs';
import { startNewsroom, startPostgres } from '../newsroom.mjs';

const password = 'seven grey herons at dusk';
const picture = new URL('../../demo/pictures/', import.meta.url).pathname;
const aPicture = join(picture, readdirSync(picture).find((name) => name.endsWith('.jpg')));

for (const engine of ['SQLite', 'PostgreSQL']) {
  test(`a day at the desk, on ${engine}`, async ({ browser }) => {
    test.setTimeout(300_000);
    const postgres = engine === 'PostgreSQL' ? await startPostgres() : null;
    const newsroom = await startNewsroom({ database: postgres?.database, log: true });
    try {
      await day(newsroom, browser);
    } finally {
      await newsroom.close();
      await postgres?.close();
    }
  });
}

async function somebody(browser) {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(20_000);
  catchDialogs(page);
  return page;
}

async function letter(newsroom, to, part) {
  const folder = join(newsroom.data, 'outbox');
  const found = () => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.eml')).map((name) => parseMail(readFileSync(join(folder, name), 'utf8'))).filter((mail) => mail.headers.to === to && mail.link(part));
  await expect.poll(() => found().length).toBeGreaterThan(0);
  return found().at(-1).link(part);
}

/** The newsroom's own time, as a field of date and time takes it: `seconds` from now. */
function inSeconds(seconds) {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv', dateStyle: 'short', timeStyle: 'medium' }).format(new Date(Date.now() + seconds * 1000));
  return parts.replace(' ', 'T');
}

/** Loads a page until the reader sees these words there. */
const reads = (reader, address, words) =>
  expect(async () => {
    await reader.goto(address);
    await expect(reader.getByText(words).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });

async function publishFirst(page, url) {
  await page.goto(`${url}/desk/stories/`);
  await page.getByRole('button', { name: 'New story' }).click();
  await ready(page);
  await hasPen(page);
  await headline(page).fill('The old bridge');
  await text(page).click();
  await page.keyboard.type('It stood for ninety years.');
  await saved(page);
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.locator('.state')).toContainText('Published');
}

async function day(newsroom, browser) {
  const { url } = newsroom;
  const owner = await somebody(browser);

  // Set-up, with the code from the log.
  await owner.goto(`${url}/desk/`);
  await expect(owner).toHaveURL(/set-up/);
  await axeFindsNothing(owner);
  await expect.poll(() => /"code":"([a-z0-9-]+)"/.exec(newsroom.log)?.[1]).toBeTruthy();
  await owner.getByLabel('Code from the terminal').fill(/"code":"([a-z0-9-]+)"/.exec(newsroom.log)[1]);
  await owner.getByRole('group', { name: 'The newsroom' }).getByLabel('Name').fill('The Tide');
  await owner.getByLabel('Time zone').fill('Europe/Kyiv');
  await owner.getByRole('group', { name: 'You, the owner' }).getByLabel('Name').fill('Olena Koval');
  await owner.getByLabel('E-mail address').fill('olena@tide.example');
  await owner.getByLabel('Password').fill(password);
  await owner.getByRole('button', { name: 'Set up' }).click();
  await expect(owner.getByRole('heading', { name: 'Stories' })).toBeVisible();
  await publishFirst(owner, url);

  // A reporter is asked to join, and joins.
  await owner.goto(`${url}/desk/people/`);
  const invite = owner.locator('form', { has: owner.getByRole('button', { name: /invit/i }) }).last();
  await invite.getByLabel(/E-mail/).fill('petro@tide.example');
  await invite.getByLabel('Name').fill('Petro Bondar');
  await invite.getByLabel('Role').selectOption('contributor');
  await invite.getByRole('button').last().click();
  const reporter = await somebody(browser);
  await reporter.goto(await letter(newsroom, 'petro@tide.example', '/desk/join/'));
  await reporter.getByLabel(/^Password/).fill('nine black swans at dawn');
  await reporter.getByRole('button', { name: /join/i }).click();
  await expect(reporter.getByRole('heading', { name: 'Stories' })).toBeVisible();

  // The story: picture, quote, table, related story.
  await reporter.getByRole('button', { name: 'New story' }).click();
  await ready(reporter);
  await hasPen(reporter);
  const address = reporter.url();
  await reporter.keyboard.type('The new bridge opens');
  await reporter.keyboard.press('Enter');
  await reporter.keyboard.type('After nine years.');
  await reporter.keyboard.press('Enter');
  await reporter.keyboard.type('It was cold on the quay.\n');
  await reporter.keyboard.type('> Never again\n\n');
  await reporter.keyboard.type('/table');
  await reporter.keyboard.press('Enter');
  for (const [at, word] of ['Year', 'Boats', 'Trains'].entries()) {
    if (at) await reporter.keyboard.press('Tab');
    await reporter.keyboard.type(word);
  }
  await saved(reporter);
  await below(reporter);
  await reporter.keyboard.press('Enter');
  await reporter.keyboard.type('/related');
  await reporter.keyboard.press('Enter');
  const related = reporter.getByRole('group', { name: 'Related story' });
  await related.getByRole('combobox').fill('old bridge');
  await reporter.getByRole('option', { name: /The old bridge/ }).click();
  await saved(reporter);
  await text(reporter).getByText('It was cold on the quay.').click();
  await move(reporter, 'End');
  await reporter.keyboard.press('Enter');
  await reporter.keyboard.type('/picture');
  await expect(reporter.getByRole('listbox', { name: 'Insert' }).getByRole('option').first()).toBeVisible();
  const choosing = reporter.waitForEvent('filechooser');
  await reporter.keyboard.press('Enter');
  await (await choosing).setFiles(aPicture);
  const shown = reporter.getByRole('group', { name: 'Picture', exact: true });
  await shown.getByRole('textbox', { name: /^What is to be seen/ }).fill('A bridge in fog');
  await shown.getByRole('textbox', { name: /^Credit/ }).fill('Ines Calder');
  await saved(reporter);
  const written = await copy(reporter, address);
  expect(written.text.document.content.map((node) => node.type)).toEqual(expect.arrayContaining(['paragraph', 'image', 'blockquote', 'table', 'relatedStory']));
  await axeFindsNothing(reporter);

  // To review; the contributor cannot publish.
  await expect(reporter.getByRole('button', { name: 'Publish now' })).toHaveCount(0);
  await reporter.getByLabel('A word to them').fill('Please read the second sentence.');
  await reporter.getByRole('button', { name: 'Send to review' }).click();
  await expect(reporter.locator('.state')).toContainText('In review');
  await reporter.goto(`${url}/desk/stories/`);

  // The editor comments, changes it, and gives it a time.
  await owner.goto(`${url}/desk/board/`);
  await expect(owner.getByRole('region', { name: 'In review' })).toContainText('Please read the second sentence.');
  await axeFindsNothing(owner);
  await owner.getByRole('link', { name: 'The new bridge opens' }).click();
  await ready(owner);
  await hasPen(owner);
  await expect(owner).toHaveURL(address);
  const said = owner.locator('form#comment');
  await said.getByLabel('About these words (may stay empty)').fill('cold on the quay');
  await said.getByLabel('Comment', { exact: true }).fill('How cold?');
  await reopened(owner, () => said.getByRole('button', { name: 'Say it' }).click());
  await expect(owner.getByRole('article', { name: /Olena Koval/ })).toContainText('How cold?');
  await text(owner).getByText('It was cold on the quay.').click();
  await owner.keyboard.press('End');
  await owner.keyboard.type(' Minus nine.');
  await saved(owner);

  // A reader has the front page before them, and in their cache.
  const reader = await somebody(browser);
  await reads(reader, `${url}/`, 'The old bridge');
  await expect(reader.getByRole('link', { name: 'The new bridge opens' })).toHaveCount(0);
  const at = inSeconds(60);
  await owner.locator('form#publish').getByLabel(/^Time/).fill(at);
  await owner.getByRole('button', { name: 'Schedule' }).click();
  await expect(owner.locator('.state')).toContainText('Scheduled');
  expect((await reader.request.get(`${url}/the-new-bridge-opens/`)).status()).toBe(404);
  let seen;
  await expect.poll(async () => {
    const page = await (await reader.request.get(`${url}/`)).text();
    const is = page.includes('The new bridge opens');
    if (is) seen ??= inSeconds(0);
    return is;
  }, { intervals: [100], timeout: 90_000 }).toBe(true);
  expect(seen >= at, `seen at ${seen}, before ${at}`).toBe(true);
  await reader.goto(`${url}/`);
  await reader.getByRole('link', { name: 'The new bridge opens' }).first().click();
  await expect(reader.getByRole('img', { name: 'A bridge in fog' })).toBeVisible();
  await expect(reader.getByText('Minus nine.')).toBeVisible();
  await expect(reader.locator('blockquote')).toContainText('Never again');
  await expect(reader.locator('table').first()).toContainText('Year');
  await expect(reader.getByRole('link', { name: 'The old bridge' }).first()).toBeVisible();

  // A correction.
  await owner.goto(address);
  await ready(owner);
  await hasPen(owner);
  await text(owner).getByText('Minus nine.').click();
  await owner.keyboard.press('End');
  await owner.keyboard.type(' Celsius.');
  await saved(owner);
  expect(await (await reader.request.get(`${url}/the-new-bridge-opens/`)).text()).not.toContain('Celsius');
  await owner.getByLabel('A correction, shown for ever').check();
  await owner.getByLabel('What was wrong, and what is right').fill('It was minus nine, Celsius.');
  await owner.getByRole('button', { name: 'Update on the site' }).click();
  await expect(owner.locator('.state')).toContainText('Published');
  // A page follows its story within the blink of an eye, not before the editor's own answer.
  await reads(reader, `${url}/the-new-bridge-opens/`, 'It was minus nine, Celsius.');
  await expect(reader.getByText('Celsius.').first()).toBeVisible();
  await reads(reader, `${url}/corrections/`, 'It was minus nine, Celsius.');

  // The front page is arranged.
  await owner.goto(`${url}/desk/arrange/lead/`);
  await owner.getByLabel('Words in its headline').fill('old bridge');
  await owner.getByRole('main').getByRole('button', { name: 'Find' }).click();
  await owner.getByRole('button', { name: 'Add' }).first().click();
  await owner.getByLabel('Headline for this place').fill('Ninety years, and one night');
  await owner.getByRole('button', { name: 'Preview' }).click();
  await expect(owner.frameLocator('iframe.desktop').getByText('Ninety years, and one night').first()).toBeVisible();
  expect(await (await reader.request.get(`${url}/`)).text()).not.toContain('Ninety years, and one night');
  await axeFindsNothing(owner);
  await owner.getByRole('button', { name: 'Put it live' }).click();
  await expect(owner.getByText('It is on the site.')).toBeVisible();
  await reads(reader, `${url}/`, 'Ninety years, and one night');

  // An old state comes back.
  await owner.goto(`${address}revisions/`);
  await axeFindsNothing(owner);
  await owner.getByRole('row', { name: /Sent to review/ }).getByRole('link', { name: 'The new bridge opens' }).click();
  await expect(owner.locator('ins').first()).toContainText('Minus nine');
  await owner.getByRole('button', { name: 'Go back to this state' }).click();
  await ready(owner);
  await hasPen(owner);
  await expect(text(owner)).not.toContainText('Minus nine');
  await expect(owner.locator('.state')).toContainText('changes that readers do not see yet');
  await owner.getByLabel('Nothing: a slip of the pen was mended').check();
  await owner.getByRole('button', { name: 'Update on the site' }).click();
  await expect(owner.locator('.state')).not.toContainText('changes that readers do not see yet');
  const after = async () => (await reader.request.get(`${url}/the-new-bridge-opens/`)).text();
  await expect.poll(after).not.toContain('Minus nine.');
  expect(await after()).toContain('It was minus nine, Celsius.');
}
