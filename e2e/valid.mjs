// HTML as the living standard has it (html-validate, whose "standard" rules are those of the Nu validator).
import { expect } from '@playwright/test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';

const validator = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ['html-validate:standard', 'html-validate:a11y'],
    // ARIA lets a list have a name, and ours have one where no heading stands before them.
    rules: { 'aria-label-misuse': ['error', { allowAnyNamable: true }] },
  }),
);

/** Expects that the HTML of a page is valid. */
export async function isValid(html) {
  const report = await validator.validateString(html);
  const found = report.results.flatMap((result) => result.messages);
  expect(found.map((m) => `${m.ruleId}: ${m.message} (${m.line}:${m.column} ${m.selector})`)).toEqual([]);
}
