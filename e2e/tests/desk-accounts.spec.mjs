// Getting into the desk, without JavaScript as with it: asked by letter, joining, a second factor, recovery codes, signing out
// everywhere, a forgotten password.
import { axeFindsNothingInBoth } from '../axe.mjs';
import { expect as usual, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseMail } from '../mail.mjs';
import { binary, startNewsroom } from '../newsroom.mjs';

const expect = usual.configure({ timeout: 20_000 });
test.describe.configure({ mode: 'default' });
const password = 'seven grey herons at dusk';
let newsroom;

test.beforeAll(async () => {
  newsroom = await startNewsroom();
  execFileSync(binary, ['user', 'add', '--data', newsroom.data, '--email', 'olena@paper.example', '--name', 'Olena Koval', '--role', 'owner'], { input: password });
});
test.afterAll(() => newsroom?.close());

let count = 0;
const somebody = (info) => `ann-${info.project.name}-${(count += 1)}@paper.example`;

/** The newest letter to that address whose links hold `part`. */
async function letter(to, part) {
  const folder = join(newsroom.data, 'outbox');
  const found = () => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.eml')).sort()
    .map((name) => parseMail(readFileSync(join(folder, name), 'utf8'))).filter((mail) => mail.headers.to === to && mail.link(part));
  await expect.poll(() => found().length).toBeGreaterThan(0);
  return found().at(-1);
}

/** What an authenticator shows (RFC 6238), `steps` of 30 seconds from now. One ahead is taken, too; one behind would be two when it is looked at. */
function code(secret, steps) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const sum = createHmac('sha1', key).update(step).digest();
  return String((sum.readUInt32BE(sum[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function signIn(page, email, word = password) {
  await page.goto(`${newsroom.url}/desk/sign-in/`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(word);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('[name="password"]')).toHaveCount(0);
}

/** Asks somebody to join, as the owner; gives the link of the letter. */
async function invite(page, email, name) {
  await signIn(page, 'olena@paper.example');
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.locator('form[action$="/invitations/"] select').selectOption('author');
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(page.getByRole('status')).toContainText('on its way');
  await expect(page.getByRole('status')).toBeFocused();
  const mail = await letter(email, '/desk/join/');
  expect(mail.text).toContain('Olena Koval asks you to join the newsroom');
  return mail.link('/desk/join/');
}

async function joinAs(page, link) {
  await page.goto(link);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('heading', { name: 'Stories' })).toBeVisible();
}

test('a reporter is asked by letter, joins, takes a second factor, loses the phone, and signs out everywhere', async ({ browser }, info) => {
  const email = somebody(info);
  const own = (js) => browser.newContext({ ...info.project.use, javaScriptEnabled: js });
  // The owner's browser runs scripts, the reporter's does not.
  const owner = await (await own(true)).newPage();
  const link = await invite(owner, email, 'Ann Reed');
  await axeFindsNothingInBoth(owner);

  const reporter = await (await own(false)).newPage();
  await reporter.goto(link);
  await expect(reporter.getByRole('main')).toContainText('Olena Koval asks you to join');
  await reporter.getByLabel('Password').fill('password1234');
  await reporter.getByRole('button', { name: 'Join' }).click();
  await expect(reporter.getByRole('alert')).toContainText('everyone tries first');
  await joinAs(reporter, link);
  await reporter.goto(link);
  await expect(reporter.getByRole('heading')).toHaveText('This link does not work any more');

  await reporter.goto(`${newsroom.url}/desk/account/`);
  await reporter.getByRole('link', { name: 'Switch it on' }).click();
  await expect(reporter.getByRole('img', { name: 'Picture for the authenticator' })).toBeVisible();
  const secret = (await reporter.locator('code.secret').textContent()).replaceAll(' ', '');
  await reporter.getByLabel('Code').fill(code(secret, 0));
  await reporter.getByLabel('Your password').fill(password);
  await reporter.getByRole('button', { name: 'Switch on' }).click();
  await expect(reporter.locator('.codes li')).toHaveCount(10);
  await reporter.waitForLoadState();
  const recovery = await reporter.locator('.codes li').allTextContents();

  const phone = await (await own(false)).newPage();
  await phone.goto(`${newsroom.url}/desk/sign-in/`);
  await expect(phone.getByLabel('E-mail address')).toBeFocused();
  await phone.keyboard.type(email);
  await phone.getByLabel('Password').fill('not that one');
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('alert')).toBeFocused();
  await signIn(phone, email);
  await expect(phone.getByLabel('Code')).toBeFocused();
  await phone.getByLabel('Code').fill('123');
  await phone.getByRole('button', { name: 'Sign in' }).click();
  await expect(phone.getByRole('alert')).toContainText('not right');
  await expect(phone.getByRole('alert')).toBeFocused();
  // Each is taken once.
  await phone.getByLabel('Code').fill(code(secret, 1));
  await phone.getByRole('button', { name: 'Sign in' }).click();
  await expect(phone.getByRole('heading', { name: 'Stories' })).toBeVisible();

  const hotel = await (await own(false)).newPage();
  await signIn(hotel, email);
  await hotel.getByLabel('Code').fill(recovery[3].toUpperCase());
  await hotel.getByRole('button', { name: 'Sign in' }).click();
  await expect(hotel.getByRole('heading', { name: 'Stories' })).toBeVisible();

  await hotel.goto(`${newsroom.url}/desk/account/`);
  await expect(hotel.getByText('9 recovery codes are left')).toBeVisible();
  await expect(hotel.getByText('This device')).toHaveCount(1);
  await hotel.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(hotel.getByRole('status')).toContainText('everywhere but here');
  for (const out of [phone, reporter]) {
    await out.goto(`${newsroom.url}/desk/account/`);
    await expect(out.getByRole('heading')).toHaveText('Sign in');
  }

  await owner.goto(`${newsroom.url}/desk/audit/`);
  await expect(owner.getByRole('row').filter({ hasText: 'signed in with a recovery code' }).first()).toContainText('9 left');
});

test('a forgotten password is chosen anew by a letter, and the link works once', async ({ page, browser }, info) => {
  const email = somebody(info);
  await joinAs(await (await browser.newContext(info.project.use)).newPage(), await invite(page, email, 'Bohdan'));
  await page.context().clearCookies();
  await page.goto(`${newsroom.url}/desk/sign-in/`);
  await page.getByRole('link', { name: 'Forgotten password' }).click();
  await page.getByLabel('E-mail address').fill(email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('If somebody signs in with that address');
  await expect(page.getByRole('status')).toBeFocused();
  await axeFindsNothingInBoth(page);
  const mail = await letter(email, '/desk/forgotten/');
  const link = mail.link('/desk/forgotten/');
  await page.goto(link);
  await axeFindsNothingInBoth(page);
  await page.getByLabel('New password').fill('nine white storks at noon');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('The new password holds');
  await expect(page.getByRole('status')).toBeFocused();
  await signIn(page, email, 'nine white storks at noon');
  await expect(page.getByRole('heading', { name: 'Stories' })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading')).toHaveText('This link does not work any more');
});

test('axe finds nothing on the pages of links that do not work any more; the first stop leads to the content', async ({ page }) => {
  for (const path of ['join/?t=x', 'forgotten/choose/?t=x']) {
    await page.goto(`${newsroom.url}/desk/${path}`);
    await axeFindsNothingInBoth(page);
  }
  await signIn(page, 'olena@paper.example');
  await page.goto(`${newsroom.url}/desk/account/`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
});
