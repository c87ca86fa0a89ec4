// Answers queries with search-core.js over rendered artifacts, for the tests. Reads {script, site, queries} as
// JSON from standard input; writes one result for each query: terms, hits, and the files it took
// with their bytes as sent (gzip); besides, hits and files of the first answer.
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

function take(folder, number, taken) {
  const file = `${folder}/${number}.js`;
  taken[file] = read(file);
  if (given[folder][number] === undefined) run(file);
}

// As search.js answers: from so many shards and chunks besides those taken already.
function answer(query, taken, mostShards, mostChunks) {
  const isThere = (shard) => taken[`t/${shard}.js`] !== undefined;
  const shardFor = (term) => {
    const shards = core.shardsOf(term, settings);
    return shards.length ? given.t[shards.find(isThere)] : '|';
  };
  const runs = core.parse(query, settings);
  const load = (most) => {
    const chosen = core.choose(runs, isThere, most, settings);
    chosen.forEach((shard) => take('t', shard, taken));
    return chosen.length;
  };
  const left = mostShards - load(mostShards);
  if (core.widen(runs, shardFor, settings.table)) load(left);
  const { first, chunk } = settings;
  const chunkOf = ({ number }) => (number < first ? 0 : 1 + Math.floor((number - first) / chunk));
  const best = core.rank(runs, shardFor).slice(0, job.limit || 10);
  const chunks = Array.from(new Set(best.map(chunkOf))).filter((one) => one && !taken[`d/${one}.js`]);
  chunks.slice(0, mostChunks).forEach((one) => take('d', one, taken));
  return best.filter((hit) => !chunkOf(hit) || taken[`d/${chunkOf(hit)}.js`]).map((hit) => {
    const at = hit.number < first ? hit.number : (hit.number - first) % chunk;
    const [kind, title, url, note] = given.d[chunkOf(hit)][at];
    const pieces = core.markPieces(title, core.needlesOf(runs));
    return { ...hit, kind: settings.kinds[kind], title, url, note, pieces };
  });
}

const weigh = (taken) => Object.fromEntries(Object.entries(taken).map(([file, text]) => [file, zlib.gzipSync(text).length]));

process.stdout.write(JSON.stringify(job.queries.map((query) => {
  const taken = { 'index.js': read('index.js') };
  const chunks = Math.min(1, settings.chunks);
  const first = { hits: answer(query, taken, 5 - chunks, chunks), taken: weigh(taken) };
  const hits = answer(query, taken, Infinity, Infinity);
  return { query, terms: core.termsOf(core.parse(query, settings)), hits, taken: weigh(taken), first };
})));
