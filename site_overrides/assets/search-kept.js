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

  const packDistance = (distance) =>
    (distance < 32 ? ALPHABET[distance] : ALPHABET[32 + (distance % 32)] + packDistance(distance >> 5));

  // A term becomes the text of a shard with that term in it. How rare it is counts among these rows, as
  // generator/outputs/search_postings.py counts it among all.
  const shardOf = (rows) => {
    const weight = (holders) => Math.log1p((rows.length - holders + 0.5) / (holders + 0.5));
    return (term) => {
      const levels = rows.map(([, , , , terms]) => levelOf(terms, term));
      const holders = levels.filter(Boolean).length;
      if (!holders) return '|';
      const scale = weight(holders) / weight(1);
      let last = -1;
      return `|${term}:${levels.map((level, number) => {
        if (!level) return '';
        const distance = number - last - 1;
        last = number;
        return packDistance(distance) + ALPHABET[Math.max(1, Math.round(level * scale))];
      }).join('')}|`;
    };
  };

  search.findKept = (query, limit, onGround) => {
    const { parse, widen, rank, needlesOf } = search.core;
    const { keptRows: rows, settings } = search;
    const runs = parse(query, settings);
    const shardFor = shardOf(rows);
    widen(runs, shardFor, settings.table);
    const ranked = rank(runs, shardFor).filter(({ number }) => !onGround || rows[number][5]);
    const hits = ranked.slice(0, limit).map((hit) => {
      const [kind, title, url, note, , , calls] = rows[hit.number];
      return Object.assign({ kind, title, url, note, calls }, hit);
    });
    return { hits, needles: needlesOf(runs), total: ranked.length, complete: true, kept: true };
  };
})();
