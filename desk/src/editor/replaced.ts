// Pictures that took the place of others. Their address is the same, and browsers keep pictures for a year.

let behind: Record<string, string> = {};

/** What stands behind the address of each that the story shows. */
export const setReplaced = (of: Record<string, string>): void => {
  behind = of;
};

/** The address at which the picture is what it is now. */
export const asNow = (src: string): string => src + (behind[src] ?? '');
