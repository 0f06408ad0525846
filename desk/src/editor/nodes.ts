// The nodes of a document, as crates/document/src/json.rs has them: their content, their attributes, and the fields in
// which the attributes are written.

export type FieldKind = 'text' | 'long' | 'url' | 'number' | 'flag' | 'choice' | 'inlines' | 'button' | 'story' | 'picture' | 'file';

export interface Field {
  name: string;
  label: string;
  kind: FieldKind;
  choices?: [value: string, label: string][];
  hint?: string;
  /** Of a picture: what else is known of it and written with its address. */
  also?: string[];
  /** The node whose file it is. */
  node?: 'video' | 'audio' | 'file';
}

/** What stands in a node. `note`: inline, kept in an attribute of that name, for the node is an atom of the line. */
export type Content = 'inline' | 'blocks' | 'text' | 'none' | 'listItem' | 'tableRow' | 'tableCell' | 'image' | 'details' | 'note';

export interface NodeSpec {
  content: Content;
  /** Attributes that stand in the table of the document's crate. */
  attrs: string[];
  /** What the node is called where it stands in a frame with its fields. */
  label?: string;
  fields?: Field[];
  /** What the content of the node is, for people who look for it. */
  body?: string;
}

const field = (name: string, label: string, kind: FieldKind = 'text', hint?: string): Field => ({ name, label, kind, hint });
const choice = (name: string, label: string, choices: [string, string][]): Field => ({ name, label, kind: 'choice', choices });
const picture = (name: string, label: string, also: string[] = []): Field => ({ name, label, kind: 'picture', also });
const file = (node: 'video' | 'audio' | 'file', label: string): Field => ({ name: 'src', label, kind: 'file', node });

const layout = choice('layout', 'Width', [['', 'As the text'], ['wide', 'Wide'], ['full', 'Full']]);
const align = choice('align', 'Alignment', [['', 'As the theme has it'], ['left', 'Left'], ['center', 'Centre'], ['right', 'Right']]);
const tones: [string, string][] = [['', 'Plain'], ['grey', 'Grey'], ['blue', 'Blue'], ['green', 'Green'], ['yellow', 'Yellow'], ['red', 'Red'], ['pink', 'Pink'], ['purple', 'Purple'], ['accent', 'Accent']];
const tone = choice('tone', 'Colour', tones);
const button = field('button', 'Button', 'button');
const membersOnly = field('membersOnly', 'For members only', 'flag');

