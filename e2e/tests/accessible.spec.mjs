// axe-core finds nothing on any kind of page, light and dark (WCAG 2.2 A and AA, and its best practices). A phone has the same
// colours.
import { expect, test } from '@playwright/test';
import { axeFindsNothing, axeFindsNothingInBoth } from '../axe.mjs';
import { kinds } from '../kinds.mjs';

for (const [kind, path] of Object.entries(kinds)) {
  test(`axe finds nothing on the ${kind} page`, async ({ page, isMobile }) => {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    await (isMobile ? axeFindsNothing(page) : axeFindsNothingInBoth(page));
  });
}
