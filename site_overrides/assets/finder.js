/* The finder: facets that combine. What is chosen stands in the address, each choice says how many are left.
 *
 * assets/services.js, which is made with the pages (generator/views/finder_data.py), calls gridpressFinder.
 */
(() => {
  'use strict';

  const FACETS = ['who', 'what', 'where'];
  const EVERY = { who: '不限', what: '不限', where: '全市' };
  const TRAITS = { free: '不花钱', open: '现在开着', phone: '打电话就能办' };
  const SHOWN = 20;

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };
  const link = (href, ...children) => Object.assign(make('a', '', ...children), { href });

  const read = (data) => data.services.map(([title, url, traits, fee, states, who, what, areas, hours, from, until]) =>
    ({ title, url, fee, states, until, from, hours: data.hours[hours], traits: traits.split(' '),
      who: who.map((at) => data.who[at][0]), what: what.map((at) => data.what[at][0]), areas }));

  // ---- the clocks of the city; without them nothing is said to be open

  const clock = () => {
    const { gridpressNow: now, gridpressCalendar: calendar } = window;
    if (!now || !calendar) return null;
    const moment = now.momentOf(Date.now(), calendar);
    const day = new Date(Math.floor(moment / 1440) * 864e5).toISOString().slice(0, 10);
    return { day, isOpen: (hours) => now.stateAt(hours, moment, calendar).open,
      words: (hours) => now.words(hours, moment, calendar) };
  };

  const holds = (from, until, day) => (!from || from <= day) && (!until || day <= until);
  const hoursOf = (one, time) => (time && one.hours && holds(one.from, one.until, time.day) ? JSON.parse(one.hours) : null);

  // ---- matching

  const matches = (one, chosen, time, places) =>
    (!chosen.who || one.who.includes(chosen.who)) &&
    (!chosen.what || one.what.includes(chosen.what)) &&
    (!chosen.where || !one.areas.length || one.areas.some((area) => places[chosen.where].includes(area))) &&
    (!chosen.free || one.traits.includes('free')) &&
    (!chosen.phone || one.traits.includes('phone')) &&
    (!chosen.open || one.open);

  const start = (data) => {
    const form = document.querySelector('[data-finder]');
    if (!form) return;
    const lists = document.querySelector('[data-finder-lists]');
    const { root } = form.dataset;
    const part = (selector) => form.querySelector(selector);
    const time = clock();
    const services = read(data).filter((one) => !time || holds('', one.until, time.day));
    for (const one of services) {
      const hours = hoursOf(one, time);
      Object.assign(one, { open: Boolean(hours) && time.isOpen(hours), now: hours ? time.words(hours) : '' });
    }
    const places = Object.fromEntries(data.where.map(([id, , , areas]) => [id, areas]));
    const names = Object.fromEntries(FACETS.map((facet) => [facet, new Map(data[facet].map(([id, name]) => [id, name]))]));
    let shown = SHOWN;
    let preset = ''; // the community of the reader's own grid

    const fill = (facet) => {
      const select = form.elements[facet];
      const options = data[facet].map(([id, name, group]) => {
        const option = Object.assign(make('option', '', name), { value: id });
        return [facet === 'where' && data.groups.length > 1 ? data.groups[group] : '', option];
      });
      select.append(Object.assign(make('option'), { value: '' }));
      const groups = new Map();
      for (const [title, option] of options) {
        if (title && !groups.has(title)) {
          groups.set(title, Object.assign(make('optgroup'), { label: title }));
          select.append(groups.get(title));
        }
        (groups.get(title) || select).append(option);
      }
    };

    const choose = () => {
      const chosen = {};
      for (const facet of FACETS) chosen[facet] = form.elements[facet].value;
      for (const trait of Object.keys(TRAITS)) chosen[trait] = form.elements[trait].checked;
      return chosen;
    };
    const count = (chosen) => services.filter((one) => matches(one, chosen, time, places)).length;

    // Each choice says how many would be left by it; what leaves none can still be chosen.
    const tellCounts = (chosen) => {
      for (const facet of FACETS) {
        for (const option of form.elements[facet].options) {
          const name = option.value ? names[facet].get(option.value) : EVERY[facet];
          option.textContent = `${name}（${count({ ...chosen, [facet]: option.value })}）`;
        }
      }
      for (const trait of Object.keys(TRAITS)) {
        part(`[data-count="${trait}"]`).textContent = count({ ...chosen, [trait]: true });
      }
    };

    const show = (one) => {
      const item = make('li', 'gp-finder__item', link(root + one.url, one.title));
      const state = one.states.find(([, from, until]) => !time || holds(from, until, time.day));
      const chips = [one.fee, ...one.areas.slice(0, 1).map((at) => data.areas[at] + (one.areas.length > 1 ? '等地' : ''))];
      const said = make('p', 'gp-finder__note', chips.filter(Boolean).join('，'));
      if (state) said.prepend(make('span', 'gp-badge gp-badge--temporary', state[0]), ' ');
      if (said.textContent) item.append(said);
      if (one.now) item.append(make('p', one.open ? 'gp-now gp-now--open' : 'gp-now', one.now));
      return item;
    };

    const button = (text, act) => {
      const made = Object.assign(make('button', 'gp-finder__button', text), { type: 'button' });
      made.addEventListener('click', act);
      return made;
    };

    // What else there is when one choice is taken back.
    const showElse = (chosen, left) => {
      const taken = [...FACETS, ...Object.keys(TRAITS)].filter((name) => chosen[name]);
      const others = taken.map((name) => [name, count({ ...chosen, [name]: '' }) - left]).filter(([, more]) => more > 0);
      const place = part('[data-else]');
      place.replaceChildren(...(others.length ? [make('p', '', left ? '放宽一样，还有：' : '可以放宽一样：')] : []));
      for (const [name, more] of others) {
        const what = TRAITS[name] || names[name].get(chosen[name]);
        place.append(button(`不限“${what}”，再多 ${more} 项`, () => {
          if (name in TRAITS) form.elements[name].checked = false;
          else form.elements[name].value = '';
          shown = SHOWN;
          refresh();
          part('.gp-finder__said').scrollIntoView({ block: 'center' });
        }));
      }
    };

    const showPlan = (chosen) => {
      const found = data.what.find(([id, , url]) => id === chosen.what && url);
      const shownLink = found && Object.assign(link(root + found[2], found[3]), { className: 'gp-finder__plan' });
      part('[data-plan]').replaceChildren(...(found ? [shownLink] : []));
    };

    const keep = (chosen) => {
      const asked = new URLSearchParams();
      for (const [name, value] of Object.entries(chosen)) if (value) asked.set(name, value === true ? 1 : value);
      const named = preset || new URLSearchParams(location.search).has('where');
      if (named && !chosen.where) asked.set('where', ''); // the whole city is a choice, too
      try { history.replaceState(null, '', `?${asked}`); } catch { /* file: */ }
    };

    const refresh = () => {
      const chosen = choose();
      const found = services.filter((one) => matches(one, chosen, time, places));
      const list = part('.gp-finder__list');
      list.replaceChildren(...found.slice(0, shown).map(show));
      const said = found.length ? `合适的有 ${found.length} 项` : '按这几样选，没有正好合适的';
      if (part('.gp-finder__said').textContent !== said) part('.gp-finder__said').textContent = said;
      part('[data-more]').replaceChildren(...(found.length > shown ? [button(`再看 ${Math.min(SHOWN, found.length - shown)} 项`, () => {
        const before = shown;
        shown += SHOWN;
        refresh();
        list.children[before].querySelector('a').focus();
      })] : []));
      tellCounts(chosen);
      showElse(chosen, found.length);
      showPlan(chosen);
      showPreset();
      keep(chosen);
    };

    const recall = () => {
      const asked = new URLSearchParams(location.search);
      for (const facet of FACETS) if (names[facet].has(asked.get(facet))) form.elements[facet].value = asked.get(facet);
      for (const trait of Object.keys(TRAITS)) form.elements[trait].checked = asked.has(trait);
    };

    // Whoever has said where they live need not say it again. An address that names a place, or none, stands.
    const showPreset = () => {
      const taken = preset && form.elements.where.value === preset;
      part('[data-preset]').replaceChildren(...(taken ? [`按您记住的网格，先看${names.where.get(preset)}的。`, button('改看全市', () => {
        form.elements.where.value = '';
        form.elements.where.focus();
        refresh();
      })] : []));
    };
    const presetPlace = async () => {
      const mine = window.gridpressMine?.recall();
      if (!mine) return;
      const { data: known } = await window.gridpressMine.ask(root, mine.id);
      if (!names.where.has(known?.community)) return;
      preset = known.community;
      if (new URLSearchParams(location.search).has('where') || form.elements.where.value) return;
      form.elements.where.value = preset;
      refresh();
    };

    FACETS.forEach(fill);
    if (!time) form.elements.open.closest('label').hidden = true;
    recall();
    form.addEventListener('change', () => { shown = SHOWN; refresh(); });
    form.addEventListener('submit', (event) => event.preventDefault());
    refresh();
    form.hidden = false;
    lists.hidden = true;
    presetPlace();
  };

  // now.js comes later in the page than this.
  window.gridpressFinder = (data) => {
    if (document.readyState === 'complete') start(data);
    else document.addEventListener('DOMContentLoaded', () => start(data));
  };
})();
