// axe-core finds nothing on any kind of page, light and dark (WCAG 2.2 A and AA, and its best practices).
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { kinds } from '../kinds.mjs';

for (const colorScheme of ['light', 'dark']) {
  for (const [kind, path] of Object.entries(kinds)) {
    test(`axe finds nothing on the ${kind} page, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => `  ${n.html.slice(0, 160)}\n  ${n.failureSummary}`).join('\n')}`)).toEqual([]);
    });
  }
}
