// Answers queries with search-core.js over rendered artifacts, for the tests. Reads {script, site, queries} as
// JSON from standard input; writes one result for each query: terms, hits, and the files it took.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const job = JSON.parse(fs.readFileSync(0, 'utf8'));
vm.runInThisContext(fs.readFileSync(job.script, 'utf8'));
const search = globalThis.gridpressSearch;
const { core } = search;
search.root = (root) => { search.settings = root; };
const given = { t: {}, d: {} };
const read = (file) => fs.readFileSync(path.join(job.site, 'search', file), 'utf8');
const run = (file) => vm.runInThisContext(read(file));

run('index.js');
const { settings } = search;
settings.table = core.readTables(settings);
search.shard = (version, number, text) => { given.t[number] = text; };
search.rows = (version, number, rows) => { given.d[number] = rows; };

function take(folder, name, number, taken) {
  const file = `${folder}/${name}.js`;
  taken[file] = Buffer.byteLength(read(file));
  if (given[folder][number] === undefined) run(file);
  return given[folder][number];
}

function answer(query) {
  const taken = { 'index.js': Buffer.byteLength(read('index.js')) };
  const runs = core.parse(query, settings);
  const shardFor = (term) => {
    const number = core.shardOf(term, settings.shards);
    return take('t', number.toString(16).padStart(3, '0'), number, taken);
  };
  const terms = core.termsOf(runs);
  core.widen(runs, shardFor, settings.table);
  const hits = core.rank(runs, shardFor).slice(0, job.limit || 10).map((hit) => {
    const chunk = Math.floor(hit.number / settings.chunk);
    const [kind, title, url, note] = take('d', chunk, chunk, taken)[hit.number % settings.chunk];
    const pieces = core.markPieces(title, core.needlesOf(runs));
    return { ...hit, kind: settings.kinds[kind], title, url, note, pieces };
  });
  return { query, terms, hits, taken };
}

process.stdout.write(JSON.stringify(job.queries.map(answer)));
