// Sign-up forms answer in place. Without this script the same form is answered by a page.
const { failed } = document.currentScript.dataset;
let count = 0;

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-sign-up]');
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector('button');
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  for (const old of form.querySelectorAll('.field__problem')) old.remove();
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
  }
  const body = new URLSearchParams(new FormData(form));
  body.set('page', location.pathname);
  let answer = { message: failed };
  let ok = false;
  try {
    const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } });
    answer = await response.json();
    ok = response.ok;
  } catch {
    // Said below.
  }
  button.removeAttribute('aria-disabled');
  if (ok) {
    const done = document.createElement('p');
    done.className = 'form__done';
    done.tabIndex = -1;
    done.setAttribute('role', 'status');
    form.replaceChildren(done);
    done.textContent = answer.message;
    done.focus();
    return;
  }
  // What is wrong stands beside its field, belongs to it, and is read aloud; the way on begins there.
  const problem = document.createElement('p');
  problem.className = 'field__problem';
  problem.id = `sign-up-problem-${count += 1}`;
  problem.setAttribute('role', 'alert');
  const field = answer.field && form.querySelector(`[name="${answer.field}"]:not([type="hidden"])`);
  if (field) {
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', problem.id);
  }
  const place = field?.closest('.field, fieldset') ?? button;
  if (place === button) button.after(problem);
  else place.append(problem);
  problem.textContent = answer.message;
  (field ?? button).focus();
});
