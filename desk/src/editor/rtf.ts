// The pictures of a text in RTF. Word and LibreOffice name the pictures of their HTML as files of the writer's machine, which a
// page cannot read, and put the same text on the clipboard as RTF, which holds them in hex.
//
// One pass from mark to mark, without a tree: tens of megabytes of hex are jumped over, and read when a picture is wanted.

/** Where the hex of a picture is. Of those that are neither PNG nor JPEG nothing is said but that they are there. */
export interface RtfPicture {
  kind: 'png' | 'jpeg' | null;
  parts: [from: number, to: number][];
}

/** What is no part of the text, or says once more what stands elsewhere. */
const SKIPPED = new Set(['nonshppict', 'shprslt', 'fonttbl', 'colortbl', 'stylesheet', 'info', 'header', 'headerl', 'headerr', 'headerf', 'footer', 'footerl', 'footerr', 'footerf']);
/** What may be unknown to others and holds pictures all the same; the rest with a star is skipped. */
const STARRED = new Set(['shppict', 'shpinst', 'flymaincnt']);
const KINDS: Record<string, 'png' | 'jpeg'> = { pngblip: 'png', jpegblip: 'jpeg' };

/** The pictures in the order in which they stand. */
export function picturesIn(rtf: string): RtfPicture[] {
  const mark = /[{}]|\\(?:([a-z]+)(-?\d+)? ?|[^a-z])/gi;
  const out: RtfPicture[] = [];
  let depth = 0;
  /** How deep the group is that is skipped. */
  let skipped = 0;
  /** The picture that is read, and how deep its group is. */
  let picture: RtfPicture = { kind: null, parts: [] };
  let pictured = 0;
  let isFirst = false;
  let isStarred = false;
  let last = 0;
  for (let found = mark.exec(rtf); found; found = mark.exec(rtf)) {
    if (pictured > 0 && pictured === depth && skipped === 0 && found.index > last) picture.parts.push([last, found.index]);
    const [all, word, number] = found;
    if (all === '{') {
      depth += 1;
      isFirst = true;
      isStarred = false;
    } else if (all === '}') {
      if (pictured === depth) pictured = 0;
      if (skipped === depth) skipped = 0;
      depth = Math.max(0, depth - 1);
      isFirst = false;
    } else if (all === '\\*') isStarred = isFirst;
    else if (word) {
      if (word === 'bin') mark.lastIndex += Math.max(0, Number(number ?? 0));
      if (skipped === 0 && isFirst && (SKIPPED.has(word) || (isStarred && !STARRED.has(word)))) skipped = depth;
      else if (skipped === 0 && isFirst && word === 'pict') {
        picture = { kind: null, parts: [] };
        pictured = depth;
        out.push(picture);
      } else if (pictured > 0 && pictured === depth && KINDS[word]) picture.kind = KINDS[word];
      isFirst = false;
    }
    last = mark.lastIndex;
  }
  return out;
}

/** How much hex is read before the page gets a turn. */
const TURN = 1 << 20;

/** The file of a picture, where it is what it says. */
export async function fileOf(rtf: string, { kind, parts }: RtfPicture): Promise<File | null> {
  if (!kind) return null;
  const bytes = new Uint8Array(parts.reduce((all, [from, to]) => all + to - from, 0) >> 1);
  let digits = 0;
  let read = 0;
  for (const [from, to] of parts) {
    for (let at = from; at < to; at += 1) {
      if ((read += 1) % TURN === 0) await new Promise((go) => setTimeout(go));
      const code = rtf.charCodeAt(at);
      const letter = code | 32;
      const digit = code >= 48 && code <= 57 ? code - 48 : letter >= 97 && letter <= 102 ? letter - 87 : -1;
      if (digit < 0) continue;
      bytes[digits >> 1]! |= digits % 2 === 0 ? digit << 4 : digit;
      digits += 1;
    }
  }
  const signature = kind === 'png' ? [0x89, 0x50, 0x4e, 0x47] : [0xff, 0xd8, 0xff];
  if (signature.some((byte, at) => bytes[at] !== byte)) return null;
  return new File([bytes.subarray(0, digits >> 1)], kind === 'png' ? 'pasted.png' : 'pasted.jpg', { type: `image/${kind}` });
}
