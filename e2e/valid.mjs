// HTML as the living standard has it (html-validate, whose "standard" rules are those of the Nu validator).
import { expect } from '@playwright/test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';

const validator = (rules) =>
  new HtmlValidate(
    new FileSystemConfigLoader({
      root: true,
      extends: ['html-validate:standard', 'html-validate:a11y'],
      // ARIA lets a list have a name, and ours have one where no heading stands before them.
      rules: { 'aria-label-misuse': ['error', { allowAnyNamable: true }], ...rules },
    }),
  );

const site = validator({});
// At the desk buttons send their form, which is what they do by themselves, and a box that scrolls is a region.
const desk = validator({ 'no-implicit-button-type': 'off', 'prefer-native-element': ['error', { exclude: ['region'] }] });

async function found(validator, html) {
  const report = await validator.validateString(html);
  const messages = report.results.flatMap((result) => result.messages);
  return messages.map((m) => `${m.ruleId}: ${m.message} (${m.line}:${m.column} ${m.selector})`);
}

/** Expects that the HTML of a page is valid. */
export const isValid = async (html) => expect(await found(site, html)).toEqual([]);

/** The same of a page of the desk. */
export const deskIsValid = async (html) => expect(await found(desk, html)).toEqual([]);
