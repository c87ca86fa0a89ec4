/* The core of the search: a query becomes terms, terms become scores. Free of the page; search.js loads it
 * when the box is first used, and the tests run it under Node. Terms must be made as in
 * generator/outputs/search_terms.py; a test compares the two. */
((global) => {
  'use strict';

  const HANZI = '[\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3fffd}]';
  const RUN = new RegExp(`(?:[0-9a-z]|${HANZI})+`, 'gu');
  const SYMBOL = new RegExp(`[0-9a-z]+|${HANZI}`, 'gu');
  const TYPED = /[0-9a-z]+(?:[ ']+[0-9a-z]+)*/g;
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const SAME = 0.7; // what the other terms of a group count: like words, longer ones

  /* ---- query to terms ---- */

  const normalise = (text) => text.normalize('NFKC').toLowerCase();
  const all = (pattern, text) => text.match(pattern) || [];
  const flat = (lists) => [].concat(...lists);
  const isLatin = (symbol) => symbol.charCodeAt(0) < 128;
  const joins = (symbol) =>
    !isLatin(symbol) || symbol.length <= 2 || (symbol.length <= 5 && /[0-9]/.test(symbol));

  const withoutStops = (text, stops) => {
    const kept = stops.reduce((rest, stop) => rest.split(stop).join(' '), text);
    return all(SYMBOL, kept).length ? kept : text;
  };

  // A query is runs; a run, rival readings; a reading, groups; a group, terms for one thing.
  // Runs and groups add up; of rivals, and in a group, the best one counts; a group's first term is the one typed.
  const parse = (query, root) => {
    const text = withoutStops(normalise(Array.from(query).slice(0, 40).join('')), root.stop);
    const runs = all(RUN, text).map((run) => [pairs(all(SYMBOL, run), root.same)]);
    return runs.filter(([groups]) => groups.length)
      .concat(all(TYPED, text).map((typed) => typedReadings(typed, root.table)));
  };

  const pairs = (symbols, same) => {
    const groups = [];
    const paired = new Set();
    for (let at = 1; at < symbols.length; at++) {
      const [left, right] = [symbols[at - 1], symbols[at]];
      if (!(isLatin(left) && isLatin(right)) && joins(left) && joins(right)) {
        paired.add(at - 1).add(at);
        groups.push(withSame(left + right, same));
      }
    }
    symbols.forEach((symbol, at) => {
      if (!paired.has(at) && !isLatin(symbol)) groups.push([symbol]);
    });
    return groups;
  };

  const withSame = (pair, same) =>
    Array.from(new Set([pair].concat(...same.filter((row) => row.includes(pair)))));

  const typedReadings = (typed, table) => {
    const words = typed.split(/[ ']+/).map((word) => word.slice(0, 24));
    const readings = [words.map((word) => [`=${word} $`, `=${word}`])];
    if (!/[a-z]/.test(typed)) return readings;
    const ways = segment(all(/[0-9]+|[a-z]+/g, typed), table);
    for (const units of ways) readings.push(syllables(units, table));
    const letters = words.join('');
    if (letters.length < 2 || letters.length > 10) return readings;
    const short = ways.length ? letters : cutMixed(letters, table).map((unit) => unit[0]).join('');
    for (const form of new Set([letters, short])) if (form.length > 1) readings.push(initials(form));
    return readings;
  };

  // Up to three ways to cut letters into syllables, of which the last may be only begun.
  const segment = (parts, table) => parts.reduce((ways, part, at) => {
    const cuts = /[0-9]/.test(part) ? [[part]] : cutLetters(part, table, at === parts.length - 1);
    return flat(ways.map((way) => cuts.map((cut) => way.concat(cut)))).slice(0, 3);
  }, [[]]);

  const cutLetters = (letters, table, last) => {
    const found = [];
    const cut = (rest, units) => {
      if (!rest) found.push(units);
      for (let size = Math.min(6, rest.length); size > 0 && found.length < 12; size--) {
        const unit = rest.slice(0, size);
        const fits = table.whole.has(unit) || (size === rest.length && last && table.begun.has(unit));
        if (fits) cut(rest.slice(size), units.concat(unit));
      }
    };
    cut(letters, []);
    found.sort((a, b) => effort(a) - effort(b));
    return found.filter((units) => effort(units) <= effort(found[0]) + 1).slice(0, 3);
  };

  // Few syllables are likelier than many, and a bare vowel within a word is rare.
  const effort = (units) => units.length + units.slice(1).filter((unit) => /^[aeo]$/.test(unit)).length;

  // Syllables where there are some, single letters elsewhere: laorzc is lao r z c.
  const cutMixed = (letters, table) => {
    const units = [];
    for (let at = 0; at < letters.length; at += units[units.length - 1].length) {
      let size = Math.min(6, letters.length - at);
      while (size > 1 && !table.whole.has(letters.substr(at, size))) size--;
      units.push(letters.substr(at, size));
    }
    return units;
  };

  const fold = (syllable) => syllable.replace('ü', 'v').replace(/^([ln])v/, '$1u')
    .replace(/^([zcs])h/, '$1').replace(/(in|en)g$/, '$1');

  const syllables = (units, table) => units.length === 1 ? [[`~${fold(units[0])}`]]
    : units.slice(1).map((unit, at) => {
      const first = `~${fold(units[at])} `;
      const next = fold(unit);
      const whole = at + 2 < units.length || /[0-9]/.test(unit) || !/[aeiou]/.test(unit);
      if (whole) return [first + next];
      const longer = Array.from(table.folded).filter((other) => other !== next && other.startsWith(next));
      return [next, ...longer].map((other) => first + other);
    });

  const initials = (letters) => {
    const size = Math.min(3, letters.length);
    return Array.from({ length: letters.length - size + 1 }, (_, at) => [`^${letters.substr(at, size)}`]);
  };

  const syllableTable = (list) => {
    const table = { whole: new Set(['lve', 'nve']), begun: new Set(), folded: new Set() };
    for (const syllable of list.split(' ')) {
      for (let end = 1; end <= syllable.length; end++) table.begun.add(syllable.slice(0, end));
      table.whole.add(syllable);
      table.folded.add(fold(syllable));
    }
    return table;
  };

  /* ---- terms to scores ---- */

  const shardOf = (term, shards) => {
    let value = 2166136261;
    for (const character of term.split(' ')[0]) value = Math.imul(value ^ character.codePointAt(0), 16777619);
    return ((value ^ (value >>> 15)) >>> 0) % shards;
  };

  const termsOf = (runs) => flat(flat(flat(runs)));

  // Calls add(document, impact) for each posting of a term in the text of its shard.
  const eachPosting = (shard, term, add) => {
    let at = shard.indexOf(`|${term}:`);
    if (at < 0) return;
    at += term.length + 2;
    for (let number = -1; shard[at] !== '|' && at < shard.length;) {
      let distance = 0;
      for (let shift = 0, digit = 32; digit >= 32; shift += 5) {
        digit = ALPHABET.indexOf(shard[at++]);
        distance += (digit & 31) << shift;
      }
      number += distance + 1;
      add(number, ALPHABET.indexOf(shard[at++]));
    }
  };

  const scoreGroup = (group, shardFor) => {
    const best = new Map();
    group.forEach((term, at) => {
      const worth = at ? SAME : 1;
      eachPosting(shardFor(term), term, (number, impact) => {
        best.set(number, Math.max(impact * worth, best.get(number) || 0));
      });
    });
    return best;
  };

  // Document to [score, share of the groups that matched].
  const scoreReading = (groups, shardFor) => {
    const scores = new Map();
    for (const group of groups) {
      scoreGroup(group, shardFor).forEach((impact, number) => {
        const [score, share] = scores.get(number) || [0, 0];
        scores.set(number, [score + impact, share + 1 / groups.length]);
      });
    }
    return scores;
  };

  const scoreRun = (readings, shardFor) => {
    const best = new Map();
    for (const reading of readings) {
      scoreReading(reading, shardFor).forEach((found, number) => {
        if (!best.has(number) || best.get(number)[0] < found[0]) best.set(number, found);
      });
    }
    return best;
  };

  // Hits {number, score, share}, best first; share is the part of the query that matched, 0 to 1.
  const rank = (runs, shardFor) => {
    const total = runs.reduce((sum, [first]) => sum + first.length, 0);
    const hits = new Map();
    for (const run of runs) {
      scoreRun(run, shardFor).forEach(([score, share], number) => {
        const hit = hits.get(number) || { number, score: 0, share: 0 };
        hit.score += score;
        hit.share += share * run[0].length / total;
        hits.set(number, hit);
      });
    }
    return Array.from(hits.values()).sort((a, b) => b.score - a.score || a.number - b.number);
  };

  // A hit that is too weak to be called an answer; the hotline is then shown as well.
  const isWeak = (hit) => !hit || (hit.share < 0.3 && hit.score < 45);

  /* ---- what to mark ---- */

  const needlesOf = (runs) =>
    termsOf(runs).filter((term) => !/[~^$]/.test(term)).map((term) => term.replace('=', ''));

  // Cuts text into [piece, marked]; positions survive the normalisation of each character.
  const markPieces = (text, needles) => {
    const characters = Array.from(text);
    const origin = [];
    const plain = characters.map((character, at) => {
      const part = normalise(character);
      for (let i = 0; i < part.length; i++) origin.push(at);
      return part;
    }).join('');
    const marked = new Set();
    for (const needle of needles) {
      for (let at = plain.indexOf(needle); at >= 0; at = plain.indexOf(needle, at + 1)) {
        for (let i = 0; i < needle.length; i++) marked.add(origin[at + i]);
      }
    }
    return characters.reduce((pieces, character, at) => {
      const last = pieces[pieces.length - 1];
      if (last && last[1] === marked.has(at)) last[0] += character;
      else pieces.push([character, marked.has(at)]);
      return pieces;
    }, []);
  };

  global.gridpressSearch = Object.assign(global.gridpressSearch || {}, {
    core: { parse, syllableTable, termsOf, shardOf, rank, isWeak, markPieces, needlesOf },
  });
})(typeof window === 'undefined' ? globalThis : window);
