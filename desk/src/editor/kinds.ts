// Kinds of files that stand in a story, by the content type that the library gives them.

export interface Kind {
  one: string;
  many: string;
  /** For the dialog of the disk. */
  accept?: string;
  fits(type: string): boolean;
}

const kind = (one: string, many: string, area: string): Kind => ({ one, many, accept: `${area}/*`, fits: (type) => type.startsWith(`${area}/`) });

export const kinds = {
  picture: kind('picture', 'pictures', 'image'),
  video: kind('video', 'videos', 'video'),
  audio: kind('audio file', 'audio files', 'audio'),
  // Whatever there is may be offered to be saved; pictures are rather shown.
  file: { one: 'file', many: 'files', fits: (type: string) => !kinds.picture.fits(type) } as Kind,
};

/** The node that shows a file. */
export const nodeFor = (type: string): 'video' | 'audio' | 'file' => (kinds.video.fits(type) ? 'video' : kinds.audio.fits(type) ? 'audio' : 'file');
