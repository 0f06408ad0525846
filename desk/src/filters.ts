// The filters of a list are folded where the window is narrow (desk.css), so that the list begins in sight. What is set is shown.

export function foldFilters(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form.filters:not([method="post"])')) {
    const more = [...form.querySelectorAll('label')].filter((label) => !label.querySelector('[type="search"]'));
    if (more.length < 3) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'fold';
    button.textContent = 'Filters';
    more[0]!.before(button);
    const show = (open: boolean) => {
      form.classList.toggle('folded', !open);
      button.setAttribute('aria-expanded', String(open));
    };
    button.addEventListener('click', () => show(form.classList.contains('folded')));
    show(more.some(isSet));
  }
}

function isSet(label: HTMLLabelElement): boolean {
  const { control } = label;
  if (control instanceof HTMLSelectElement) return control.selectedIndex > 0;
  return control instanceof HTMLInputElement && (control.type === 'checkbox' ? control.checked : control.value !== '');
}
