// Answers queries with search-core.js over rendered artifacts, for the tests. Reads {script, site, queries,
// requests} as JSON from standard input; writes one result for each query: terms, hits, and the files it took
// with their bytes as sent (gzip). Without `requests` an answer takes all files that bear on it.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const zlib = require('zlib');

const job = JSON.parse(fs.readFileSync(0, 'utf8'));
vm.runInThisContext(fs.readFileSync(job.script, 'utf8'));
const search = globalThis.gridpressSearch;
const { core } = search;
const given = { t: {}, d: {} };
const read = (file) => fs.readFileSync(path.join(job.site, 'search', file), 'utf8');
const run = (file) => vm.runInThisContext(read(file));

search.root = (root) => {
  search.settings = root;
  given.d[0] = root.rows;
};
search.shard = (version, number, text) => { given.t[number] = text; };
search.rows = (version, number, rows) => { given.d[number] = rows; };
run('index.js');
const { settings } = search;
settings.table = core.readTables(settings);
settings.shown = core.readShown(given.d[0]);
const requests = job.requests || Infinity;
const limit = job.limit || 10;

function take(folder, number, taken) {
  const file = `${folder}/${number}.js`;
  taken[file] = read(file);
  if (given[folder][number] === undefined) run(file);
}

// As search.js answers.
function answer(query, taken) {
  const isThere = (shard) => taken[`t/${shard}.js`] !== undefined;
  const heldFor = (term) => {
    const shards = core.shardsOf(term, settings);
    return shards.length ? given.t[shards.find(isThere)] : '|';
  };
  const runs = core.parse(query, settings);
  let left = requests - 1;
  const loadShards = () => {
    const chosen = core.choose(runs, isThere, left - Math.min(1, settings.chunks), settings);
    left -= chosen.length;
    chosen.forEach((shard) => take('t', shard, taken));
  };
  loadShards();
  if (core.widen(runs, heldFor, settings.table)) loadShards();
  const { first, chunk } = settings;
  const chunkOf = ({ number }) => (number < first ? 0 : 1 + Math.floor((number - first) / chunk));
  const ranked = core.rank(runs, (term) => heldFor(term) || settings.shown(term), settings.documents);
  const chunks = Array.from(new Set(ranked.slice(0, limit).map(chunkOf))).filter(Boolean);
  chunks.slice(0, left).forEach((one) => take('d', one, taken));
  return ranked.filter((hit) => !chunkOf(hit) || taken[`d/${chunkOf(hit)}.js`]).slice(0, limit).map((hit) => {
    const at = hit.number < first ? hit.number : (hit.number - first) % chunk;
    const [kind, title, url, note] = given.d[chunkOf(hit)][at];
    const pieces = core.markPieces(title, core.needlesOf(runs));
    return { ...hit, kind: settings.kinds[kind], title, url, note, pieces };
  });
}

const weigh = (taken) => Object.fromEntries(Object.entries(taken).map(([file, text]) => [file, zlib.gzipSync(text).length]));

process.stdout.write(JSON.stringify(job.queries.map((query) => {
  const taken = { 'index.js': read('index.js') };
  const hits = answer(query, taken);
  return { query, terms: core.termsOf(core.parse(query, settings)), hits, taken: weigh(taken) };
})));
