/* Large print, and the menu's Escape key. Runs in the head: the class must be on the root before the first paint. */
(() => {
  'use strict';

  const KEY = 'gridpress.size';
  const SIZES = ['', 'gp-large', 'gp-large gp-largest']; // body text of 18, 24 and 30 px
  const root = document.documentElement;

  // Storage throws in private windows, in some embedded browsers and from file:.
  const recall = () => {
    try {
      return Number(localStorage.getItem(KEY)) || 0;
    } catch {
      return 0;
    }
  };
  const remember = (size) => {
    try {
      localStorage.setItem(KEY, String(size));
    } catch { /* it then holds for this page only */ }
  };

  let size = Math.min(Math.max(recall(), 0), SIZES.length - 1);

  const apply = () => {
    root.classList.remove('gp-large', 'gp-largest');
    root.classList.add(...SIZES[size].split(' ').filter(Boolean));
  };

  const label = (large, larger) => {
    large.hidden = false;
    large.textContent = size ? '标准字' : '大字版';
    larger.hidden = size === 0;
    larger.textContent = size === 2 ? '小一些' : '再大些';
  };

  const start = () => {
    const large = document.getElementById('gp-large');
    const larger = document.getElementById('gp-larger');
    if (!large || !larger) return;
    const choose = (next) => {
      size = next;
      remember(size);
      apply();
      label(large, larger);
    };
    large.addEventListener('click', () => choose(size ? 0 : 1));
    larger.addEventListener('click', () => choose(size === 2 ? 1 : 2));
    label(large, larger);
  };

  const onEscape = ({ key }) => {
    const menu = document.querySelector('.gp-menu[open]');
    if (key !== 'Escape' || !menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  };

  root.classList.replace('no-js', 'js');
  apply();
  document.addEventListener('DOMContentLoaded', start);
  document.addEventListener('keydown', onEscape);
})();
