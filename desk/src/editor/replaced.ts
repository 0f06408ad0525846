// Pictures that took the place of others. Their address is the same, and browsers keep pictures for a year.

let behind: Record<string, string> = {};

/** What stands behind the address of each that the story shows. */
export const setReplaced = (of: Record<string, string>): void => {
  behind = of;
};

/** A picture of the library as wide as it is shown here at most: the file itself may have tens of megabytes. */
const asShown = (src: string): string => src.replace(/^\/content\/images\/(?!size\/)(?!.*\.(svg|gif)$)/, '/content/images/size/w1000/');

/** The address at which the picture is what it is now. */
export const asNow = (src: string): string => asShown(src) + (behind[src] ?? '');
