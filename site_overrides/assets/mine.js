/* The grid that a reader calls theirs: chosen on its page or in a list, first on the home page, forgotten by
 * one tap. It stays in the browser; all that is asked of the site is mine/<id>.js, whose numbers are kept so
 * that they show without a network, too. Where nothing can be stored, the addresses of a visit carry it.
 */
((root) => {
  'use strict';

  const KEY = 'gridpress.mine';
  const PATH = /^grids\/([a-z0-9-]+)\.html$/;
  const ID = /^[a-z0-9-]+$/; // what was stored is not trusted further than this
  const DIALLED = /^tel:[0-9+,*#]+$/;
  const HOPS = 5; // former ids in a row
  const GONE = '找不到您记住的这个网格了，可能改了名或者合并了，请重新找一下。';
  const UNREAD = '没有连上网，这些是上次看到的。';
  const STORES = [() => localStorage, () => sessionStorage];
  const given = {};

  /* ---- remembering ---- */

  // Storage throws in private windows, in some embedded browsers and from file:.
  const attempt = (action) => { try { return action(); } catch { return null; } };

  const isCall = (call) => Array.isArray(call) && DIALLED.test(call[3]) && call.every((one) => typeof one === 'string');

  const parse = (text) => {
    const { id, path, name, calls } = JSON.parse(text) || {};
    const [, known] = PATH.exec(path) || [null, id]; // a path alone is what earlier versions stored
    if (typeof known !== 'string' || !ID.test(known)) return null;
    return { id: known, name: typeof name === 'string' ? name : '', calls: Array.isArray(calls) ? calls.filter(isCall) : [] };
  };
  const fromAddress = () => parse(JSON.stringify({ id: (/[?&]grid=([^&#]*)/.exec(location.search) || [])[1] }));
  const fromStore = () => STORES.reduce((found, store) => found || attempt(() => parse(store().getItem(KEY))), null);

  let visiting = fromAddress();
  const recall = () => fromStore() || visiting;
  const keep = (mine) => {
    visiting = STORES.some((store) => attempt(() => { store().setItem(KEY, JSON.stringify(mine)); return true; })) ? null : mine;
    tell();
    return !visiting;
  };
  const forget = () => {
    visiting = null;
    STORES.forEach((store) => attempt(() => store().removeItem(KEY)));
    tell();
  };

  const tell = () => {
    carry();
    document.dispatchEvent(new Event('gridpress:mine')); // offline.js keeps its pages for hours without a network
  };

  // Links of this page take along what could not be stored.
  const carry = () => {
    const search = visiting ? `?grid=${visiting.id}` : '';
    for (const link of document.querySelectorAll('a[href]')) {
      const here = link.protocol === location.protocol && link.host === location.host && link.pathname.endsWith('.html');
      if (here && link.search !== search && /^(\?grid=.*)?$/.test(link.search)) link.search = search;
    }
  };

  /* ---- choosing ---- */

  const offer = (button, then) => {
    const { name, path } = button.dataset;
    const id = (PATH.exec(path) || [])[1];
    const label = () => {
      const chosen = recall()?.id === id;
      button.setAttribute('aria-pressed', String(chosen));
      button.textContent = !chosen ? '设为我的网格' : visiting ? '✓ 记到您关掉网页为止' : '✓ 我的网格，首页最上面就有';
    };
    button.addEventListener('click', () => {
      if (recall()?.id === id) forget();
      else keep({ id, name, calls: [] });
      document.querySelectorAll('[data-mine]').forEach((other) => other.dispatchEvent(new Event('relabel')));
      if (then) then();
    });
    button.addEventListener('relabel', label);
    label();
    button.hidden = false;
  };

  const makeOffer = (name, path, then) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'gp-button gp-button--plain' });
    Object.assign(button.dataset, { mine: '', name, path });
    offer(button, then);
    return button;
  };

  /* ---- asking the site ---- */

  const load = (base, id) => new Promise((resolve) => {
    const script = Object.assign(document.createElement('script'), { src: `${base}mine/${id}.js` });
    script.onload = script.onerror = () => {
      script.remove();
      resolve(given[id]);
    };
    document.head.append(script);
  });

  // What is known of a grid today, under the id that it has today.
  const ask = async (base, id) => {
    for (let hop = 0; hop < HOPS; hop++) {
      const data = await load(base, id);
      if (!data || !data.now) return { id, data };
      id = data.now;
    }
    return { id };
  };

  // The site answers, but not about this grid. A folder on a stick is always there.
  const isGone = async (base, id) => {
    if (location.protocol === 'file:') return true;
    try {
      return (await fetch(`${base}mine/${id}.js`, { method: 'HEAD', cache: 'no-store' })).status < 500;
    } catch {
      return false;
    }
  };

  /* ---- the place on the home page ---- */

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children.filter(Boolean));
    return element;
  };
  const dated = (element, from, until) => {
    element.dataset.from = from || '';
    element.dataset.until = until || '';
    return element;
  };

  const buildCall = ([label, note, number, href, from, until], at) => {
    const link = make('a', `gp-call${at ? ' gp-call--plain' : ''}`,
      make('span', 'gp-call__label', label), make('span', 'gp-call__number', number), note && make('span', 'gp-call__note', note));
    link.href = href;
    return dated(make('li', '', link), from, until);
  };
  const buildNotice = (base) => ([title, path, words, from, until]) => {
    const link = Object.assign(make('a', '', title), { href: base + path });
    return dated(make('li', '', link, ' ', make('span', 'gp-mygrid__until', words)), from, until);
  };
  const buildSuccessor = (base, again) => ([name, path]) =>
    make('li', '', Object.assign(make('a', '', name), { href: base + path }), ' ', makeOffer(name, path, again));

  const fill = (place, { name, path, calls, notices, successors, lineage, said }) => {
    const part = (which) => place.querySelector(`[data-${which}]`);
    const base = place.dataset.root;
    const again = () => show(place);
    if (name) part('name').textContent = name;
    if (path) part('name').href = base + path;
    part('said').replaceChildren(...[said, lineage && Object.assign(make('a', '', '调整前后对照'), { href: base + lineage })].filter(Boolean));
    part('calls').replaceChildren(...calls.map(buildCall));
    part('otherwise').hidden = calls.length > 0;
    part('successors').replaceChildren(...(successors || []).map(buildSuccessor(base, again)));
    part('news').replaceChildren(...(notices || []).map(buildNotice(base)));
    part('news').toggleAttribute('data-list', Boolean(notices?.length)); // now.js counts what it shows
    part('news').hidden = !notices?.length;
    part('none').hidden = !notices || notices.length > 0;
    root.gridpressNow?.refresh?.();
    carry();
  };

  const show = async (place) => {
    const mine = recall();
    place.hidden = !mine;
    if (!mine) return;
    const base = place.dataset.root;
    fill(place, { ...mine, path: `grids/${mine.id}.html` });
    const { id, data } = await ask(base, mine.id);
    if (recall()?.id !== mine.id) return; // forgotten meanwhile
    if (!data) {
      const gone = await isGone(base, id);
      fill(place, { name: mine.name || '去找', path: 'grids/index.html', calls: gone ? [] : mine.calls, said: gone ? GONE : UNREAD });
    } else if (data.successors) {
      const said = data.successors.length ? '已经调整，现在归下面的网格，点一个记住它。' : '已经撤销，请重新找您的网格。';
      fill(place, { ...data, path: `grids/${id}.html`, calls: [], said });
    } else {
      if (fromStore()) keep({ id, name: data.name, calls: data.calls });
      fill(place, data);
    }
  };

  const start = () => {
    carry();
    document.querySelectorAll('[data-mine]').forEach((button) => offer(button));
    document.querySelectorAll('[data-my-grid]').forEach((place) => {
      place.querySelector('[data-forget]').addEventListener('click', () => {
        forget();
        show(place);
      });
      show(place);
      addEventListener('pageshow', ({ persisted }) => { if (persisted) show(place); });
    });
  };

  root.gridpressMine = { take: (id, data) => { given[id] = data; }, recall, makeOffer, ask };
  start();
})(window);
