// The sign-up forms of Ghost's themes: data-members-form, its classes and its messages, sent to Broadsheet.
(() => {
  const edition = document.currentScript.dataset.edition;
  const home = `${edition}/newsletters/`;
  const state = (form, name) => {
    form.classList.remove('loading', 'success', 'error');
    if (name) form.classList.add(name);
  };
  document.addEventListener('submit', async (event) => {
    const form = event.target.closest('form[data-members-form]');
    if (!form || form.dataset.membersForm === 'signin') return;
    event.preventDefault();
    const field = form.querySelector('[data-members-email]') ?? form.querySelector('input[type="email"]');
    const problem = form.querySelector('[data-members-error]');
    const say = (text) => {
      if (!problem) return;
      problem.setAttribute('role', 'alert');
      problem.textContent = text;
    };
    say('');
    state(form, 'loading');
    field?.removeAttribute('aria-invalid');
    const body = new URLSearchParams({ email: field?.value ?? '', form: 'ghost', page: location.pathname });
    for (const chosen of form.querySelectorAll('[data-members-newsletter]:checked, input[type="hidden"][data-members-newsletter]')) {
      body.append('newsletter', chosen.value);
    }
    try {
      const answer = await fetch(`${home}sign-up/`, { method: 'POST', body, headers: { accept: 'application/json' } });
      const { message } = await answer.json();
      state(form, answer.ok ? 'success' : 'error');
      if (answer.ok) {
        const done = form.querySelector('[data-members-success]');
        if (done && !done.textContent.trim()) done.textContent = message;
        (done ?? form).setAttribute('role', 'status');
        return;
      }
      say(message);
      field?.setAttribute('aria-invalid', 'true');
      field?.focus();
    } catch {
      state(form, 'error');
      form.action = `${home}sign-up/`;
      form.method = 'post';
      say('⚠');
    }
  });
  // Ghost's portal: to sign up there is a page; to sign in there is nothing.
  const portal = (link) => link.dataset.portal ?? /#\/portal\/?(\w*)/.exec(link.getAttribute('href') ?? '')?.[1];
  for (const link of document.querySelectorAll('[data-portal], a[href*="#/portal"]')) {
    if (['signin', 'account', 'upgrade', 'recommendations'].includes(portal(link))) link.hidden = true;
    else if (link.tagName === 'A') link.href = home;
  }
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-portal], a[href*="#/portal"]');
    if (!link || link.hidden) return;
    event.preventDefault();
    location.href = home;
  });
})();
