// Reads a mail as a mail program does, as far as ours need it: headers, encoded words, the two parts.

function headersOf(head) {
  const headers = {};
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
    if (name) headers[name.toLowerCase()] = value;
  }
  return headers;
}

const quoted = (text) => Buffer.from(text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');
const words = (text) => text.replace(/\?= =\?/g, '?==?').replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, data) => Buffer.from(data, 'base64').toString('utf8'))
  .replace(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, data) => quoted(data.replace(/_/g, ' ')));

function decode(headers, body) {
  const encoding = headers['content-transfer-encoding']?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? quoted(body) : body;
}

/** Headers (in lower case), subject, sender, text, html, and every link in either. */
export function parseMail(raw) {
  const split = (text) => {
    const at = /\r?\n\r?\n/.exec(text);
    return [headersOf(text.slice(0, at.index)), text.slice(at.index + at[0].length)];
  };
  const [headers, body] = split(raw);
  const [, boundary] = /boundary="([^"]+)"/.exec(headers['content-type']) ?? [];
  const mail = { headers, subject: words(headers.subject), from: words(headers.from), text: '', html: '' };
  for (const part of body.split(`--${boundary}`).slice(1, -1)) {
    const [own, content] = split(part.replace(/^\r?\n/, ''));
    mail[own['content-type'].startsWith('text/html') ? 'html' : 'text'] = decode(own, content).replace(/\r\n/g, '\n');
  }
  const found = `${mail.text} ${mail.html.replace(/&amp;/g, '&')}`.match(/https?:\/\/[^\s"<>]+/g) ?? [];
  mail.links = [...new Set(found)];
  mail.link = (part) => mail.links.find((link) => link.includes(part));
  return mail;
}
