/* What holds now, by the clocks of the city: open or closed, what has begun or ended, how old the page is.
 *
 * assets/calendar.js, which is made with the pages, comes first. Days are counted from 1970-01-01, minutes
 * within the city's day. Which periods hold on a day is told as in generator/facts/hours.py; data-now holds
 * what generator/views/live_hours.py writes.
 */
((root) => {
  'use strict';

  const A_DAY = 1440;
  const A_WEEK = 7 * A_DAY;
  const WITHIN = 400; // days that are looked through for the next opening

  const dayOf = (iso) => Date.parse(iso) / 864e5; // whole days: dates without a time are read as UTC
  const isoOf = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
  const weekdayOf = (day) => (day + 3) % 7; // 1970 began on a Thursday; Monday is 0

  // ---- which periods hold on a day

  const names = (days, day, weekday) => {
    if (typeof days === 'string') return days.includes(weekday ?? weekdayOf(day));
    const date = new Date(day * 864e5);
    const number = date.getUTCDate();
    const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    if (days.dates) return days.dates.includes(number) || (number === length && days.dates.includes(-1));
    if (!days.on.includes(weekday ?? weekdayOf(day))) return false;
    if (days.week) return Math.floor((day - dayOf(days.week)) / 7) % 2 === 0;
    return weekday === undefined && (days.turns.includes(Math.ceil(number / 7)) ||
      days.turns.includes(-1 - Math.floor((length - number) / 7)));
  };

  const lies = (season, day) => {
    const here = isoOf(day).slice(5);
    const [after, before] = [here >= season.since, here <= season.until];
    return season.since <= season.until ? after && before : after || before;
  };

  const periodsOn = (hours, day, calendar) => {
    const iso = isoOf(day);
    const exception = (hours.exceptions || []).find((one) =>
      one.since <= iso && iso <= one.until && (!one.days || names(one.days, day)));
    if (exception) return exception.open;
    const work = calendar.workdays.includes(iso);
    if ((calendar.holidays.includes(iso) && hours.holidays) || (work && hours.makeup === 'closed')) return [];
    const { week } = (hours.seasons || []).find((one) => lies(one, day)) || hours;
    const weekday = work && hours.makeup === 'monday' ? 0 : undefined;
    return week.flatMap(([days, ...open]) => (names(days, day, weekday) ? open : []));
  };

  // ---- how it stands at a moment; moments are minutes since 1970 by the city's clocks

  const momentsOn = (hours, day, calendar) => periodsOn(hours, day, calendar).map(([since, until, booked]) =>
    ({ since: day * A_DAY + since, until: day * A_DAY + until, booked: Boolean(booked) }));

  const endOf = (hours, found, calendar) => {
    let { until } = found;
    for (let next = found; next && until - found.since < A_WEEK;) {
      const day = Math.floor(until / A_DAY);
      next = [day - 1, day].flatMap((one) => momentsOn(hours, one, calendar))
        .find((one) => one.booked === found.booked && one.since <= until && until < one.until);
      if (next) until = next.until;
    }
    return until;
  };

  const stateAt = (hours, moment, calendar) => {
    const day = Math.floor(moment / A_DAY);
    const here = [day - 1, day].flatMap((one) => momentsOn(hours, one, calendar))
      .filter((one) => one.since <= moment && moment < one.until)
      .sort((one, other) => one.booked - other.booked)[0];
    if (here) return { ...here, open: !here.booked, until: endOf(hours, here, calendar) };
    for (let later = day; later < day + WITHIN; later += 1) {
      const next = momentsOn(hours, later, calendar).filter((one) => one.since > moment)
        .sort((one, other) => one.since - other.since)[0];
      if (next) return { open: false, next };
    }
    return { open: false };
  };

  // ---- in words; a copy of this script in English is made from their translations

  const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
  const MONTHS = ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'];

  const clock = (moment) => {
    const minute = moment % A_DAY;
    return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  };

  const dated = (moment, today) => {
    const day = Math.floor(moment / A_DAY);
    const [, month, date] = isoOf(day).split('-').map(Number);
    const name = ['', '明天 '][day - today] ??
      (day - today < 7 ? `${WEEKDAYS[weekdayOf(day)]} ` : `${MONTHS[month - 1]}${date}日 `);
    return name + clock(moment);
  };

  const ends = ({ until }, today) => {
    const last = until % A_DAY ? until : until - 1; // midnight belongs to the day before
    const text = last === until ? dated(until, today) : dated(last, today).replace(/\S+$/, '24:00');
    return /^\d/.test(text) ? `到 ${text}` : `到${text}`;
  };

  const say = (hours, moment, calendar) => {
    const today = Math.floor(moment / A_DAY);
    const { open, booked, until, since, next } = stateAt(hours, moment, calendar);
    if (open) return until - since >= A_WEEK ? '24 小时开着' : `开着，${ends({ until }, today)}`;
    if (booked) return until - since >= A_DAY ? '只接受预约' : `现在只接受预约，${ends({ until }, today)}`;
    if (!next) return '最近不开，先打电话问';
    const opens = `${dated(next.since, today)} 开${next.booked ? '，要预约' : ''}`;
    if (periodsOn(hours, today, calendar).length) return `关着，${opens}`;
    return `${calendar.holidays.includes(isoOf(today)) ? '今天放假不开' : '今天不开'}，${opens}`;
  };

  // Of a year without a table of holidays only the usual is known.
  const words = (hours, moment, calendar) => {
    const said = say(hours, moment, calendar);
    const { next } = stateAt(hours, moment, calendar);
    const unknown = [moment, next ? next.since : moment].some((one) =>
      !calendar.years.includes(Number(isoOf(Math.floor(one / A_DAY)).slice(0, 4))));
    return unknown && (hours.holidays || hours.makeup) ? `平时${said}；放假日先打电话问` : said;
  };

  // ---- the clocks of the city

  const momentOf = (instant, { zone, offset }) => {
    try {
      const parts = {};
      const options = { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' };
      for (const { type, value } of new Intl.DateTimeFormat('en', options).formatToParts(instant)) parts[type] = value;
      const { year, month, day, hour, minute } = parts;
      const moment = dayOf(`${year}-${month}-${day}`) * A_DAY + (hour % 24) * 60 + Number(minute);
      if (Number.isFinite(moment)) return moment;
    } catch { /* a browser that does not know the zone */ }
    return Math.floor(instant / 6e4) + offset;
  };

  // ---- in the page

  const tell = (place, moment, calendar) => {
    const hours = JSON.parse(place.dataset.now);
    const { open } = stateAt(hours, moment, calendar);
    const text = words(hours, moment, calendar);
    if (place.textContent !== text) place.textContent = text;
    place.classList.toggle('gp-now--open', open);
  };

  // What shows on a day is known to display.js, which asks before the first paint, by the reader's clock.
  const refresh = (calendar, { show, holds }) => {
    const moment = momentOf(Date.now(), calendar);
    const today = isoOf(Math.floor(moment / A_DAY));
    const trusted = show(today);
    for (const place of document.querySelectorAll('[data-now]')) {
      place.hidden = !trusted || !holds(place.dataset, today);
      if (trusted) tell(place, moment, calendar);
    }
  };

  root.gridpressNow = { stateAt, words, momentOf };
  if (typeof document === 'undefined') return;
  if (!document.querySelector('[data-built]') || !root.gridpressCalendar || !root.gridpressShow) return;
  const again = () => refresh(root.gridpressCalendar, root.gridpressShow);
  again();
  root.gridpressNow.refresh = again;
  setInterval(again, 6e4);
  addEventListener('pageshow', again);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) again(); });
})(typeof window === 'undefined' ? globalThis : window);
