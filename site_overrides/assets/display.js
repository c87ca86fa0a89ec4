/* Size of print, and what the header opens. Runs in the head: the class must be on the root before the first paint. */
(() => {
  'use strict';

  const KEY = 'gridpress.size';
  const SIZES = ['', 'gp-large', 'gp-large gp-largest']; // body text of 18, 24 and 30 px
  const root = document.documentElement;
  const NEXT = ['大字', '更大', '标准']; // what a tap brings

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

  // ?big=1 in an address, for codes on posters, switches as the button does, and it stays.
  const asked = /[?&]big=([0-2])(?![^&])/.exec(location.search);
  if (asked) remember(Number(asked[1]));

  let size = Math.min(Math.max(Math.trunc(asked ? Number(asked[1]) : recall()), 0), SIZES.length - 1);

  const apply = () => {
    root.classList.remove('gp-large', 'gp-largest');
    root.classList.add(...SIZES[size].split(' ').filter(Boolean));
  };

  const offerSizes = (button) => {
    button.textContent = NEXT[size];
    button.hidden = false;
    button.addEventListener('click', () => {
      size = (size + 1) % SIZES.length;
      remember(size);
      apply();
      button.textContent = NEXT[size];
    });
  };

  // Without this the link leads to the search page.
  const openSearch = (link) => {
    const form = link.nextElementSibling;
    const show = (open) => {
      form.classList.toggle('is-open', open);
      link.setAttribute('aria-expanded', String(open));
    };
    link.setAttribute('role', 'button');
    show(false);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      show(!form.classList.contains('is-open'));
      form.querySelector('input').focus();
    });
    link.addEventListener('keydown', (event) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      link.click();
    });
    form.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !link.getClientRects().length) return;
      show(false);
      link.focus();
    });
  };

  const start = () => {
    const button = document.getElementById('gp-size');
    const link = document.getElementById('gp-find');
    if (button) offerSizes(button);
    if (link) openSearch(link);
  };

  const onEscape = ({ key }) => {
    const menu = document.querySelector('.gp-menu[open]');
    if (key !== 'Escape' || !menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  };

  const named = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch { // an address cut off within a character
      return '';
    }
  };

  // A link to what is folded opens it.
  const unfold = () => {
    const target = document.getElementById(named());
    let fold = target && target.closest('details:not([open])');
    if (!fold) return;
    for (; fold; fold = fold.parentElement.closest('details')) fold.open = true;
    target.scrollIntoView();
  };

  const unfoldWide = () => {
    if (!matchMedia('(min-width: 60em)').matches || root.classList.contains('gp-large')) return;
    document.querySelectorAll('details[data-wide]').forEach((one) => { one.open = true; });
  };

  // Paper shows everything; not every browser has the style for that.
  const folded = [];
  const unfoldAll = () => {
    folded.push(...document.querySelectorAll('.gp-fold:not([open])'));
    folded.forEach((one) => { one.open = true; });
  };
  const foldAgain = () => {
    folded.splice(0).forEach((one) => { one.open = false; });
  };

  // ---- what shows on a day; a copy may be old

  const LONGEST = 365; // days after which the reader's clock is more likely wrong than the page that old
  const all = (selector) => [...document.querySelectorAll(selector)];

  // A list shows as many as it says, and what stands after it when there is none.
  const count = (list) => {
    const shown = [...list.querySelectorAll('[data-until]:not([hidden])')];
    if (list.dataset.most) shown.slice(list.dataset.most).forEach((one) => { one.hidden = true; });
    list.hidden = !shown.length;
    const otherwise = list.nextElementSibling;
    if (otherwise && 'none' in otherwise.dataset) otherwise.hidden = Boolean(shown.length);
  };

  const holds = ({ from, until }, iso) => (!from || from <= iso) && (!until || iso <= until);

  // A clock before the day of the build is wrong, one far after it most likely: the page then stays as it
  // was made, with its dates in words. Tells whether the clock is believed.
  const show = (iso) => {
    const bar = document.querySelector('[data-built]');
    const { built, days } = bar.dataset;
    const age = (Date.parse(iso) - Date.parse(built)) / 864e5;
    const trusted = age >= 0 && age <= LONGEST;
    if (trusted) all('[data-from], [data-until]').forEach((one) => { one.hidden = !holds(one.dataset, iso); });
    if (trusted) all('[data-list]').forEach(count);
    bar.hidden = age <= days;
    bar.querySelector('[data-age]').textContent = age;
    bar.querySelector('[data-doubt]').hidden = age <= LONGEST;
    return trusted;
  };

  // Before the first paint, so that nothing jumps; now.js, which comes later, asks again by the city's clocks.
  const today = new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-doubt]')) return;
    observer.disconnect(); // what it does itself is no news
    show(today);
    watch();
  });
  const watch = () => observer.observe(root, { childList: true, subtree: true });
  const finish = () => {
    observer.disconnect();
    root.classList.remove('gp-soon'); // what scripts bring had its room until here
  };

  window.gridpressShow = { show, holds };
  root.classList.replace('no-js', 'js');
  root.classList.add('gp-soon');
  watch();
  apply();
  document.addEventListener('DOMContentLoaded', start);
  document.addEventListener('DOMContentLoaded', unfoldWide);
  document.addEventListener('DOMContentLoaded', unfold);
  document.addEventListener('DOMContentLoaded', finish);
  window.addEventListener('hashchange', unfold);
  document.addEventListener('click', ({ target }) => {
    const link = target.closest && target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) unfold();
  });
  window.addEventListener('beforeprint', unfoldAll);
  window.addEventListener('afterprint', foldAgain);
  document.addEventListener('keydown', onEscape);
})();
