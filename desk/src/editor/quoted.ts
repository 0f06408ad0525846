// Quotation marks that a page draws around `<q>`: they are no part of its text, and would be lost.

/** By language: around what is said, and around what is said within it. */
const pairs: Record<string, [string, string, string, string]> = {
  cs: ['„', '“', '‚', '‘'], de: ['„', '“', '‚', '‘'], sk: ['„', '“', '‚', '‘'], sl: ['„', '“', '‚', '‘'],
  bg: ['„', '“', '’', '’'], hr: ['„', '“', '‘', '’'], sr: ['„', '“', '’', '’'], hu: ['„', '”', '»', '«'], pl: ['„', '”', '«', '»'], ro: ['„', '”', '«', '»'], nl: ['“', '”', '‘', '’'],
  be: ['«', '»', '„', '“'], ru: ['«', '»', '„', '“'], uk: ['«', '»', '„', '“'], el: ['«', '»', '“', '”'], es: ['«', '»', '“', '”'], fr: ['«\u00a0', '\u00a0»', '“', '”'], it: ['«', '»', '“', '”'], pt: ['«', '»', '“', '”'], nb: ['«', '»', '‘', '’'], nn: ['«', '»', '‘', '’'], no: ['«', '»', '‘', '’'],
  da: ['»', '«', '›', '‹'], fi: ['”', '”', '’', '’'], sv: ['”', '”', '’', '’'],
  ja: ['「', '」', '『', '』'], zh: ['“', '”', '‘', '’'],
};
const usual: [string, string, string, string] = ['“', '”', '‘', '’'];

/** `language`: of the text, where the page does not say in which it is. */
export function writeQuotes(body: HTMLElement, language: string): void {
  // Those within come first, and still see what is around them.
  for (const one of [...body.querySelectorAll('q')].reverse()) {
    const spoken = one.closest('[lang]')?.getAttribute('lang') || language;
    const marks = pairs[spoken.toLowerCase().split('-')[0]!] ?? usual;
    let depth = 0;
    for (let around = one.parentElement?.closest('q'); around; around = around.parentElement?.closest('q')) depth += 1;
    const [from, to] = depth % 2 === 0 ? [marks[0], marks[1]] : [marks[2], marks[3]];
    // Pages that write them themselves draw none.
    const isWritten = /^\s*["'«»„“”‚‘’›‹「『]/.test(one.textContent ?? '');
    one.replaceWith(...(isWritten ? one.childNodes : [from, ...one.childNodes, to]));
  }
}
