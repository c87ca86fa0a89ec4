/* The search box. Loads nothing before it is used: then search/index.js, which holds the core, and from
 * search/ what a query needs, in six requests at most. Every file is a script that calls back, so a folder on disk works too. */
(() => {
  'use strict';

  const search = window.gridpressSearch = window.gridpressSearch || {};

  /* ---- loading: each file is a script that calls back ---- */

  const self = document.currentScript || document.querySelector('script[data-base]');
  const base = (self.dataset.base || '.').replace(/\/?$/, '/');
  const MOST_REQUESTS = 6; // of an answer, search/index.js among them
  const loads = {};
  const given = { t: {}, d: {} };

  search.root = (root) => {
    search.settings = root;
    search.fallback = root.fallback;
    given.d[0] = root.rows || [];
    root.table = search.core.readTables(root);
    root.shown = search.core.readShown(given.d[0]);
  };
  // Another build numbers its documents differently: only what index.js names is taken.
  const versionOf = (folder, number) => search.settings.versions[folder].substr(number * 8, 8);
  const take = (folder) => (version, number, part) => {
    if (version === versionOf(folder, number)) given[folder][number] = part;
  };
  search.shard = take('t');
  search.rows = take('d');

  const load = (path, isThere) => {
    if (isThere()) return Promise.resolve(true);
    loads[path] = loads[path] || new Promise((resolve) => {
      const script = document.createElement('script');
      script.src = path;
      script.onload = script.onerror = () => {
        delete loads[path];
        script.remove();
        resolve(isThere());
      };
      document.head.appendChild(script);
    });
    return loads[path];
  };

  const loadRoot = () => load(`${base}search/index.js`, () => Boolean(search.core && search.settings));

  const loadAll = async (folder, numbers) => {
    const loaded = await Promise.all(Array.from(new Set(numbers), (number) => {
      const path = `${base}search/${folder}/${number}.js?v=${versionOf(folder, number)}`;
      return load(path, () => given[folder][number] !== undefined);
    }));
    return loaded.every(Boolean);
  };

  // Only a worker that keeps pages knows what it keeps.
  const loadKept = async () => Boolean(navigator.serviceWorker && navigator.serviceWorker.controller) &&
    await load(self.src.replace(/search(\.[^/]*)$/, 'search-kept$1'), () => !!search.findKept) &&
    load(`${base}search/kept.js`, () => !!search.keptRows);

  const isThere = (shard) => given.t[shard] !== undefined;

  const chunkOf = ({ number }) => {
    const { first, chunk } = search.settings;
    return number < first ? 0 : 1 + Math.floor((number - first) / chunk);
  };

  const rowOf = ({ number }) => {
    const { first, chunk } = search.settings;
    return given.d[chunkOf({ number })][number < first ? number : (number - first) % chunk];
  };

  const show = (hit) => {
    const [kind, title, url, note, calls] = rowOf(hit);
    return Object.assign({ kind: search.settings.kinds[kind], title, url, note, calls: calls || [] }, hit);
  };

  // An answer from at most so many files. Half a shard would be worse than none, so what is shown of the first
  // documents stands for those that were not asked for; of the rows, those of the best hits are loaded.
  const answer = async (query, limit, onGround, requests) => {
    const { settings, core: { parse, widen, rank, choose, shardsOf, termsOf, needlesOf } } = search;
    const heldFor = (term) => {
      const shards = shardsOf(term, settings);
      return shards.length ? given.t[shards.find(isThere)] : '|';
    };
    const runs = parse(query, settings);
    let left = requests - 1;
    const loadShards = async () => {
      const chosen = choose(runs, isThere, left - Math.min(1, settings.chunks), settings);
      left -= chosen.length;
      const loading = loadAll('t', chosen);
      const isLeftOut = (term) => !heldFor(term) && !shardsOf(term, settings).some((shard) => chosen.includes(shard));
      termsOf(runs).filter(isLeftOut).forEach((term) => settings.shown(term)); // remembered; the network takes longer
      return loading;
    };
    const known = [await loadShards()];
    if (widen(runs, heldFor, settings.table)) known.push(await loadShards());
    const isAsked = ({ number }) => !onGround || settings.ground.some(([first, past]) => first <= number && number < past);
    const ranked = rank(runs, (term) => heldFor(term) || settings.shown(term), settings.documents).filter(isAsked);
    const chunks = Array.from(new Set(ranked.slice(0, limit).map(chunkOf))).filter((chunk) => !given.d[chunk]);
    known.push(await loadAll('d', chunks.slice(0, left)));
    const hits = ranked.filter((hit) => given.d[chunkOf(hit)]).slice(0, limit).map(show);
    return { hits, needles: needlesOf(runs), total: ranked.length, complete: known.every(Boolean) };
  };

  // Resolves to {hits, needles, total, complete, kept}: the best documents, ready to show, of the ground only
  // if asked, from as many files as are allowed; kept are those that a phone finds in its own memory, where the
  // network does not answer.
  search.find = async (query, limit, onGround, requests = MOST_REQUESTS) => {
    const nothing = { hits: [], needles: [], total: 0, complete: false };
    if (!await loadRoot()) return nothing;
    const found = search.settings.kept ? nothing : await answer(query, limit, onGround, requests);
    return found.complete || !await loadKept() ? found : search.findKept(query, limit, onGround);
  };

  /* ---- the box ---- */

  const SHORT_LIST = 8;
  const LONG_LIST = 20;
  const SLOW = 160; // milliseconds until a search says that it is under way

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    if (className) element.className = `gp-search__${className}`;
    element.append(...children);
    return element;
  };

  const link = (href, ...children) => Object.assign(make('a', 'link', ...children), { href, lang: 'zh-CN' });

  const marked = (text, needles) =>
    (needles.length ? search.core.markPieces(text, needles) : [[text]]).map(([piece, isMarked]) => isMarked ? make('mark', '', piece) : piece);

  search.buildItem = (hit, needles) => {
    const note = hit.note ? [' ', make('span', 'note', ...marked(hit.note, needles))] : [];
    const calls = hit.calls.map(([label, number, href]) => Object.assign(make('a', 'call', make('span', '', label), make('span', '', number)), { href }));
    return make('li', 'item',
      link(base + hit.url, make('span', 'title', ...marked(hit.title, needles)), ...note),
      ...(calls.length ? [make('span', 'calls', ...calls)] : []));
  };

  const buildGroups = ({ hits, needles }) => {
    const kinds = Array.from(new Set(hits.map((hit) => hit.kind)));
    return kinds.map((kind, at) => {
      const heading = Object.assign(make('p', 'heading', kind), { id: `gp-search-kind-${at}` });
      const same = hits.filter((hit) => hit.kind === kind);
      const list = make('ul', 'list', ...same.map((hit) => search.buildItem(hit, needles)));
      list.setAttribute('aria-labelledby', heading.id);
      return Object.assign(make('div', 'group', heading, list), { lang: 'zh-CN' });
    });
  };

  const buildFallback = () => {
    if (!search.fallback) return [];
    const { name, phones, links } = search.fallback;
    const items = links.map(([label, url]) => make('li', 'item', link(base + url, label)));
    return [make('div', 'fallback',
      make('p', '', '也可以打电话问：', ...phones.map(([href, number]) => link(href, `${name} ${number}`))),
      ...(items.length ? [make('ul', 'list', ...items)] : []))];
  };

  const isWeak = (hit) => !search.core || search.core.isWeak(hit);

  const describe = (found) => (found.kept ? `没连上网，只查手机里存的：${count(found)}` : count(found));

  const count = ({ hits, total, complete }) => {
    if (!complete) return '有些内容没有读到，请检查网络，或刷新页面再试。';
    if (!hits.length) return '没有找到，换个说法试试。';
    if (isWeak(hits[0])) return `没有很贴切的结果，这 ${hits.length} 条供参考。`;
    return total > hits.length ? `最相关的 ${hits.length} 条结果` : `找到 ${hits.length} 条结果`;
  };

  const start = () => {
    const input = document.getElementById('gp-search-input');
    const page = document.getElementById('gp-search-page');
    const panel = page || document.getElementById('gp-search-results');
    if (!input || !panel) return;
    const form = input.form;
    const first = page ? LONG_LIST : SHORT_LIST;
    const status = make('p', 'count'); // it stands before its text comes, so that readers announce it
    status.setAttribute('role', 'status');
    const body = make('div', 'body');
    const ways = page ? [...panel.querySelectorAll('ul')] : []; // the other ways in, of browsers without scripts
    let limit = first;
    let turn = 0;
    let timer;
    let composing = false;

    const put = (...children) => {
      body.textContent = '';
      body.append(...children);
    };

    const close = () => {
      turn++;
      clearTimeout(timer);
      status.textContent = '';
      put(...ways);
      panel.hidden = !page;
    };

    const run = async () => {
      const query = input.value.trim();
      if (!query) return input.value && !page ? explain() : close();
      const mine = ++turn;
      panel.hidden = false;
      const slow = setTimeout(() => { status.textContent = '正在查找…'; }, SLOW);
      const found = await search.find(query, limit, false, limit > first ? Infinity : undefined);
      clearTimeout(slow);
      if (mine !== turn) return; // a newer query has overtaken this one
      status.textContent = describe(found);
      const isFirst = !body.hasChildNodes();
      put(...buildGroups(found), ...(isWeak(found.hits[0]) ? buildFallback() : []), ...buildMore(found));
      if (page) remember(query);
      else if (isFirst) showBelow();
    };

    const showBelow = () => { // above what a phone's keyboard covers
      if (innerWidth < 768 && panel.getBoundingClientRect().top > innerHeight / 3) form.scrollIntoView();
    };

    const explain = async () => { // blanks ask nothing
      const mine = ++turn;
      await loadRoot();
      if (mine !== turn) return;
      panel.hidden = false;
      status.textContent = '请写要办的事，一两个字也行。';
      put(...buildFallback());
    };

    const buildMore = ({ hits, total }) => {
      if (!page || total <= hits.length) return [];
      const more = make('button', 'more', '再看一些');
      more.type = 'button';
      more.onclick = async () => {
        const seen = new Set(links().map((anchor) => anchor.href));
        limit += LONG_LIST;
        more.blur();
        await run();
        const fresh = links().find((anchor) => !seen.has(anchor.href));
        if (fresh) fresh.focus();
      };
      return [more];
    };

    const remember = (query) => {
      try { history.replaceState(null, '', `?q=${encodeURIComponent(query)}`); } catch (error) { /* file: */ }
    };

    const soon = () => {
      clearTimeout(timer);
      limit = first;
      if (!composing) timer = setTimeout(run); // letters that arrive at once are one query
    };

    const links = () => Array.from(body.querySelectorAll('a'));

    // Arrows walk through real links, so that readers and long-press menus know what they are.
    const onKey = (event) => {
      if (event.isComposing) return;
      if (event.key === 'Escape' && !page) {
        close();
        input.focus();
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [input, ...links()];
      const at = stops.indexOf(document.activeElement);
      if (!step || at < 0 || stops.length < 2) return;
      event.preventDefault();
      stops[(at + step + stops.length) % stops.length].focus();
    };

    const ask = () => {
      const asked = /[?&]q=([^&#]*)/.exec(location.search);
      if (!asked) return;
      try { input.value = decodeURIComponent(asked[1].replace(/\+/g, ' ')); } catch (error) { return; }
      run();
    };

    panel.textContent = ''; // on the page of results, the note for browsers without scripts
    panel.append(status, body);
    put(...ways);
    panel.hidden = !page;
    input.addEventListener('focus', loadRoot);
    input.addEventListener('input', soon);
    input.addEventListener('compositionstart', () => { composing = true; });
    input.addEventListener('compositionend', () => { composing = false; soon(); });
    for (const part of form.contains(panel) ? [form] : [form, panel]) part.addEventListener('keydown', onKey);
    if (page) return ask();
    document.addEventListener('click', ({ target }) => {
      if (!form.contains(target) && !panel.contains(target)) close();
    });
  };

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
