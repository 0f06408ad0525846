// Headlines while somebody types: a combobox with a list box (WAI-ARIA APG). Without this script the form works as it is.
const form = document.querySelector('[data-suggest]');
const field = form?.querySelector('[name="q"]');
if (field) {
  const list = document.createElement('ul');
  list.id = 'suggestions';
  list.className = 'search__options';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.dataset.found);
  list.hidden = true;
  field.parentElement.after(list);
  const set = (attributes) => Object.entries(attributes).forEach(([name, value]) => field.setAttribute(name, value));
  set({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' });

  let timer, asking, at = -1;
  const options = () => [...list.children];
  const choose = (index) => {
    const all = options();
    at = index;
    all.forEach((option, i) => option.setAttribute('aria-selected', i === at));
    if (all[at]) {
      field.setAttribute('aria-activedescendant', all[at].id);
      all[at].scrollIntoView({ block: 'nearest' });
    } else field.removeAttribute('aria-activedescendant');
  };
  const show = (open) => {
    list.hidden = !open;
    field.setAttribute('aria-expanded', open);
    if (!open) choose(-1);
  };
  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    show(false);
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(field.value)}`, { signal: asking.signal });
      if (!answer.ok) return;
      // Options come from our own server, escaped there.
      list.innerHTML = await answer.text();
      choose(-1);
      show(list.childElementCount > 0 && document.activeElement === field);
    } catch {
      // Typed on, or no connection: the form is still there.
    }
  };
  const go = (option) => location.assign(option.dataset.href);

  field.addEventListener('input', () => {
    clearTimeout(timer);
    if (field.value.trim().length < 2) return close();
    timer = setTimeout(ask, 150);
  });
  field.addEventListener('keydown', (event) => {
    const count = options().length;
    const open = !list.hidden;
    if (event.key === 'Escape' && open) close();
    else if (event.key === 'Enter' && open && at >= 0) go(options()[at]);
    else if (event.key === 'ArrowDown' && count) { show(true); choose(at + 1 < count ? at + 1 : -1); }
    else if (event.key === 'ArrowUp' && count) { show(true); choose(at < 0 ? count - 1 : at - 1); }
    else return;
    event.preventDefault();
  });
  field.addEventListener('blur', close);
  form.addEventListener('submit', close);
  // Before the field loses the focus.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[data-href]');
    if (option) go(option);
  });
}
