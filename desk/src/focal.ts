// What must stay of a picture when it is cropped: a click on the picture fills in the two fields, and the ring and the crops
// follow them. The fields do it alone, without a script and without a mouse.

export function makeFocal(): void {
  document.querySelectorAll<HTMLElement>('[data-focal]').forEach(focal);
}

function focal(about: HTMLElement): void {
  const whole = about.querySelector<HTMLImageElement>('.whole img');
  const fields = ['x', 'y'].map((axis) => about.querySelector<HTMLInputElement>(`[name="focal-${axis}"]`));
  const [x, y] = fields;
  if (!whole || !x || !y) return;
  const said = about.querySelector<HTMLElement>('[data-focal-said]');
  /** Whoever does not see the ring hears where it is. */
  const say = () => {
    if (said && x.validity.valid && y.validity.valid) said.textContent = `The middle is ${x.value} percent from the left and ${y.value} percent from the top.`;
  };
  const show = () => {
    if (x.validity.valid) about.style.setProperty('--focus-x', `${x.valueAsNumber}%`);
    if (y.validity.valid) about.style.setProperty('--focus-y', `${y.valueAsNumber}%`);
  };
  x.addEventListener('input', show);
  y.addEventListener('input', show);
  x.addEventListener('change', say);
  y.addEventListener('change', say);
  whole.addEventListener('click', (event) => {
    const percent = (at: number, side: number) => String(Math.round(Math.min(Math.max(at / side, 0), 1) * 100));
    x.value = percent(event.offsetX, whole.clientWidth);
    y.value = percent(event.offsetY, whole.clientHeight);
    show();
    say();
  });
  // Where a browser comes back to the page it fills in again what was typed.
  show();
  whole.classList.add('pointed');
  about.querySelector<HTMLElement>('[data-focal-click]')?.removeAttribute('hidden');
}
