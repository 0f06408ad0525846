// The settings of a newsroom: what is changed there the reader sees; sections become one; pictures are cropped where it was
// said; code runs by its fingerprint.
import { test } from '@playwright/test';
import { axeFindsNothing, expect, signIn } from '../desk.mjs';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNewsroom } from '../newsroom.mjs';

test.describe.configure({ mode: 'default' });
let newsroom;

test.beforeAll(async () => {
  newsroom = await startNewsroom();
  newsroom.user('olena@tide.example', 'Olena Koval', 'owner');
  copyFileSync(new URL('../../demo/pictures/bakery-lamplight.jpg', import.meta.url), join(newsroom.folder, 'dam.jpg'));
  for (const [title, tag, more] of [['The bridge', 'Energy', ''], ['The dam', 'Power', 'picture: dam.jpg\n']]) {
    newsroom.publish(`---\ntitle: ${title}\n${more}tags: [${tag}]\nauthors: [Ada Lovelace]\n---\nWords of it.\n`);
  }
});
test.afterAll(() => newsroom?.close());

const settings = (page) => page.goto(`${newsroom.url}/desk/settings/`);
test('nothing that the Tab key comes to lies under the bar with Save', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await signIn(newsroom, page);
  await settings(page);
  const stops = await page.locator('form.sheet').locator('input:visible, select:visible, textarea:visible, button:visible, a:visible').count();
  await page.locator('form.sheet input:visible').first().focus();
  const covered = () =>
    page.evaluate(() => {
      const [at, bar] = [document.activeElement, document.querySelector('.stay')];
      return at.closest('.stay') || at.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top ? '' : at.outerHTML.slice(0, 120);
    });
  for (let i = 0; i < stops; i += 1) {
    await expect.poll(covered).toBe('');
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.closest('.stay') !== null)) return;
  }
  throw new Error('The Tab key did not come to Save.');
});

const save = (page) => page.getByRole('button', { name: 'Save' }).last().click();

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts';

  test(`what is set the reader sees, and two people lose nothing of each other, ${how}`, async ({ browser }, info) => {
    const open = async () => (await browser.newContext({ ...info.project.use, javaScriptEnabled })).newPage();
    const [page, other, reader] = [await open(), await open(), await open()];
    const name = `The Tide ${info.project.name} ${javaScriptEnabled}`;
    await reader.goto(newsroom.url);
    await signIn(newsroom, page);
    await signIn(newsroom, other);
    await settings(other);
    await settings(page);
    await page.getByLabel('Name', { exact: true }).first().fill(name);
    await page.getByLabel('Main menu').fill('The bridge | /the-bridge/');
    await page.getByLabel('Accent colour', { exact: true }).fill('#0b4f6c');
    await save(page);
    await expect(page.getByRole('status').first()).toHaveText('Saved. The site shows it.');
    // A page follows within the blink of an eye, not before the desk's answer.
    await expect(async () => {
      await reader.reload();
      expect(await reader.title()).toContain(name);
    }).toPass({ timeout: 20_000 });
    await expect(reader.getByRole('link', { name: 'The bridge' }).first()).toBeAttached();

    await other.getByLabel('Description', { exact: true }).first().fill('Of the other');
    await save(other);
    await expect(other.getByRole('alert').first()).toContainText(`Name: now ${name}`);
    await save(other);
    await expect(other.getByRole('status').first()).toHaveText('Saved. The site shows it.');

    await settings(page);
    await expect(page.getByLabel('Name', { exact: true }).first()).toHaveValue(name);
    await page.getByLabel('Time zone').fill('Mars/Base');
    await save(page);
    const problem = page.getByRole('alert').first();
    await expect(problem).toContainText('Time zone: There is no time zone “Mars/Base”');
    await expect(page.locator('.field').getByText('There is no time zone “Mars/Base”')).toBeVisible();
    await problem.getByRole('link', { name: 'Time zone' }).click();
    await expect(page.getByLabel('Time zone')).toBeFocused();
    await expect(page.getByLabel('Time zone')).toHaveValue('Mars/Base');
  });
}

test('the desk is read well with whatever accent colour, by day and at night', async ({ page }) => {
  await signIn(newsroom, page);
  for (const colour of ['#ffcc00', '#00ffff', '#000000', '#9b1c1f']) {
    await settings(page);
    await page.getByLabel('Accent colour', { exact: true }).fill(colour);
    await save(page);
    await expect(page.getByRole('status').first()).toHaveText('Saved. The site shows it.');
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await axeFindsNothing(page);
    }
  }
});

