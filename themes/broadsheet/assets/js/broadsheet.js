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

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if ('print' in button.dataset) window.print();
  if (button.dataset.copy) {
    await navigator.clipboard.writeText(button.dataset.copy);
    const label = button.textContent;
    button.textContent = button.dataset.done;
    button.setAttribute('aria-live', 'polite');
    setTimeout(() => { button.textContent = label; }, 2000);
  }
});

// Embeds: one click puts the player in the place of its link. Until then nothing is asked of anyone else's server.
for (const embed of document.querySelectorAll('.embed[data-embed]')) {
  const link = embed.querySelector('.embed-link');
  if (!link) continue;
  const hint = document.createElement('span');
  hint.className = 'embed-hint';
  hint.textContent = embed.closest('[data-embed-hint]')?.dataset.embedHint ?? '';
  link.append(hint);
  embed.dataset.ready = '';
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const { embed: src, provider, width, height } = embed.dataset;
    const frame = document.createElement('iframe');
    frame.src = src;
    frame.title = link.querySelector('.embed-title')?.textContent || provider;
    frame.allow = 'fullscreen; picture-in-picture; encrypted-media';
    frame.allowFullscreen = true;
    frame.referrerPolicy = 'strict-origin-when-cross-origin';
    if (width > 0 && height > 0) frame.style.aspectRatio = `${width} / ${height}`;
    link.replaceWith(frame);
    frame.focus();
  });
}
