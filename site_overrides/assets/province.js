/* A province's page of results: the ways into the cities' own search, which knows people and grids, take along
 * what was asked. */
(() => {
  'use strict';

  const input = document.getElementById('gp-search-input');
  const links = document.querySelectorAll('[data-city-search]');
  const follow = () => links.forEach((link) => {
    link.search = input.value.trim() ? `?q=${encodeURIComponent(input.value.trim())}` : '';
  });

  input.addEventListener('input', follow);
  follow();
})();
