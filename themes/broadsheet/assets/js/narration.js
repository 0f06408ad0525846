// The player of a story that is read aloud: ±15 s, speed, a position that is remembered, and the paragraph that is being
// read. Without it the browser's own controls stand there.
for (const box of document.querySelectorAll('.narration')) {
  const find = (name) => box.querySelector(name);
  const [audio, player, play, position, time, speed] = ['audio', '.player', '.player__play', '.player__position', '.player__time', '.player__speed'].map(find);
  const { paragraphs, duration, title, artist, album } = box.dataset;
  const kept = `narration ${location.pathname}`;
  const file = audio.getAttribute('src');
  const body = document.querySelector('.body');
  const elements = [...(body?.querySelectorAll(':scope > :is(p, h1, h2, h3, h4, h5, h6, ul, ol, blockquote)') ?? [])];
  // Beginnings in seconds, with the element that is read from then on.
  const marks = paragraphs.split(' ').filter(Boolean).map((mark) => mark.split(':').map(Number)).map(([at, millis]) => ({ element: elements[at], at: millis / 1000 })).filter(({ element }) => element);
  const labels = [play.getAttribute('aria-label'), play.dataset.pause];
  const text = position.dataset.text;
  let current;
  let saved = 0;

  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
  // Storage may be forbidden; then nothing is remembered.
  const remember = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {}
  };
  const recall = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const at = () => marks.findLastIndex((mark) => mark.at <= audio.currentTime + 0.05);
  const show = () => {
    const now = audio.currentTime;
    position.value = now;
    time.textContent = clock(now);
    position.setAttribute('aria-valuetext', text.replace('%', clock(now)));
    const element = audio.played.length || !audio.paused ? marks[at()]?.element : undefined;
    if (element === current) return;
    current?.removeAttribute('aria-current');
    element?.setAttribute('aria-current', 'true');
    current = element;
  };
  const seek = (seconds) => {
    audio.currentTime = Math.min(Math.max(seconds, 0), audio.duration || duration);
    show();
  };
  const keep = () => {
    if (audio.played.length && !audio.ended) remember(kept, `${file} ${audio.currentTime.toFixed(1)}`);
  };

  audio.controls = false;
  audio.hidden = true;
  player.hidden = false;
  const [before, seconds] = (recall(kept) ?? '').split(' ');
  if (before === file && seconds > 0) seek(Number(seconds));
  const rate = recall('narration speed');
  if (rate && [...speed.options].some(({ value }) => value === rate)) speed.value = rate;
  audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);

  const start = () => {
    body?.classList.add('body--heard');
    return audio.play();
  };
  play.addEventListener('click', () => (audio.paused ? start() : audio.pause()));
  player.addEventListener('click', ({ target }) => target.dataset.skip && seek(audio.currentTime + Number(target.dataset.skip)));
  position.addEventListener('input', () => seek(Number(position.value)));
  position.addEventListener('keydown', (event) => {
    const step = { PageDown: 1, PageUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    seek(marks[Math.max(at() + step, 0)]?.at ?? audio.currentTime);
  });
  speed.addEventListener('change', () => {
    audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
    remember('narration speed', speed.value);
  });
  body?.addEventListener('click', ({ target }) => {
    if (!body.classList.contains('body--heard') || target.closest('a, button, input, summary') || !getSelection().isCollapsed) return;
    const mark = marks.find(({ element }) => element.contains(target));
    if (!mark) return;
    seek(mark.at);
    start();
  });
  for (const event of ['play', 'pause']) {
    audio.addEventListener(event, () => {
      play.setAttribute('aria-label', labels[audio.paused ? 0 : 1]);
      box.classList.toggle('narration--plays', !audio.paused);
      keep();
    });
  }
  audio.addEventListener('timeupdate', () => {
    show();
    if (Math.abs(audio.currentTime - saved) < 3) return;
    saved = audio.currentTime;
    keep();
  });
  audio.addEventListener('seeked', keep);
  audio.addEventListener('ended', () => {
    remember(kept, null);
    current?.removeAttribute('aria-current');
    current = undefined;
  });
  addEventListener('pagehide', keep);

  const { mediaSession } = navigator;
  if (mediaSession) {
    audio.addEventListener('play', () => {
      const image = document.querySelector('meta[property="og:image"]')?.content;
      mediaSession.metadata = new MediaMetadata({ title, artist, album, artwork: image ? [{ src: image }] : [] });
      mediaSession.setActionHandler('seekbackward', () => seek(audio.currentTime - 15));
      mediaSession.setActionHandler('seekforward', () => seek(audio.currentTime + 15));
      mediaSession.setActionHandler('seekto', ({ seekTime }) => seek(seekTime));
    });
  }
}
