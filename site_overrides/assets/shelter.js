/* The shelters of the reader's own grid stand open on top. Without one that is remembered nothing changes. */
(() => {
  'use strict';

  const mine = window.gridpressMine?.recall()?.id;
  for (const place of document.querySelectorAll('[data-shelters]')) {
    const own = [...place.querySelectorAll('[data-grids]')].find((one) => one.dataset.grids.split(' ').includes(mine));
    if (!own) continue;
    own.open = true;
    own.querySelector('summary').prepend('您家的：');
    place.prepend(own);
    const around = place.closest('details');
    if (around) around.open = true;
  }
})();
