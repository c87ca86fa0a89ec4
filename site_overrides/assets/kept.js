/* On the page that stands in where there is no network: the reader's own grid, whom to call, what is kept. */
(() => {
  'use strict';

  const place = document.querySelector('[data-kept]');
  const { root } = place.dataset;

  const make = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });
  const link = (href, className, text) => Object.assign(make('a', className, text), { href });

  const list = (className, items) => {
    const all = make('ul', className, '');
    all.append(...items.map((item) => {
      const row = make('li', '', '');
      row.append(item);
      return row;
    }));
    return all;
  };

  const dial = ([label, href, number]) => {
    const call = link(href, 'gp-call', '');
    call.append(make('span', 'gp-call__label', label), ' ', make('span', 'gp-call__number', number));
    return call;
  };

  // The address that could not be shown stands behind the question mark.
  const offerAgain = () => {
    const asked = /^\?([\w%./-]+\.html)$/.exec(location.search);
    const again = document.querySelector('[data-again]');
    if (!asked || /^\/|\/\/|\.\./.test(asked[1])) return;
    again.querySelector('a').href = root + asked[1];
    again.hidden = false;
  };

  // The list of the one grid that the worker keeps, in whichever version.
  const findList = async () => {
    const lists = new URL(`${root}offline/grids/`, location.href).href;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      const found = (await cache.keys()).find(({ url }) => url.startsWith(lists));
      if (found) return cache.match(found);
    }
    throw new Error('none');
  };

  const showGrid = async () => {
    const { calls, pages } = await (await findList()).json();
    const [[, name]] = pages;
    place.append(make('h2', '', `我的网格：${name}`), list('gp-calls', calls.map(dial)),
      make('p', '', '这几页存在手机里，没有网也能看：'),
      list('', pages.map(([address, title]) => link(root + address, '', title))));
  };

  offerAgain();
  showGrid().catch(() => {}); // no grid chosen, or nothing kept: numbers and pages of every phone stand above
})();
