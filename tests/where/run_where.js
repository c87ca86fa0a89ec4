// Calls functions of find-grid.js for the tests. Reads {script, calls} as JSON from standard input; a call is the name
// of a function and its arguments, grounds as they are shipped.
'use strict';
const fs = require('fs');
const vm = require('vm');

const job = JSON.parse(fs.readFileSync(0, 'utf8'));
vm.runInThisContext(fs.readFileSync(job.script, 'utf8'));
const { gridpressGround: ground } = globalThis;
const functions = {
  toGcj: (place) => ground.toGcj(place),
  toWgs: (place) => ground.toWgs(place),
  measure: (rings, place) => {
    const decoded = rings.map(ground.decode);
    return [ground.contains(decoded, place), ground.distance(decoded, place)];
  },
  decide: (grids, ...others) => {
    ground.take(grids);
    return ground.decide(ground.grounds, ...others);
  },
};
process.stdout.write(JSON.stringify(job.calls.map(([name, ...given]) => functions[name](...given))));
