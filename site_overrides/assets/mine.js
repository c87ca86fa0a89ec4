/* The grid that a reader calls theirs: chosen on its page, shown on the home page. It stays in the browser. */
(() => {
  'use strict';

  const KEY = 'gridpress.mine';
  const PATH = /^grids\/[a-z0-9-]+\.html$/; // what was stored is not trusted further than this

  // Storage throws in private windows, in some embedded browsers and from file:.
  const recall = () => {
    try {
      const { name, path } = JSON.parse(localStorage.getItem(KEY)) || {};
      return typeof name === 'string' && PATH.test(path) ? { name, path } : null;
    } catch {
      return null;
    }
  };
  const keep = (mine) => {
    try {
      if (mine) localStorage.setItem(KEY, JSON.stringify(mine));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  };

  const offer = (button) => {
    const { name, path } = button.dataset;
    const label = () => {
      const chosen = recall()?.path === path;
      button.setAttribute('aria-pressed', String(chosen));
      button.textContent = chosen ? '✓ 这是我的网格' : '设为我的网格';
    };
    button.addEventListener('click', () => {
      const done = keep(recall()?.path === path ? null : { name, path });
      label();
      if (!done) button.textContent = '这个浏览器记不住，请收藏本页';
    });
    label();
    button.hidden = false;
  };

  const show = (place) => {
    const mine = recall();
    if (!mine) return;
    const link = place.querySelector('a');
    link.href = place.dataset.root + mine.path;
    link.querySelector('[data-name]').textContent = mine.name;
    place.hidden = false;
  };

  document.querySelectorAll('[data-mine]').forEach(offer);
  document.querySelectorAll('[data-my-grid]').forEach(show);
})();