test('sections become one, and the old address leads to the one that stays', async ({ browser }, info) => {
  const page = await (await browser.newContext({ ...info.project.use, javaScriptEnabled: false })).newPage();
  await signIn(newsroom, page);
  await page.goto(`${newsroom.url}/tag/energy/`);
  await expect(page.getByRole('link', { name: 'The dam' })).toHaveCount(0);
  await page.goto(`${newsroom.url}/desk/sections/`);
  await page.getByRole('link', { name: 'Power', exact: true }).click();
  await page.getByLabel('The one that stays').selectOption({ label: 'Energy' });
  await page.getByRole('button', { name: 'Merge “Power” into it' }).click();
  await expect(page.getByRole('status')).toContainText('merged in the background');
  await expect(async () => {
    await page.goto(`${newsroom.url}/tag/power/`);
    expect(new URL(page.url()).pathname).toBe('/tag/energy/');
    await expect(page.getByRole('link', { name: 'The dam' }).first()).toBeAttached({ timeout: 100 });
  }).toPass({ timeout: 20_000 });
});

test('what was typed in a form is not left behind unasked', async ({ page }) => {
  await signIn(newsroom, page);
  await page.goto(`${newsroom.url}/desk/authors/`);
  await page.getByRole('link', { name: 'Ada Lovelace' }).first().click();
  const chooser = page.getByRole('link', { name: /^Portrait: choose one/ });
  const words = page.getByRole('textbox', { name: /^(Bio|About them)/ }).first();
  await words.fill('She wrote the first program.');
  page.once('dialog', (asked) => asked.dismiss());
  await chooser.click();
  await expect(words).toHaveValue('She wrote the first program.');
  page.once('dialog', (asked) => asked.accept());
  await chooser.click();
  await expect(page).toHaveURL(/portrait/);
});

test('what is cropped is cropped around the point that was set, by keys and by a click', async ({ page }) => {
  const position = (picture) => picture.evaluate((img) => getComputedStyle(img).objectPosition);
  const readersSee = async (expected) => {
    await page.goto(newsroom.url);
    const picture = page.locator('.story', { hasText: 'The dam' }).locator('img').first();
    await expect(async () => {
      await page.reload();
      expect(await position(picture)).toBe(expected);
    }).toPass({ timeout: 20_000 });
    expect(await picture.evaluate((img) => getComputedStyle(img).objectFit)).toBe('cover');
  };
  await signIn(newsroom, page);
  await readersSee('50% 50%');
  await page.goto(`${newsroom.url}/desk/media/`);
  await page.getByRole('link', { name: 'dam.jpg' }).click();
  const [left, top] = ['left', 'top'].map((side) => page.getByLabel(`Middle of what matters, from the ${side}, in percent`));
  const address = page.url();

  await left.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('20');
  await page.keyboard.press('Tab');
  await expect(top).toBeFocused();
  const said = page.locator('[aria-live="polite"]');
  await expect(said).toHaveText('The middle is 20 percent from the left and 50 percent from the top.');
  await page.keyboard.type('37');
  await expect.poll(() => position(page.locator('.crops img').first())).toBe('20% 37%');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('Saved.');
  await readersSee('20% 35%');

  await page.goto(address);
  await expect(left).toHaveValue('20');
  const picture = page.locator('.whole img');
  const { width, height } = await picture.boundingBox();
  await picture.click({ position: { x: width * 0.8, y: height * 0.1 } });
  await expect(left).toHaveValue('80');
  await expect(top).toHaveValue('10');
  await expect(said).toHaveText('The middle is 80 percent from the left and 10 percent from the top.');
  await expect.poll(() => position(page.locator('.crops img').last())).toBe('80% 10%');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
  await readersSee('80% 10%');
});

