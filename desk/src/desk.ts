// What every page of the desk loads: keys for people in a hurry. Everything works without it.
import './desk.css';
import { foldFilters } from './filters';
import { makeFinding } from './finding';
import { makeFocal } from './focal';
import { isCommand, meant } from './keys';
import { showPasskeys } from './passkey';
import { scalePreviews } from './previews';
import { makeSortable } from './sortable';

showPasskeys();
makeSortable();
makeFocal();
scalePreviews();
makeFinding();
foldFilters();

/** Whether this browser's person does without keys of one letter (WCAG 2.1.4). */
const keysAreOff = () => localStorage.getItem('desk-keys') === 'off';
const keys = document.querySelector<HTMLInputElement>('input[data-keys]');
if (keys) {
  keys.closest('section')!.hidden = false;
  keys.checked = !keysAreOff();
  keys.addEventListener('change', () => localStorage.setItem('desk-keys', keys.checked ? 'on' : 'off'));
}

/** Whether somebody is typing, so that a letter is a letter. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

document.addEventListener('keydown', (event) => {
  if (keysAreOff() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  // What lies under a dialog is out of reach.
  if (document.querySelector('dialog[open]')) return;
  const found = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(meant(event))}"]`);
  if (!found) return;
  event.preventDefault();
  if (found instanceof HTMLInputElement) found.focus();
  else found.click();
});

// Ctrl (or ⌘) and S: the editor saves. It is told by an event, since a file that two scripts load would have an address without
// a version, and browsers would keep it for ever.
document.addEventListener('keydown', (event) => {
  if (isCommand(event, 's') && !dispatchEvent(new Event('save-key', { cancelable: true }))) event.preventDefault();
});

// In a form that says so, Ctrl (or ⌘) and Enter send it from anywhere in it.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || !(event.ctrlKey || event.metaKey) || !(event.target instanceof HTMLElement)) return;
  const form = event.target.closest<HTMLFormElement>('form[data-submit-key]');
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

// A form that is on its way is not sent again by a second click.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
  // What only downloads leaves the page as it is.
  setTimeout(() => delete form.dataset.sent, 5000);
});
addEventListener('pageshow', () => document.querySelectorAll<HTMLFormElement>('form[data-sent]').forEach((form) => delete form.dataset.sent));

// A link in a form does not take what was typed there with it: that is asked first.
document.addEventListener('input', (event) => {
  const form = event.target instanceof HTMLElement && event.target.closest<HTMLFormElement>('form.sheet');
  if (form) form.dataset.typed = '';
});
document.addEventListener('click', (event) => {
  const link = event.target instanceof HTMLElement && event.target.closest<HTMLAnchorElement>('form.sheet[data-typed] a[href]');
  if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!confirm('What you changed here is not saved yet. Leave it unsaved?')) event.preventDefault();
});

// What is there to be copied is marked whole, and a button copies it where the browser lets it.
document.addEventListener('focusin', (event) => {
  if (event.target instanceof HTMLInputElement && event.target.dataset.select !== undefined) event.target.select();
});
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const field = document.getElementById(button.dataset.copy ?? '');
  const says = button.nextElementSibling;
  if (!navigator.clipboard || !(field instanceof HTMLInputElement) || !says) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    says.textContent = '';
    const copied = await navigator.clipboard.writeText(field.value).then(() => true, () => false);
    says.textContent = copied ? 'Copied' : 'The browser does not let it be copied: mark it and copy it yourself.';
  });
}
