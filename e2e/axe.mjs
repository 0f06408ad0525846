// axe-core as all tests ask it.
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Expects that axe finds nothing on the page as it is now; `colours`: of that which another colour scheme changes. */
export async function axeFindsNothing(page, part = 'all') {
  const axe = new AxeBuilder({ page });
  const { violations } = await (part === 'colours' ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe.withTags(tags)).analyze();
  expect(violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => `  ${n.html.slice(0, 160)}\n  ${n.failureSummary}`).join('\n')}`)).toEqual([]);
}
