// axe-core finds nothing on any kind of page, light and dark (WCAG 2.2 A and AA, and its best practices).
import { expect, test } from '@playwright/test';
import { axeFindsNothing } from '../axe.mjs';
import { kinds } from '../kinds.mjs';

for (const [kind, path] of Object.entries(kinds)) {
  test(`axe finds nothing on the ${kind} page, light and dark`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    await axeFindsNothing(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await axeFindsNothing(page, 'colours');
  });
}
