// What a page gains when scripts run. Every page is complete without.

// The date in the masthead, when the page was kept past midnight.
const today = document.querySelector('[data-today]');
if (today) {
  const timeZone = today.dataset.zone || undefined;
  try {
    const iso = new Intl.DateTimeFormat('sv', { timeZone }).format();
    if (iso !== today.dateTime) {
      const { lang } = document.documentElement;
      const text = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format();
      today.dateTime = iso;
      today.textContent = text.replace(/\sр\.$/, '');
    }
  } catch {
    // An unknown zone: the date stays as it was printed.
  }
}

// Reading off-line.
const { worker } = document.currentScript.dataset;
if (worker) navigator.serviceWorker?.register(worker).catch(() => {});

// Buttons that only a script can serve.
for (const part of document.querySelectorAll('[data-needs-script]')) part.hidden = false;

if (navigator.share) for (const button of document.querySelectorAll('[data-share]')) button.parentElement.hidden = false;

// Where nothing is found, the words of the address are what to look for.
const lost = document.querySelector('[data-from-address]');
if (lost && !lost.value) {
  try {
    const last = decodeURIComponent(location.pathname).split('/').filter(Boolean).at(-1) ?? '';
    lost.form.querySelector('[data-without-script]')?.remove();
    lost.value = last.replace(/\.\w{2,4}$/, '').replace(/[-_+\s]+/g, ' ').trim().slice(0, 200);
  } catch {
    // No text: the field stays empty.
  }
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if ('print' in button.dataset) window.print();
  if (button.dataset.share) {
    // Who changes their mind is no error.
    await navigator.share({ title: button.dataset.title, url: button.dataset.share }).catch(() => {});
  }
  if (button.dataset.copy) {
    const { copy, done, failed } = button.dataset;
    // No clipboard without HTTPS, none without permission.
    const copied = await Promise.resolve().then(() => navigator.clipboard.writeText(copy)).then(() => true, () => false);
    const said = button.parentElement.querySelector('[role=status]');
    said.textContent = copied ? done : failed;
    setTimeout(() => { said.textContent = ''; }, 4000);
  }
});

// Embeds: one click puts the player before its link. Until then nothing is asked of anyone else's server.
for (const embed of document.querySelectorAll('.embed[data-embed]')) {
  const link = embed.querySelector('.embed-link');
  if (!link) continue;
  const { embed: src, provider, width, height } = embed.dataset;
  const hint = document.createElement('span');
  hint.className = 'embed-hint';
  hint.textContent = (embed.closest('[data-embed-hint]')?.dataset.embedHint ?? '').replaceAll('%', provider);
  link.append(' ', hint);
  embed.dataset.ready = '';
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || !('ready' in embed.dataset)) return;
    event.preventDefault();
    const frame = document.createElement('iframe');
    frame.title = [provider, link.querySelector('.embed-title')?.textContent].filter(Boolean).join(': ');
    frame.allow = 'autoplay; fullscreen; picture-in-picture; encrypted-media';
    frame.sandbox = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation';
    // Only these two refuse to play for a page that does not say whose it is; they learn the site, not the story.
    frame.referrerPolicy = /^(YouTube|Vimeo)$/.test(provider) ? 'strict-origin' : 'no-referrer';
    if (width > 0 && height > 0) frame.style.aspectRatio = `${width} / ${height}`;
    frame.src = src;
    // The keyboard stands on the frame at once, and in its page when that is there, unless the reader has moved on.
    frame.addEventListener('load', () => {
      if (![frame, link, document.body].includes(document.activeElement)) return;
      frame.focus({ preventScroll: true });
      frame.contentWindow.focus();
    });
    link.before(frame);
    // What is left is a link to the same at the provider's, for when the frame stays empty.
    hint.remove();
    link.querySelector('.embed-picture')?.remove();
    delete embed.dataset.ready;
    frame.focus({ preventScroll: true });
  });
}
