// Every kind of page is HTML as the living standard has it (html-validate, whose "standard" rules are those of the Nu
// validator).
import { expect, test } from '@playwright/test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { kinds } from '../kinds.mjs';

const validator = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ['html-validate:standard', 'html-validate:a11y'],
    // ARIA lets a list have a name, and ours have one where no heading stands before them.
    rules: { 'aria-label-misuse': ['error', { allowAnyNamable: true }] },
  }),
);

for (const [kind, path] of Object.entries(kinds)) {
  test(`the ${kind} page is valid HTML`, async ({ request }, { project }) => {
    test.skip(project.name !== 'desktop', 'the same bytes for all');
    const html = await (await request.get(path)).text();
    const report = await validator.validateString(html);
    const found = report.results.flatMap((result) => result.messages);
    expect(found.map((m) => `${m.ruleId}: ${m.message} (${m.line}:${m.column} ${m.selector})`)).toEqual([]);
  });
}
