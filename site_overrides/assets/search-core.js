/* The core of the search: a query becomes terms, terms become scores. Free of the page; it is published as a
 * part of search/index.js, and the tests run it under Node. Terms must be made as in
 * generator/outputs/search_terms.py, shards chosen as in search_shards.py; tests compare them. */
((global) => {
  'use strict';

  const HANZI = '[\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3fffd}]';
  const RUN = new RegExp(`(?:[0-9a-z]|${HANZI})+`, 'gu');
  const SYMBOL = new RegExp(`[0-9a-z]+|${HANZI}`, 'gu');
  const TYPED = /[0-9a-z]+(?:[ ']+[0-9a-z]+)*/g;
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const VALUES = new Uint8Array(128); // of each letter of the alphabet, by its code
  Array.from(ALPHABET, (letter, value) => { VALUES[letter.charCodeAt(0)] = value; });
  const BAR = 124; // |
  const LONGEST = 100; // characters of a query that are searched
  const SAME = 0.7; // what the other terms of a group count: like words, longer ones
  const MISTAKEN = 0.6; // a word that sounds or looks like the one typed
  const ALONE = 0.5; // a single character, where shards are chosen
  const PART = 0.9; // one character of a pair
  const NAME_WEIGHT = 4; // this and what follows as in generator/outputs/search_postings.py
  const NAME_LENGTH = 0.6;
  const SATURATION = 1.8;
  const MOST_UNKNOWN = 6; // pairs that the index lacks; more of them are the seams of a long question
  const COUNTED = /([0-9〇一二三四五六七八九十]+)(?=个?(?:[微小大]?网格|号|幢|楼|栋|座|单元|[周虚]?岁|年级|[年月日天点季期室层组弄]))/g;
  const DIGITS = '〇一二三四五六七八九';
  const PARTED = /(^|[^0-9])(1[3-9][0-9]|[48]00)?[ -]?([0-9]{3,4})[ -]([0-9]{4})(?![0-9]|[ -][0-9]{4})/g; // three digits, four digits
  const WHOLE = /^(?:0[0-9]{9,11}|1[3-9][0-9]{9}|[48]00[0-9]{7})$/; // a number with its area, a mobile, a hotline
  const YEARS = /^(?:19|20)[0-9]{2}(?:19|20)[0-9]{2}$/;

  /* ---- query to terms ---- */

  const normalise = (text) => text.normalize('NFKC').toLowerCase();
  const all = (pattern, text) => text.match(pattern) || [];
  const flat = (lists) => [].concat(...lists);
  const unique = (list) => Array.from(new Set(list));
  const isLatin = (symbol) => symbol.charCodeAt(0) < 128;
  const joins = (symbol) =>
    !isLatin(symbol) || symbol.length <= 2 || (symbol.length <= 5 && /[0-9]/.test(symbol));

  const withoutStops = (text, stops) => {
    const kept = stops.reduce((rest, stop) => rest.split(stop).join(' '), text);
    return all(SYMBOL, kept).length ? kept : text;
  };

  // Traditional characters and numerals become what the index is written with: 第三網格 → 第3网格.
  const fold = (text, { simple }) =>
    Array.from(normalise(text), (character) => simple.get(character) || character).join('')
      .replace(/第([一二三四五六七八九十]+)/g, (all, numeral) => `第${digits(numeral)}`)
      .replace(COUNTED, digits).replace(/([0-9])(?:号楼|[栋座])/g, '$1幢');

  const digits = (numeral) => numeral
    .replace(/[〇一二三四五六七八九]/g, (one) => DIGITS.indexOf(one))
    .replace(/([0-9]?)十([0-9]?)/g, (all, tens, units) => `${tens || 1}${units || 0}`);

  // A telephone number is one word, however it is parted, without its extension: 555-0306转2 → 5550306.
  const joinPhones = (text) => text.replace(/[\u2010-\u2015]/g, '-').replace(/\+86[ -]*(?=1[3-9][0-9])/g, '').replace(/\+86[ -]*0?/g, '0')
    .replace(/[0-9]+(?:[ -][0-9]+)+/g, joinGroups)
    .replace(PARTED, (found, before, prefix, left, right) =>
      !prefix && YEARS.test(left + right) ? found : before + (prefix || '') + left + right)
    .replace(/([0-9]{7})(?:转|分机|-)[0-9]{1,4}(?![0-9])/g, '$1');

  // However a phone groups it: 0571 5550 303.
  const joinGroups = (found) => {
    const digits = found.replace(/[ -]/g, '');
    return WHOLE.test(digits) && !/[0-9]{7}/.test(found) ? digits : found;
  };

  // A query is runs; a run, rival readings; a reading, groups; a group, [term, worth] for one thing.
  // Runs and groups add up; of rivals, and in a group, the best one counts; a group's first term is the one typed.
  const parse = (query, root) => {
    const text = withoutStops(joinPhones(fold(Array.from(query).slice(0, LONGEST).join(''), root.table)), root.stop);
    const runs = all(RUN, text).map((run) => [written(run, root), ...spoken(run, root.table)]);
    return runs.filter(([groups]) => groups.length)
      .concat(flat(all(TYPED, text).map((typed) => apart(typed, root.table))).map((typed) => typedReadings(typed, root.table)));
  };

  // Words that are no pinyin together are read one by one: cjrz qianru.
  const apart = (typed, table) => {
    const words = typed.split(/[ ']+/);
    return words.every((word) => word.length > 1) && !segment(all(/[0-9]+|[a-z]+/g, typed), table).length ? words : [typed];
  };

  const pairsOf = (symbols) => symbols.slice(1).map((right, at) => [symbols[at], right])
    .filter(([left, right]) => !(isLatin(left) && isLatin(right)) && joins(left) && joins(right))
    .map((pair) => pair.join(''));

  // What a run is written with: pairs with their like words, and characters, which hold where a pair is unknown.
  const written = (run, { same, dialect }) => {
    const rowsOf = (word) => [...same.filter((row) => row.includes(word)), ...dialect.filter(([said]) => said === word)];
    const symbols = all(SYMBOL, run);
    const pairs = unique(pairsOf(symbols));
    const groups = pairs.map((pair) => [[pair, 1], ...likeTerms(pair, rowsOf(pair)).filter(([term]) => term !== pair)]);
    const long = unique(flat([...same, ...dialect.map(([word]) => [word])])).filter((word) => Array.from(word).length > 2 && run.includes(word));
    const characters = unique(symbols.filter((symbol) => !isLatin(symbol)));
    return groups.concat(long.map((word) => likeTerms(word, rowsOf(word))))
      .concat(characters.map((character) => [[character, pairs.length ? PART : 1]]));
  };

  const likeTerms = (word, rows) => {
    const others = flat(rows).filter((other) => other !== word);
    return unique(flat(others.map((other) => pairsOf(all(SYMBOL, other))))).map((term) => [term, SAME]);
  };

  // Characters and pinyin in one word: yi保.
  const spoken = (run, table) => {
    if (!/[a-z]/.test(run) || !all(SYMBOL, run).some((symbol) => table.sounds.has(symbol))) return [];
    const parts = flat(all(SYMBOL, run).map((symbol) => isLatin(symbol) ? all(/[0-9]+|[a-z]+/g, symbol) : table.sounds.get(symbol) || symbol));
    return segment(parts, table).filter((units) => units.length > 1).map((units) => syllables(units, table));
  };

  // Adds what unknown pairs may have been meant for, by sound and by shape; returns whether there was any.
  // Of a pair whose shard is not there nothing is known.
  const widen = (runs, shardFor, table) => {
    const unknown = flat(runs.map(([groups]) => groups)).filter(([[term, worth]]) =>
      worth === 1 && isPair(term) && (shardFor(term) || `|${term}:`).indexOf(`|${term}:`) < 0);
    if (unknown.length > MOST_UNKNOWN) return false;
    unknown.forEach((group) => group.push(...mistaken(Array.from(group[0][0]), table)));
    return unknown.length > 0;
  };

  const isPair = (term) => Array.from(term).length === 2 && !/[~^=0-9a-z]/.test(term);

  const mistaken = ([left, right], { sounds, shapes }) => {
    const heard = [left, right].map((character) => sounds.get(character));
    const seen = [...(shapes.get(left) || []).map((other) => other + right),
      ...(shapes.get(right) || []).map((other) => left + other)];
    return [...(heard.every(Boolean) ? [`~${heard.join(' ')}`] : []), ...seen].map((term) => [term, MISTAKEN]);
  };

  const typedReadings = (typed, table) => {
    const words = typed.split(/[ ']+/).map((word) => word.slice(0, 24));
    const readings = [words.map((word) => [[`=${word} $`, 1], [`=${word}`, SAME]])];
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
    const cuts = /[^a-z]/.test(part) ? [[part]] : cutLetters(part, table, at === parts.length - 1);
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

  const foldSyllable = (syllable) => syllable.replace('ü', 'v').replace(/^([lnjqxy])v/, '$1u')
    .replace(/^([zcs])h/, '$1').replace(/(in|en)g$/, '$1');

  const syllables = (units, table) => units.length === 1 ? [[[`~${foldSyllable(units[0])}`, 1]]]
    : units.slice(1).map((unit, at) => {
      const first = `~${foldSyllable(units[at])} `;
      const next = foldSyllable(unit);
      const whole = at + 2 < units.length || /[0-9]/.test(unit) || !/[aeiou]/.test(unit);
      const longer = whole ? [] : unique(table.folded).filter((other) => other !== next && other.startsWith(next));
      return [[first + next, 1], ...longer.map((other) => [first + other, SAME])];
    });

  const initials = (letters) => {
    const size = Math.min(3, letters.length);
    return Array.from({ length: letters.length - size + 1 }, (_, at) => [[`^${letters.substr(at, size)}`, 1]]);
  };

  // What a query is read with, made of the settings once.
  const readTables = ({ syllables: list, sounds, simple, shapes, groups }) => {
    const table = { whole: new Set(), begun: new Set(), folded: [], sounds: new Map(), simple: new Map(), groups: new Map() };
    groups.forEach((characters, number) => Array.from(characters, (one) => table.groups.set(one, number)));
    for (const syllable of list.split(' ')) {
      const typed = [syllable, syllable.replace(/^([jqxy])u/, '$1v'), syllable.replace(/^([ln])ue/, '$1ve')];
      for (const way of typed) {
        for (let end = 1; end <= way.length; end++) table.begun.add(way.slice(0, end));
        table.whole.add(way);
      }
      table.folded.push(foldSyllable(syllable));
    }
    for (const [, syllable, characters] of sounds.matchAll(/([a-z]+)([^a-z]+)/g)) {
      for (const character of characters) table.sounds.set(character, syllable);
    }
    const pairs = Array.from(simple);
    for (let at = 0; at < pairs.length; at += 2) table.simple.set(pairs[at], pairs[at + 1]);
    table.shapes = new Map(flat(shapes.split(' ').map((alike) => Array.from(alike, (one) =>
      [one, Array.from(alike).filter((other) => other !== one)]))));
    return table;
  };

  /* ---- terms to scores ---- */

  const isWritten = (term) => !/[~^=]/.test(term[0]);

  const charactersOf = (term) => (!isWritten(term) ? [] : Array.from(term).filter((one) => one > '~'));

  const hash = (text, count) => {
    let value = 2166136261;
    for (const character of text) value = Math.imul(value ^ character.codePointAt(0), 16777619);
    return ((value ^ (value >>> 15)) >>> 0) % count;
  };

  // The shards that hold a term, each of them all of it; none for a character that the index lacks.
  const shardsOf = (term, { groups, shards, table }) => {
    const characters = charactersOf(term);
    if (!characters.length) return [groups.length + hash(term.split(' ')[0], shards - groups.length)];
    return unique(characters.filter((one) => table.groups.has(one)).map((one) => table.groups.get(one)));
  };

  // Up to `most` shards, at first those that bring most of what is asked for and not there yet.
  const choose = (runs, isThere, most, settings) => {
    const wanted = new Map();
    flat(flat(flat(runs))).forEach(([term, worth]) => {
      const shards = shardsOf(term, settings);
      const weight = term > '~' && Array.from(term).length === 1 ? worth * ALONE : worth;
      if (shards.length && !shards.some(isThere)) wanted.set(term, [shards, Math.max(weight, (wanted.get(term) || [0, 0])[1])]);
    });
    const chosen = [];
    while (wanted.size && chosen.length < most) {
      const weights = new Map();
      wanted.forEach(([shards, weight]) => shards.forEach((shard) => weights.set(shard, (weights.get(shard) || 0) + weight)));
      const [best] = Array.from(weights).sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
      chosen.push(best);
      wanted.forEach(([shards], term) => { if (shards.includes(best)) wanted.delete(term); });
    }
    return chosen;
  };

  /* ---- postings made in the page ---- */

  const rarity = (holders, total) => Math.log1p((total - holders + 0.5) / (holders + 0.5));

  const packDistance = (distance) =>
    (distance < 32 ? ALPHABET[distance] : ALPHABET[32 + (distance % 32)] + packDistance(distance >> 5));

  // The text of a shard with one term in it, given [document, how much that says of it, 0 to 1], as
  // generator/outputs/search_postings.py packs it.
  const packPostings = (term, found, total) => {
    const scale = 63 * rarity(found.length, total) / rarity(1, total);
    let last = -1;
    return `|${term}:${found.map(([number, level]) => {
      const distance = number - last - 1;
      last = number;
      return packDistance(distance) + ALPHABET[Math.max(1, Math.round(level * scale))];
    }).join('')}|`;
  };

  // What is shown of the first documents, title and note, stands for shards that are not there: it tells most
  // of what they would, at no request. Returns a function from a written term to the text of a shard.
  const readShown = (rows) => {
    const text = normalise(rows.map(([, title, , note]) =>
      `${title.replace(/\n/g, ' ')}\n${note.replace(/\n/g, ' ')}\n`).join(''));
    const lengths = text.split('\n').map((line) => line.length);
    const mean = lengths.reduce((sum, length, at) => sum + (at % 2 ? 0 : length), 0) / Math.max(1, rows.length);
    let end = -1;
    const ends = lengths.map((length) => { end += length + 1; return end; });
    const weightOf = (line) => line % 2 ? 1 : NAME_WEIGHT / (1 - NAME_LENGTH + NAME_LENGTH * lengths[line] / mean);
    const find = (term) => {
      const found = new Map();
      let line = 0;
      for (let at = isWritten(term) ? text.indexOf(term) : -1; at >= 0; at = text.indexOf(term, ends[line])) {
        while (ends[line] <= at) line++;
        found.set(line >> 1, (found.get(line >> 1) || 0) + weightOf(line));
      }
      const levels = Array.from(found, ([number, worth]) => [number, worth / (worth + SATURATION)]);
      return levels.length ? packPostings(term, levels, rows.length) : '|';
    };
    const known = new Map();
    return (term) => known.get(term) || known.set(term, find(term)).get(term);
  };

  const termsOf = (runs) => flat(flat(flat(runs))).map(([term]) => term);

  // Raises `best` to what a term's postings in the text of its shard are worth; tells `found` of what had none. In all
  // that follows numbers lie in arrays as long as the index has documents: maps took most of the time of an answer.
  const readPostings = (shard, term, worth, best, found) => {
    let at = shard ? shard.indexOf(`|${term}:`) : -1;
    if (at < 0) return;
    at += term.length + 2;
    for (let number = -1; at < shard.length && shard.charCodeAt(at) !== BAR;) {
      let distance = 0;
      for (let shift = 0, digit = 32; digit >= 32; shift += 5) {
        digit = VALUES[shard.charCodeAt(at++)];
        distance += (digit & 31) << shift;
      }
      number += distance + 1;
      const level = VALUES[shard.charCodeAt(at++)] * worth;
      if (!best[number]) found.push(number);
      best[number] = Math.max(best[number], level);
    }
  };

  // Whether a group is one of the things asked for: a single character beside pairs is not.
  const isAsked = ([[, worth]]) => worth !== PART;

  const countAsked = (groups) => groups.filter(isAsked).length;

  const nothing = (size) => ({ found: [], scores: new Float64Array(size), shares: new Float64Array(size) });

  const add = ({ found, scores, shares }, number, score, share) => {
    if (!scores[number]) found.push(number);
    scores[number] += score;
    shares[number] += share;
  };

  // Documents found, their scores, and the shares of the groups that matched.
  const scoreReading = (groups, shardFor, size) => {
    const sums = nothing(size);
    const best = new Float64Array(size);
    const asked = countAsked(groups);
    for (const group of groups) {
      const found = [];
      for (const [term, worth] of group) readPostings(shardFor(term), term, worth, best, found);
      for (const number of found) {
        add(sums, number, best[number], isAsked(group) ? 1 / asked : 0);
        best[number] = 0;
      }
    }
    return sums;
  };

  // Of rival readings the better one, document by document.
  const better = (first, second) => {
    for (const number of second.found) {
      if (!first.scores[number]) first.found.push(number);
      if (first.scores[number] >= second.scores[number]) continue;
      first.scores[number] = second.scores[number];
      first.shares[number] = second.shares[number];
    }
    return first;
  };

  // Hits {number, score, share}, best first, of `size` documents; share is the part of the query that matched, 0 to 1.
  const rank = (runs, shardFor, size) => {
    const total = runs.reduce((sum, [first]) => sum + countAsked(first), 0);
    const sums = nothing(size);
    for (const run of runs) {
      const { found, scores, shares } = run.map((groups) => scoreReading(groups, shardFor, size)).reduce(better);
      const part = countAsked(run[0]);
      for (const number of found) add(sums, number, scores[number], shares[number] * part / total);
    }
    const { found, scores, shares } = sums;
    return found.sort((a, b) => scores[b] - scores[a] || a - b)
      .map((number) => ({ number, score: scores[number], share: shares[number] }));
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
    core: { parse, widen, readTables, readShown, packPostings, termsOf, shardsOf, choose, rank, isWeak, markPieces, needlesOf },
  });
})(typeof window === 'undefined' ? globalThis : window);
