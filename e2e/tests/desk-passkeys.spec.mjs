// Passkeys, with a device that Chromium plays (WebAuthn, CDP). They are for names, not for numbers: the desk is at localhost.
import { AxeBuilder } from '@axe-core/playwright';
import { expect as usual, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { binary, freePort, startNewsroom } from '../newsroom.mjs';

const expect = usual.configure({ timeout: 20_000 });
const password = 'seven grey herons at dusk';
let newsroom;
let desk;

test.beforeAll(async () => {
  const port = await freePort();
  desk = `http://localhost:${port}/desk/`;
  newsroom = await startNewsroom({ port, env: { BROADSHEET_DESK__URL: `http://localhost:${port}` } });
  execFileSync(binary, ['user', 'add', '--data', newsroom.data, '--email', 'olena@paper.example', '--name', 'Olena Koval', '--role', 'owner'], { input: password });
});
test.afterAll(() => newsroom?.close());

async function device(page, isUserVerified = true) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified, automaticPresenceSimulation: true };
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return { cdp, authenticatorId };
}

async function signIn(page, next = '') {
  await page.goto(`${desk}sign-in/${next}`);
  await page.getByLabel('E-mail address').fill('olena@paper.example');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('[name="password"]')).toHaveCount(0);
}

async function isAccessible(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect(violations.map((v) => `${v.id}: ${v.help}`)).toEqual([]);
}

/** Adds the device's passkey; gives the recovery codes that come with the first. */
async function add(page, name) {
  await page.goto(`${desk}account/`);
  const adding = page.locator('form[data-passkey="create"]');
  await adding.getByLabel('What you call it').fill(name);
  await adding.getByLabel('Your password').fill(password);
  await adding.getByRole('button').click();
  await expect(page.getByRole('status')).toContainText('You are signed out everywhere but here');
  await page.waitForLoadState();
  return page.locator('.codes code').allTextContents();
}

test('a passkey signs in without a password, until it is removed', async ({ page }) => {
  await device(page);
  await signIn(page);
  await page.goto(`${desk}account/`);
  const adding = page.locator('form[data-passkey="create"]');
  await adding.getByLabel('What you call it').fill('My phone');
  await adding.getByLabel('Your password').fill('wrong password');
  await adding.getByRole('button').click();
  await expect(page.getByRole('alert')).toContainText('not your password');
  // The device has made a key that the desk did not take; the next one replaces it.
  expect(await add(page, 'My phone')).toHaveLength(10);
  await isAccessible(page);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await isAccessible(page);
  // It is there already.
  await adding.getByLabel('What you call it').fill('Again');
  await adding.getByLabel('Your password').fill(password);
  await adding.getByRole('button').click();
  await expect(adding.getByRole('alert')).toContainText('already');

  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.goto(`${desk}sign-in/?next=%2Fdesk%2Faccount%2F`);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();

  const removing = page.locator('form[action$="/remove"]');
  await removing.getByLabel('Your password').fill(password);
  await removing.getByRole('button', { name: 'Remove My phone' }).click();
  await expect(page.getByRole('status')).toContainText('was removed');
  await page.context().clearCookies();
  await page.goto(`${desk}sign-in/`);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('not known here');
});

test('a device that makes only keys of Windows Hello signs in', async ({ page }) => {
  await device(page);
  // Chromium's device makes the first sort that is asked for, which is ES256.
  await page.addInitScript(() => {
    const { credentials } = navigator;
    const create = credentials.create.bind(credentials);
    credentials.create = ({ publicKey }) => {
      const pubKeyCredParams = publicKey.pubKeyCredParams.filter(({ alg }) => alg === -257);
      return create({ publicKey: { ...publicKey, pubKeyCredParams } });
    };
  });
  await signIn(page);
  expect(await add(page, 'My PC')).toHaveLength(10);
  for (const time of ['first', 'second']) {
    await page.context().clearCookies();
    await page.goto(`${desk}sign-in/?next=%2Fdesk%2Faccount%2F`);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(page.getByRole('heading', { name: 'Your account' }), time).toBeVisible();
  }
  const removing = page.locator('form[action$="/remove"]');
  await removing.getByLabel('Your password').fill(password);
  await removing.getByRole('button', { name: 'Remove My PC' }).click();
  await expect(page.getByRole('status')).toContainText('was removed');
});

test('at an IP address it is said why there are no passkeys', async ({ page }) => {
  await page.goto(`${newsroom.url}/desk/sign-in/`);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('alert')).toHaveText('Passkeys need the desk under a name, not a number.');
});

test('after the password a passkey is asked for, or without JavaScript a recovery code', async ({ page, browser }) => {
  await device(page);
  await signIn(page);
  const codes = await add(page, 'My laptop');
  expect(codes).toHaveLength(10);

  await page.context().clearCookies();
  await signIn(page, '?next=%2Fdesk%2Faccount%2F');
  await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible();
  await isAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.goto(`${desk}account/`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await signIn(page, '?next=%2Fdesk%2Faccount%2F');
  await expect(page.getByRole('button', { name: 'Use a passkey' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  await expect(page.getByText('A passkey is asked for after the password.')).toBeVisible();

  const plain = await browser.newContext({ javaScriptEnabled: false });
  const other = await plain.newPage();
  await signIn(other, '?next=%2Fdesk%2Faccount%2F');
  await expect(other.getByRole('button', { name: 'Use a passkey' })).toBeHidden();
  await other.getByLabel('Recovery code').fill('not-one-of-them');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByRole('alert')).toContainText('not right');
  await other.getByLabel('Recovery code').fill(codes[0]);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByRole('heading', { name: 'Your account' })).toBeVisible();
  await expect(other.getByText('9 recovery codes are left.')).toBeVisible();
  await plain.close();
});
