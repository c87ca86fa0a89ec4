/* Asks the browser to keep the site for hours without a network, and the worker to keep the reader's grid.
 * Where a browser has no workers, or refuses one, nothing else depends on it. */
(() => {
  'use strict';

  const MINE = 'gridpress.mine'; // as mine.js keeps it
  const ID = /^[a-z0-9-]+$/;
  const base = new URL((document.currentScript.dataset.base || '.').replace(/\/?$/, '/'), location.href);

  const readGrid = () => {
    try {
      const { id, path } = JSON.parse(localStorage.getItem(MINE));
      const grid = id || path.replace(/^grids\/|\.html$/g, ''); // earlier versions stored the path
      return ID.test(grid) ? grid : null;
    } catch { // none, or storage is refused
      return null;
    }
  };

  const tell = async () => {
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ grid: readGrid() });
  };

  const offerManifest = () => {
    const href = new URL('manifest.webmanifest', base).href;
    document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href }));
  };

  const start = async () => {
    try {
      offerManifest();
      await navigator.serviceWorker.register(new URL('service-worker.js', base), { updateViaCache: 'none' });
      document.addEventListener('gridpress:mine', tell);
      await tell();
    } catch { /* not here: an old or private browser, no https, no room */ }
  };

  const saving = navigator.connection && navigator.connection.saveData;
  if (!location.protocol.startsWith('http') || saving) return;
  if (document.readyState === 'complete') start();
  else addEventListener('load', start);
})();
