/* Finds a reader's own grid on the index of grids: by what is typed, with the search of the site, or by where
 * the device says it is. A position stays in the page: the one file of all grounds is asked for, and then
 * mine/<id>.js of what was found. The functions without a page are run by the tests under Node.
 */
((root) => {
  'use strict';

  /* ---- where things are; places are [longitude, latitude] in degrees ---- */

  // WGS-84 to GCJ-02 as published by everybody who undoes it, on the ellipsoid of Krassowsky 1940; the same
  // formula as in github.com/googollee/eviltransform.
  const AXIS = 6378245;
  const ECCENTRICITY_2 = 0.00669342162296594323;
  const { PI, sin, cos, sqrt, abs, hypot, min, max } = Math;
  const METRES = 111320; // to a degree of latitude
  const UNITS = 1e5;

  const wave = (value, ...parts) => parts.reduce((sum, [height, length]) => sum + height * sin(value * length * PI) * 2 / 3, 0);

  const toGcj = ([longitude, latitude]) => {
    const [x, y] = [longitude - 105, latitude - 35];
    const shared = wave(x, [20, 6], [20, 2]);
    const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + shared + wave(y, [20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30]);
    const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + shared + wave(x, [20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30]);
    const angle = latitude * PI / 180;
    const bulge = 1 - ECCENTRICITY_2 * sin(angle) ** 2;
    return [
      longitude + east * 180 / (AXIS / sqrt(bulge) * cos(angle) * PI),
      latitude + north * 180 / (AXIS * (1 - ECCENTRICITY_2) / (bulge * sqrt(bulge)) * PI),
    ];
  };

  // The inverse by steps: each takes off what the last guess is wrong by.
  const toWgs = (place) => {
    let guess = place;
    for (let step = 0; step < 8; step++) {
      const there = toGcj(guess);
      guess = [guess[0] + place[0] - there[0], guess[1] + place[1] - there[1]];
    }
    return guess;
  };

  const decode = (steps) => {
    const points = [];
    for (let at = 0, x = 0, y = 0; at < steps.length; at += 2) points.push([(x += steps[at]) / UNITS, (y += steps[at + 1]) / UNITS]);
    return points;
  };

  const edges = (ring) => ring.map((point, at) => [point, ring[(at + 1) % ring.length]]);

  // Holes are rings like others: a place is inside where it is inside an odd number of them.
  const contains = (rings, [x, y]) => rings.reduce((inside, ring) => edges(ring).reduce((within, [[x1, y1], [x2, y2]]) =>
    ((y1 > y) !== (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 ? !within : within), inside), false);

  // Metres from a place to the nearest border.
  const distance = (rings, [x, y]) => {
    const shrink = METRES * cos(y * PI / 180);
    const flat = ([one, other]) => [(one - x) * shrink, (other - y) * METRES];
    return min(...rings.map((ring) => min(...edges(ring.map(flat)).map(([[x1, y1], [x2, y2]]) => {
      const [dx, dy] = [x2 - x1, y2 - y1];
      const along = dx || dy ? min(1, max(0, -(x1 * dx + y1 * dy) / (dx * dx + dy * dy))) : 0;
      return hypot(x1 + along * dx, y1 + along * dy);
    }))));
  };

  // Grids that hold a place or come within some metres of it, the likeliest first.
  const around = (grounds, place, slack) => grounds
    .map(([id, rings]) => ({ id, metres: contains(rings, place) ? 0 : distance(rings, place), border: distance(rings, place) }))
    .filter(({ metres }) => metres <= slack)
    .sort((one, other) => one.metres - other.metres || other.border - one.border);

  const LEAST = 30; // metres that a good position may be wrong by
  const MOST = 300; // beyond, a position tells nothing
  const MOST_ROWS = 3;
  // The standard says WGS-84, but apps whose own maps are in GCJ-02 may give that, and nothing tells: the reading
  // likelier for the browser comes first, what the other one gives is named as well.
  const SHIFTED = /MicroMessenger|MQQBrowser|UCBrowser|baiduboxapp|AlipayClient|DingTalk/i;

  // Grids by what was read, and those if it was meant in the other datum. `far` are metres to the nearest.
  const decide = (grounds, place, accuracy, agent) => {
    const slack = min(MOST, max(LEAST, accuracy || LEAST));
    const both = [place, toWgs(place)];
    const [first, second] = (SHIFTED.test(agent) ? both.reverse() : both)
      .map((one) => around(grounds, one, slack).map(({ id }) => id));
    const [main, rest] = first.length ? [first, second] : [second, []];
    const far = main.length ? 0 : min(...grounds.map(([, rings]) => distance(rings, both[0])));
    return { main: main.slice(0, MOST_ROWS), others: rest.filter((id) => !main.includes(id)).slice(0, MOST_ROWS - 1), far };
  };

  root.gridpressGround = { toGcj, toWgs, contains, distance, decide, decode, take: (grids) => {
    root.gridpressGround.grounds = grids.map(([id, rings]) => [id, rings.map(decode)]);
  } };
  const place = typeof document === 'undefined' ? null : document.querySelector('[data-find]');
  if (!place) return;

  /* ---- in the page ---- */

  const base = place.dataset.root;
  const part = (name) => place.querySelector(`[data-${name}]`);
  const input = place.querySelector('input');
  const OTHERWISE = '可以在上面写小区或街路的名字，也可以在下面按社区找。';
  const REFUSED = `没有得到定位的许可，也可能这个浏览器不让网页定位。${OTHERWISE}`;
  const NO_SIGNAL = `没有定到位置，可能信号不好。${OTHERWISE}`;
  const UNREAD = `没有连上网，地图没有读到。${OTHERWISE}`;
  const ROWS = 8;
  const SURE = 0.6; // the part of what was typed that an answer holds
  const WORSE = 0.7; // of the best score: what is no better is no answer
  let turn = 0;

  const say = (text, found = [], others = [], sure = true) => {
    part('said').textContent = text;
    part('found').replaceChildren(...found);
    part('others').replaceChildren(...others);
    part('also').hidden = !others.length;
    part('hotline').hidden = (sure && found.length > 0) || !text;
  };

  const buildRow = (hit, needles) => {
    const row = root.gridpressSearch.buildItem(hit, needles);
    if (hit.url.startsWith('grids/')) row.append(root.gridpressMine.makeOffer(hit.title, hit.url));
    return row;
  };

  const findNamed = async () => {
    const query = input.value.trim();
    const mine = ++turn;
    if (!query) return say('');
    const { hits, needles, complete } = await root.gridpressSearch.find(query, 3 * ROWS, true, Infinity);
    if (mine !== turn) return;
    const rows = hits.filter(({ url, score }, at) => score >= WORSE * hits[0].score && hits.findIndex((one) => one.url === url) === at).slice(0, ROWS);
    const sure = rows.length > 0 && rows[0].share >= SURE;
    const text = sure ? `找到 ${rows.length} 处，看看哪一处是您家。` : rows.length ? '没有正好对上的，下面几处供参考。' : `没有找到，换个叫法试试。${OTHERWISE}`;
    say(complete ? text : UNREAD, rows.map((hit) => buildRow(hit, needles)), [], sure);
  };

  const loadGround = () => new Promise((resolve) => {
    const script = Object.assign(document.createElement('script'), { src: `${base}mine/ground.js` });
    script.onload = script.onerror = () => {
      script.remove();
      resolve(root.gridpressGround.grounds);
    };
    document.head.append(script);
  });

  const loadRows = async (ids) => {
    const known = await Promise.all(ids.map((id) => root.gridpressMine.ask(base, id)));
    return known.filter(({ data }) => data && data.calls).map(({ data }) => buildRow({
      title: data.name, url: data.path, note: data.places, calls: data.calls.filter(([, , , , from]) => !from).map(([label, , number, href]) => [label, number, href]),
    }, []));
  };

  const showFound = async ({ coords: { longitude, latitude, accuracy } }, mine) => {
    const grounds = root.gridpressGround.grounds || await loadGround();
    if (mine !== turn) return;
    if (!grounds || !grounds.length) return say(grounds ? `这里的网格没有画边界。${OTHERWISE}` : UNREAD);
    const { main, others, far } = decide(grounds, [longitude, latitude], accuracy, navigator.userAgent);
    if (!main.length) {
      const where = far < 2e3 ? `您离最近的网格还有 ${Math.ceil(far / 100) * 100} 米` : `您现在好像不在${place.dataset.city}，离最近的网格约 ${Math.round(far / 1e3)} 公里`;
      return say(`${where}。要找家里的网格，${OTHERWISE}`);
    }
    const [found, rest] = await Promise.all([loadRows(main), loadRows(others)]);
    if (mine !== turn) return;
    const vague = accuracy > MOST ? `这次定位不太准，可能差 ${Math.round(accuracy)} 米。` : '';
    const text = found.length > 1 ? '您在几个网格交界的地方，看看哪一个包括您家。' : '您现在在这个网格里。';
    say(found.length ? vague + text : UNREAD, found, rest);
  };

  const findHere = () => {
    const mine = ++turn;
    say('正在定位……');
    part('hotline').hidden = true;
    navigator.geolocation.getCurrentPosition(
      (position) => mine === turn && showFound(position, mine),
      ({ code }) => mine === turn && say(code === 1 ? REFUSED : NO_SIGNAL),
      { enableHighAccuracy: true, timeout: 15e3, maximumAge: 6e4 },
    );
  };

  place.hidden = false;
  input.addEventListener('input', (event) => { if (!event.isComposing) findNamed(); });
  input.addEventListener('compositionend', findNamed);
  if (navigator.geolocation) {
    part('locate').hidden = false;
    part('locate').addEventListener('click', findHere);
  }
  if (input.value) findNamed(); // kept by the browser on the way back
})(typeof window === 'undefined' ? globalThis : window);
