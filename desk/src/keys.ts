// Which key is meant, on whatever layout.

/** What the key writes; where that is of another script than Latin, what stands at its place on a Latin keyboard. */
export function meant({ key, code, shiftKey }: KeyboardEvent): string {
  const elsewhere = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  // Where letters are Cyrillic or Hebrew, the stop has the place of the slash, which has none of its own without Shift.
  if (code === 'Slash' && !shiftKey && (elsewhere || key === '.')) return '/';
  const letter = elsewhere ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
  return letter ? (shiftKey ? letter : letter.toLowerCase()) : key;
}

/** Whether a key goes with Ctrl (or ⌘) and nothing else. */
export const isCommand = (event: KeyboardEvent, key: string): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && meant(event).toLowerCase() === key;
