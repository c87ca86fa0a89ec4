/* Searches what a phone keeps, where the network does not answer. search.js loads it then, and after it
 * search/kept.js, which the worker makes: rows of kind, title, URL, note, own terms, whether of the ground, calls. */
(() => {
  'use strict';

  const search = window.gridpressSearch;
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

  search.kept = (rows) => { search.keptRows = rows; };

  const levelOf = (terms, term) => {
    const at = terms.indexOf(`|${term}:`);
    return at < 0 ? 0 : ALPHABET.indexOf(terms[at + term.length + 2]);
  };

  // A term becomes the text of a shard with that term in it: how rare it is counts among these rows.
  const shardOf = (rows) => (term) => {
    const levels = rows.map(([, , , , terms], number) => [number, levelOf(terms, term) / 63]).filter(([, level]) => level);
    return levels.length ? search.core.packPostings(term, levels, rows.length) : '|';
  };

  search.findKept = (query, limit, onGround) => {
    const { parse, widen, rank, needlesOf } = search.core;
    const { keptRows: rows, settings } = search;
    const runs = parse(query, settings);
    const shardFor = shardOf(rows);
    widen(runs, shardFor, settings.table);
    const ranked = rank(runs, shardFor, rows.length).filter(({ number }) => !onGround || rows[number][5]);
    const hits = ranked.slice(0, limit).map((hit) => {
      const [kind, title, url, note, , , calls] = rows[hit.number];
      return Object.assign({ kind, title, url, note, calls }, hit);
    });
    return { hits, needles: needlesOf(runs), total: ranked.length, complete: true, kept: true };
  };
})();
