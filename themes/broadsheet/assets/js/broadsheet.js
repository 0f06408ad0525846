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
