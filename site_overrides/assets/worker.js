/* Keeps what a reader needs where there is no network, and answers with it when the network does not.
 *
 * /service-worker.js brings `settings` with the addresses that every phone keeps. The network always comes
 * first, so a page is never older than its host has it. What is kept comes from one build: another version is
 * fetched whole, beside the one in use, or not at all.
 */
'use strict';

const { version, built, instead, files } = settings;
const SCOPE = registration.scope;
const OURS = `gridpress ${SCOPE} `; // other sites on the same host keep theirs
const NAME = OURS + version;
const PATIENCE = 4000; // milliseconds that the network gets when there is something kept to show
const IMPATIENCE = 1000; // and after it gave no answer in time; a search may have nothing else to go by
const GRID = /^[a-z0-9-]+$/;
const BANNER = /<aside class="gp-banner"[^>]*>/;

const listOf = (grid) => `offline/grids/${grid}.json`;
const addressOf = (path) => SCOPE + path;
const openOwn = () => caches.open(NAME);

// The file that an address means, also where a host shows services/ or services/x without the ending.
const pathOf = (url) => {
  const path = url.pathname.slice(new URL(SCOPE).pathname.length);
  if (!path || path.endsWith('/')) return `${path}index.html`;
  return /\.[a-z0-9]+$/i.test(path) ? path : `${path}.html`;
};

/* ---- what is kept ---- */

// Undefined for what the site does not have. Throws for all else that is no whole answer of our own host.
const fetchFile = async (path) => {
  const response = await fetch(addressOf(path), { cache: 'no-cache' });
  if (response.status === 404) return undefined;
  if (response.status !== 200 || response.type !== 'basic') throw new Error(`${path}: ${response.status}`);
  return response;
};

const keepFiles = (cache, paths) => Promise.all(paths.map(async (path) => {
  const response = await fetchFile(path);
  if (response) await cache.put(addressOf(path), response);
}));

const readList = async (cache, grid) => {
  const response = await cache.match(addressOf(listOf(grid)));
  return response ? response.json() : { files: [], pages: [] };
};

const filesOf = (list) => [...list.files, ...list.pages.map(([path]) => path)];

// The list comes last: where it is, all is there.
const keepGrid = async (cache, grid) => {
  const response = await fetchFile(listOf(grid));
  if (!response) return;
  await keepFiles(cache, filesOf(await response.clone().json()));
  await cache.put(addressOf(listOf(grid)), response);
};

const keptPaths = async (cache) => (await cache.keys()).map(({ url }) => url.slice(SCOPE.length));

const ownNames = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

// The grid that any version keeps.
const findGrid = async () => {
  for (const name of await ownNames()) {
    for (const path of await keptPaths(await caches.open(name))) {
      const found = /^offline\/grids\/(.+)\.json$/.exec(path);
      if (found) return found[1];
    }
  }
  return null;
};

const changeGrid = async (grid) => {
  if (grid !== null && !GRID.test(grid)) return;
  if (!await caches.has(NAME)) return; // a newer version took over, and to open it would make it anew
  const cache = await openOwn();
  const kept = await keptPaths(cache);
  if (grid && !kept.includes(listOf(grid))) await keepGrid(cache, grid);
  const wanted = new Set([...files, ...(grid ? [listOf(grid), ...filesOf(await readList(cache, grid))] : [])]);
  await Promise.all(kept.filter((path) => !wanted.has(path)).map((path) => cache.delete(addressOf(path))));
};

const install = async () => {
  try {
    const cache = await openOwn();
    const grid = await findGrid();
    await keepFiles(cache, files);
    if (grid) await keepGrid(cache, grid);
  } catch (error) { // no room, or no network any more: the version in use stays
    await caches.delete(NAME);
    throw error;
  }
  await skipWaiting(); // what is kept is shown only where there is no network, so no page mixes two versions
};

const activate = async () => {
  const old = (await ownNames()).filter((name) => name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  if (registration.navigationPreload) await registration.navigationPreload.enable();
  await clients.claim();
};

/* ---- what is answered ---- */

const findKept = async (path) => {
  try {
    return await caches.match(addressOf(path), { cacheName: NAME });
  } catch { // storage is refused: as if nothing were kept
    return undefined;
  }
};

// Says the day on a page that does not come from the network.
const dated = async (response) => {
  const headers = new Headers(response.headers);
  ['Content-Encoding', 'Content-Length'].forEach((name) => headers.delete(name));
  const bar = `<p class="gp-offline" role="note">没连上网。离线版：${built}做的</p>`;
  return new Response((await response.text()).replace(BANNER, `$&${bar}`), { headers });
};

let silent = false; // since the network last gave no answer in time

const ask = async (event) => {
  const response = await (await event.preloadResponse || fetch(event.request));
  silent = false;
  return response;
};

const inTime = (answer) => new Promise((resolve, refuse) => {
  answer.then(resolve, refuse);
  setTimeout(() => {
    silent = true;
    refuse(new Error('no answer in time'));
  }, silent ? IMPATIENCE : PATIENCE);
});

const answer = async (event, path) => {
  const page = event.request.mode === 'navigate';
  const asked = ask(event);
  asked.catch(() => {}); // it may fail after nobody waits for it any more
  const kept = await findKept(path === 'search/index.js' ? 'offline/search.js' : path);
  try {
    const response = await (kept || path.startsWith('search/') ? inTime(asked) : asked);
    if (!kept || response.status < 500) return response;
  } catch { /* no network */ }
  if (kept) return page ? dated(kept) : kept;
  return page ? Response.redirect(`${addressOf(instead)}?${path}`) : Response.error();
};

// What search finds among the pages that are kept, as a script for search.js.
const answerSearch = async () => {
  const cache = await openOwn();
  const kept = await keptPaths(cache);
  const lists = kept.filter((path) => /^offline\/.*\.json$/.test(path))
    .map(async (path) => (await cache.match(addressOf(path))).json());
  const rows = (await Promise.all(lists)).flatMap((list) => list.rows)
    .filter(([, , url]) => kept.includes(url.split('#')[0]));
  const script = `gridpressSearch.kept(${JSON.stringify(rows)});`;
  return new Response(script, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
};

/* ---- events ---- */

let turn = Promise.resolve();

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(activate()));
addEventListener('message', (event) => {
  const { grid } = event.data;
  turn = turn.then(() => changeGrid(grid)).catch(() => {}); // the next page asks again
  event.waitUntil(turn);
});
addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(SCOPE)) return;
  const path = pathOf(new URL(request.url));
  if (path === 'search/kept.js') event.respondWith(answerSearch());
  else if (request.mode === 'navigate' || files.includes(path) || /^(search|mine)\//.test(path)) event.respondWith(answer(event, path));
});
