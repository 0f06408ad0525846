// Every kind of page is valid HTML. Those of one's own (confirming, preferences, leaving) are in sign-up.spec.mjs.
import { test } from '@playwright/test';
import { kinds } from '../kinds.mjs';
import { isValid } from '../valid.mjs';

for (const [kind, path] of Object.entries(kinds)) {
  test(`the ${kind} page is valid HTML`, async ({ request }, { project }) => {
    test.skip(project.name !== 'desktop', 'the same bytes for all');
    await isValid(await (await request.get(path)).text());
  });
}
