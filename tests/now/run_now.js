// Tells with now.js how hours stand at moments, for the tests. Reads {script, calendar, asked, instants} as JSON from
// standard input: `asked` are pairs of hours and moments, minutes since 1970 by the city's clocks.
'use strict';
const fs = require('fs');
const vm = require('vm');

const job = JSON.parse(fs.readFileSync(0, 'utf8'));
if (job.without) globalThis.Intl = undefined;
vm.runInThisContext(job.calendar);
vm.runInThisContext(fs.readFileSync(job.script, 'utf8'));
const { gridpressCalendar: calendar, gridpressNow: now } = globalThis;

const told = job.asked.map(([hours, moments]) => moments.map((moment) =>
  ({ ...now.stateAt(hours, moment, calendar), words: now.words(hours, moment, calendar) })));
process.stdout.write(JSON.stringify({ told, moments: (job.instants || []).map((one) => now.momentOf(one, calendar)) }));
