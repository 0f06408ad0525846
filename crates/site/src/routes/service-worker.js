// Keeps the last front pages and the stories that were read, for reading off-line.
// While there is a network every page comes from there.
const E = EDITIONS, W = WORDS, MOST = 60, vary = { ignoreVary: true },
box = (name) => caches.open('broadsheet-' + name),
pathOf = ({ url }) => new URL(url).pathname,
// The edition, and the path within it.
within = (path) => {
  const first = path.split('/')[1], edition = Object.hasOwn(E, first) ? first : '';
  return [edition, edition ? path.slice(edition.length + 1) : path];
},
isFront = (path) => within(path)[1] === '/',
isKept = (path) => isFront(path)
  || /^\/(text\/)?(?!(archive|corrections|desk|feed|newsletters|search|text)\/)[^/.]+\/$/.test(within(path)[1]);

// Puts it last; the first go when there are too many. What is withdrawn goes at once.
async function store(name, key, reply) {
  const { status } = reply;
  if (![200, 404, 410].includes(status)) return;
  const cache = await box(name);
  await cache.delete(key, vary);
  if (status === 200) await cache.put(key, reply);
  const all = (await cache.keys()).filter((key) => !isFront(pathOf(key)));
  await Promise.all(all.slice(0, -MOST).map((key) => cache.delete(key, vary)));
}

// A page with the files that its HTML names.
async function keep(path, reply) {
  const html = await reply.clone().text();
  await store('pages', path, reply);
  for (const [, file] of html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js|woff2)[^"]*)"/g))
    if (!await caches.match(file, vary)) await store('files', file, await fetch(file));
}

async function offline(path) {
  const lang = E[within(path)[0]], [title, text, read] = W[lang];
  let list = '';
  for (const key of await (await box('pages')).keys()) {
    const html = await (await caches.match(key, vary)).text();
    const find = (what) => what.exec(html)?.[1];
    list += `<li><a href="${pathOf(key)}" lang="${find(/lang="([^"]*)/)}">${find(/<title>([^<]*)/)}</a>`;
  }
  return new Response(`<!DOCTYPE html><html lang=${lang}><meta charset=utf-8><title>${title}</title><meta name=viewport content="width=device-width"><style>:root{color-scheme:light dark}body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.5 serif}li{margin:.7rem 0}</style><main><h1>${title}</h1><p>${text}</p>${list && `<h2>${read}</h2><ul>${list}</ul>`}</main>`, { status: 503, headers: { 'content-type': 'text/html' } });
}

// Files have no path here.
async function answer(event, path) {
  const { request } = event;
  try {
    const reply = await fetch(request);
    if (!path) event.waitUntil(store('files', request, reply.clone()));
    else if (isKept(path)) event.waitUntil(keep(path, reply.clone()));
    return reply;
  } catch {
    return await caches.match(path ?? request, vary) ?? (path ? offline(path) : Response.error());
  }
}

oninstall = () => skipWaiting();
onactivate = (event) => event.waitUntil((async () => {
  await clients.claim();
  for (const client of await clients.matchAll()) {
    const path = pathOf(client);
    if (isKept(path)) await fetch(path, { headers: { purpose: 'prefetch' } }).then((reply) => keep(path, reply), () => {});
  }
})());
onfetch = (event) => {
  const { method, mode, url } = event.request, { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin || pathname.startsWith('/desk/')) return;
  if (mode === 'navigate') event.respondWith(answer(event, pathname));
  else if (/^\/assets\/.+\.(css|js|woff2)$/.test(pathname)) event.respondWith(answer(event));
};
