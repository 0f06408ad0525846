// axe-core as all tests ask it.
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another colour scheme changes. */
const colours = ['color-contrast', 'link-in-text-block'];

/** Expects that axe finds nothing on the page as it is now; `part`: `all`, or `colours`; `without`: what is not looked at. */
export async function axeFindsNothing(page, { part = 'all', without } = {}) {
  // In this mode the page itself says what was found, and no second page is opened for it: twice as fast. Frames of other
  // servers would be left out.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (without) axe.exclude(without);
  const { violations } = await (part === 'colours' ? axe.withRules(colours) : axe.withTags(tags)).analyze();
  expect(violations.map((v) => `${page.url()} ${v.id}: ${v.help}\n${v.nodes.map((n) => `  ${n.html.slice(0, 200)}\n  ${n.failureSummary}`).join('\n')}`)).toEqual([]);
}

/** The same in both colour schemes. */
export async function axeFindsNothingInBoth(page, options = {}) {
  await page.emulateMedia({ colorScheme: 'light' });
  await axeFindsNothing(page, options);
  await page.emulateMedia({ colorScheme: 'dark' });
  await axeFindsNothing(page, { ...options, part: 'colours' });
}