const takeLogo = async (page, name, width, height) => {
  await page.goto(`${newsroom.url}/desk/settings/logo/picture/`);
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><path d="M0 0h${width}v${height}H0z" fill="#111"/></svg>`;
  await page.getByLabel('Bring one in').setInputFiles({ name, mimeType: 'image/svg+xml', buffer: Buffer.from(drawing) });
  await page.getByRole('button', { name: 'Take it' }).click();
  await expect(page.getByRole('status')).toContainText('Saved');
};

test('a logo is as wide to its height at night as by day', async ({ page }) => {
  await signIn(newsroom, page);
  await takeLogo(page, 'name.svg', 200, 64);
  const sides = () =>
    page.locator('.masthead__name img').evaluate((logo) => {
      const { width, height, paddingLeft, paddingTop } = getComputedStyle(logo);
      const [x, y] = getComputedStyle(logo).boxSizing === 'border-box' ? [paddingLeft, paddingTop].map((side) => 2 * Number.parseFloat(side)) : [0, 0];
      return [Number.parseFloat(width) - x, Number.parseFloat(height) - y];
    });
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.goto(newsroom.url);
    await expect.poll(sides).toEqual([200, 64]);
  }
});

test('a dark and very wide logo is seen at night and leaves the date its line', async ({ page }) => {
  await signIn(newsroom, page);
  await takeLogo(page, 'logo.svg', 3000, 60);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(newsroom.url);
  const logo = page.locator('.masthead__name img');
  await expect(logo).toHaveCSS('background-color', 'rgb(255, 254, 252)');
  const height = () => page.locator('.masthead__date time').evaluate((date) => date.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(date).lineHeight));
  expect(Math.round(await height())).toBe(1);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await settings(page);
  await page.getByLabel('Logo', { exact: true }).fill('');
  await save(page);
  await expect(page.getByRole('status')).toContainText('Saved');
});

test('code of administrators runs on the page by its fingerprint, and what is within tags does not', async ({ page }) => {
  await signIn(newsroom, page);
  await page.goto(`${newsroom.url}/desk/code/`);
  const code = '<style>\nbody { --ours: 7; }\n</style>\n<script>\ndocument.documentElement.dataset.ours = "ran";\n</script>\n<img src="/nothing.png" alt="" onerror="document.documentElement.dataset.handler = 1">';
  await page.getByLabel('At the foot of every page').fill(code);
  await save(page);
  await expect(page.getByRole('status')).toHaveText('It is on the site.');
  await expect(page.getByRole('status')).toBeFocused();
  await expect(async () => {
    await page.goto(`${newsroom.url}/the-bridge/`);
    expect(await page.locator('html').getAttribute('data-ours')).toBe('ran');
  }).toPass({ timeout: 20_000 });
  expect(await page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--ours'))).toBe('7');
  await expect(page.locator('html')).not.toHaveAttribute('data-handler');
});

test('redirects are looked at as a list, done, and lead readers on; everything can be taken along', async ({ page }, info) => {
  await signIn(newsroom, page);
  await page.goto(`${newsroom.url}/desk/redirects/`);
  await page.getByText('Add a list').click();
  const old = `/2019/05/old-${info.project.name}`;
  await page.getByLabel('Or a file').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(`from,to\n${old},/the-bridge/\n`) });
  await page.getByRole('button', { name: 'Show what it would do' }).click();
  await expect(page.getByRole('heading', { name: 'What the list would do' })).toBeVisible();
  await page.getByRole('button', { name: 'Do it' }).click();
  await expect(page.getByRole('status')).toContainText('Done');
  await page.goto(`${newsroom.url}${old}`);
  expect(new URL(page.url()).pathname).toBe('/the-bridge/');
  await page.goto(`${newsroom.url}/desk/export/`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download everything' }).click();
  expect((await download).suggestedFilename()).toMatch(/^broadsheet-\d{4}-\d\d-\d\d\.tar$/);
  expect(await (await download).failure()).toBeNull();
});

test('a theme is looked at before readers see it, taken into use, and left again', async ({ page, browser }) => {
  const theme = join(newsroom.data, 'themes', 'plain');
  mkdirSync(join(theme, 'assets'), { recursive: true });
  writeFileSync(join(theme, 'package.json'), '{"name":"plain","version":"1.2.3"}');
  writeFileSync(join(theme, 'assets', 'a.css'), 'body { --plain: 1; }');
  const head = '<html lang="en"><head><title>x</title><link rel="stylesheet" href="{{asset "a.css"}}">{{ghost_head}}</head>';
  writeFileSync(join(theme, 'index.hbs'), `${head}<body><p id="plain">Plain front</p>{{#foreach posts limit="1"}}<a href="{{url}}">One</a>{{/foreach}}</body></html>`);
  writeFileSync(join(theme, 'post.hbs'), `${head}<body><p id="plain">Plain {{post.title}}</p></body></html>`);
  const reader = await (await browser.newContext()).newPage();
  await signIn(newsroom, page);
  await page.goto(`${newsroom.url}/desk/themes/`);
  await page.getByRole('button', { name: 'Look at it: the theme plain' }).click();
  await expect(page.frameLocator('iframe.phone').locator('#plain')).toHaveText('Plain front');
  await expect(page.frameLocator('iframe.desktop').locator('#plain')).toContainText('The ');
  const style = page.frameLocator('iframe.phone').locator('body');
  await expect.poll(() => style.evaluate((body) => getComputedStyle(body).getPropertyValue('--plain'))).toBe('1');
  // A link leads to the story in the same theme.
  await page.frameLocator('iframe.phone').getByRole('link', { name: 'One' }).click();
  await expect(page.frameLocator('iframe.phone').locator('#plain')).toContainText('Plain The ');
  await axeFindsNothing(page);
  await reader.goto(newsroom.url);
  await expect(reader.locator('#plain')).toHaveCount(0);
  // Loaded again by its address, it is the list of themes.
  await page.goto(page.url());
  await page.getByRole('button', { name: 'Look at it: the theme plain' }).click();
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await page.getByRole('button', { name: 'Look at it: the theme plain' }).click();
  await page.getByRole('button', { name: 'Use this theme' }).click();
  await expect(page.getByRole('status')).toHaveText('The theme is in use.');
  await expect(async () => {
    await reader.goto(newsroom.url);
    await expect(reader.locator('#plain')).toHaveCount(1, { timeout: 100 });
  }).toPass({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Go back to broadsheet' }).click();
  await expect(async () => {
    await reader.goto(newsroom.url);
    await expect(reader.locator('#plain')).toHaveCount(0, { timeout: 100 });
  }).toPass({ timeout: 20_000 });
});