export const blocks: Record<string, NodeSpec> = {
  paragraph: { content: 'inline', attrs: [] },
  heading: { content: 'inline', attrs: ['level'] },
  bulletList: { content: 'listItem', attrs: ['start'] },
  orderedList: { content: 'listItem', attrs: ['start'] },
  blockquote: {
    content: 'blocks', attrs: ['speaker', 'pull'], label: 'Quote',
    fields: [field('speaker', 'Who says it'), field('pull', 'Pull quote: repeats words of the story', 'flag')],
  },
  codeBlock: {
    content: 'text', attrs: ['language', 'caption'], label: 'Code',
    fields: [field('language', 'Language'), field('caption', 'Caption', 'inlines')],
  },
  horizontalRule: { content: 'none', attrs: [] },
  paywall: { content: 'none', attrs: [], label: 'From here on for members' },
  image: {
    content: 'inline', attrs: ['src', 'width', 'height', 'alt', 'title', 'credit', 'href', 'layout'], label: 'Picture', body: 'Caption',
    fields: [
      picture('src', 'Picture', ['width', 'height', 'alt', 'credit']),
      field('alt', 'What is to be seen (alt text)', 'long', 'Read out to those who do not see the picture.'),
      field('credit', 'Credit', 'text', 'Photographer, agency.'),
      layout, field('title', 'Title'), field('href', 'Leads to', 'url'),
    ],
  },
  gallery: { content: 'image', attrs: ['caption'], label: 'Gallery', fields: [field('caption', 'Caption of the gallery', 'inlines')] },
  table: { content: 'tableRow', attrs: ['caption'], label: 'Table', fields: [field('caption', 'Caption of the table', 'inlines')] },
  embed: {
    content: 'inline', attrs: ['url', 'provider', 'title', 'thumbnail', 'width', 'height', 'html'], label: 'From another site', body: 'Caption',
    fields: [field('url', 'Address', 'url'), field('title', 'Title', 'text', 'Readers see it before they let the other site in.'), field('provider', 'Site'), picture('thumbnail', 'Picture shown before')],
  },
  video: {
    content: 'inline', attrs: ['src', 'poster', 'width', 'height', 'duration', 'repeats', 'layout', 'credit'], label: 'Video', body: 'Caption',
    fields: [file('video', 'Video'), picture('poster', 'First picture'), field('credit', 'Credit'), field('duration', 'Length in seconds', 'number'), field('repeats', 'Repeats without sound', 'flag'), layout],
  },
  audio: {
    content: 'inline', attrs: ['src', 'title', 'duration', 'thumbnail'], label: 'Audio', body: 'Caption',
    fields: [file('audio', 'Audio'), field('title', 'Title'), field('duration', 'Length in seconds', 'number'), picture('thumbnail', 'Picture')],
  },
  file: {
    content: 'none', attrs: ['src', 'title', 'description', 'name', 'size'], label: 'File',
    fields: [file('file', 'File'), field('title', 'Title'), field('description', 'What it is', 'long'), field('name', 'Name of the file'), field('size', 'Size in bytes', 'number')],
  },
  callout: { content: 'blocks', attrs: ['emoji', 'tone'], label: 'Box', fields: [field('emoji', 'Sign'), tone] },
  details: { content: 'details', attrs: ['open'], label: 'Fold', fields: [field('open', 'Open at first', 'flag')] },
  button: { content: 'none', attrs: ['text', 'url', 'align'], label: 'Button', fields: [field('text', 'Words'), field('url', 'Leads to', 'url'), align] },
  bookmark: {
    content: 'inline', attrs: ['url', 'title', 'description', 'author', 'publisher', 'icon', 'thumbnail'], label: 'Link card', body: 'Caption',
    fields: [field('url', 'Address', 'url'), field('title', 'Title'), field('description', 'Description', 'long'), field('author', 'Author'), field('publisher', 'Publisher'), picture('icon', 'Icon'), picture('thumbnail', 'Picture')],
  },
  rawHtml: {
    content: 'none', attrs: ['html', 'trusted', 'membersOnly'], label: 'HTML',
    fields: [field('html', 'HTML', 'long', 'Scripts and styles are taken out, unless an administrator wrote them.'), membersOnly],
  },
  relatedStory: { content: 'none', attrs: ['post', 'slug'], label: 'Related story', fields: [field('slug', 'Which story', 'story')] },
  newsletterBox: {
    content: 'none', attrs: ['slug', 'heading', 'text', 'disclaimer', 'button', 'success'], label: 'Newsletter',
    fields: [field('slug', 'Newsletter (slug)'), field('heading', 'Heading', 'inlines'), field('text', 'Text', 'inlines'), field('disclaimer', 'Small print', 'inlines'), field('button', 'Words of the button'), field('success', 'Words after signing up')],
  },
  editorsNote: { content: 'blocks', attrs: [], label: 'Editor’s note' },
  banner: {
    content: 'none', attrs: ['heading', 'text', 'button', 'image', 'align', 'layout'], label: 'Banner',
    fields: [field('heading', 'Heading', 'inlines'), field('text', 'Text', 'inlines'), button, picture('image', 'Picture'), align, layout],
  },
  product: {
    content: 'blocks', attrs: ['title', 'image', 'width', 'height', 'rating', 'button'], label: 'Product',
    fields: [field('title', 'Name', 'inlines'), picture('image', 'Picture', ['width', 'height']), field('rating', 'Stars, 1 to 5', 'number'), button],
  },
  callToAction: {
    content: 'blocks', attrs: ['label', 'button', 'image', 'tone', 'immersive', 'membersOnly'], label: 'Call to action',
    fields: [field('label', 'Label', 'inlines'), button, picture('image', 'Picture'), tone, field('immersive', 'Picture above the text', 'flag'), membersOnly],
  },
  emailOnly: { content: 'blocks', attrs: ['button'], label: 'Only in the newsletter', fields: [button] },
};

/** Nodes that stand only in another. */
export const parts: Record<string, NodeSpec> = {
  listItem: { content: 'blocks', attrs: [] },
  tableRow: { content: 'tableCell', attrs: [] },
  tableHeader: { content: 'blocks', attrs: ['align', 'colspan', 'rowspan'] },
  tableCell: { content: 'blocks', attrs: ['align', 'colspan', 'rowspan'] },
  detailsSummary: { content: 'inline', attrs: [] },
  detailsContent: { content: 'blocks', attrs: [] },
};

export const inlines: Record<string, NodeSpec> = {
  hardBreak: { content: 'none', attrs: [] },
  footnote: { content: 'note', attrs: ['label'] },
};

export const marks: Record<string, string[]> = {
  link: ['href', 'title', 'target', 'rel'],
  bold: [], italic: [], underline: [], strike: [], code: [], subscript: [], superscript: [], highlight: [],
};

export const spec = (name: string): NodeSpec | undefined => blocks[name] ?? parts[name] ?? inlines[name];
