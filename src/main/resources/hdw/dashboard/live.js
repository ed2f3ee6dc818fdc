// What the server tells: a snapshot at first, then what changes. Names are data: they become text nodes, never markup.

/** An element with properties and children; texts become text nodes. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  give(element, properties);
  element.append(...children.flat().filter((each) => each !== null && each !== undefined));
  return element;
}

/** The same of a picture. */
export function s(tag, properties = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  give(element, properties);
  element.append(...children);
  return element;
}

function give(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'onclick') {
      element.addEventListener('click', value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
}

export const STATES = ['done', 'running', 'queued', 'held', 'waiting', 'failed', 'skipped'];
const SIGNS = {done: '✓', running: '▸', queued: '…', held: '‖', waiting: '·', failed: '✗', skipped: '–', halved: '÷'};

/** The sign of a state, which stands beside its colour. */
export function sign(state) {
  return SIGNS[state] ?? '·';
}

/** A whole number with its thousands set apart. */
export function count(number) {
  return Number(number).toLocaleString('en-US');
}

/** A span of time for people. */
export function span(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return whole % 60 && whole < 600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${Math.round(whole / 60)} min`;
  const minutes = Math.round(whole / 60);
  if (minutes < 48 * 60) return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
  return `${(minutes / 1440).toFixed(1)} d`;
}

/** A short time, measured in milliseconds. */
export function took(milliseconds) {
  return milliseconds < 10000 ? `${(milliseconds / 1000).toFixed(1)} s` : span(milliseconds / 1000);
}

/** An amount of memory: a GB is 2^30 bytes, as schedulers count. */
export function size(bytes) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < 4) { amount /= 1024; unit++; }
  return `${amount >= 100 || Number.isInteger(amount) ? Math.round(amount) : amount.toFixed(1)} ${units[unit]}`;
}

const two = (number) => String(number).padStart(2, '0');

/** A time of day of this browser's zone, with the date where it is another day. */
export function clock(date, seconds = false) {
  const time = `${two(date.getHours())}:${two(date.getMinutes())}${seconds ? ':' + two(date.getSeconds()) : ''}`;
  const today = new Date().toDateString() === date.toDateString();
  return today ? time : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
}

/** A bar of parts, and its words for those who cannot see it. */
export function bar(row, element = h('div', {class: 'bar', role: 'img'})) {
  const all = row.jobs || 1;
  const order = ['done', 'failed', 'skipped', 'held', 'running', 'queued'];
  if (element.children.length !== order.length) {
    element.replaceChildren(...order.map((each) => h('span', {class: each})));
  }
  order.forEach((state, i) => {
    const part = element.children[i];
    part.style.width = `${(100 * row[state]) / all}%`;
    part.classList.toggle('some', row[state] > 0);
  });
  const words = STATES.filter((each) => row[each] > 0).map((each) => `${count(row[each])} ${each}`);
  element.setAttribute('aria-label', words.join(', ') || 'no jobs');
  element.title = words.join(', ');
  return element;
}

/** Asks the server for a document; nothing where it has none. */
export async function ask(path, values = {}) {
  const query = new URLSearchParams(values).toString();
  const answer = await fetch(path + (query ? '?' + query : ''), {cache: 'no-store'});
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** Follows the run: keeps what was told, and calls back when it changes or the connection does. */
export class Live {
  constructor(changed, linked) {
    this.changed = changed;
    this.linked = linked;
    this.run = null;
    this.sections = {};
    this.heard = Date.now();
    this.lostSince = null;
    this.open();
    setInterval(() => this.watch(), 5000);
  }

  open() {
    this.source?.close();
    this.heard = Date.now();
    this.source = new EventSource('/api/events');
    this.source.addEventListener('open', () => this.alive());
    this.source.addEventListener('beat', () => this.alive());
    this.source.addEventListener('board', (event) => { this.alive(); this.take(JSON.parse(event.data)); });
    this.source.addEventListener('error', () => this.lost());
  }

  alive() {
    this.heard = Date.now();
    this.lostSince = null;
    this.linked('live', null);
  }

  async lost() {
    this.lostSince ??= new Date();
    let refused = false;
    try {
      refused = (await fetch('/api/now', {method: 'HEAD', cache: 'no-store'})).status === 403;
    } catch { /* nobody answers: that is said below */ }
    if (this.lostSince) this.linked(refused ? 'refused' : 'lost', this.lostSince);
  }

  /** A browser gives up where it is refused, and a laptop that slept does not know that nobody is there. */
  watch() {
    if (this.source.readyState === EventSource.CLOSED || Date.now() - this.heard > 25000) {
      if (Date.now() - this.heard > 25000) this.lost();
      this.open();
    }
  }

  take(told) {
    if (told.whole) this.sections = {};
    for (const [name, news] of Object.entries(told.sections)) {
      const old = this.sections[name] ?? {keys: [], rows: new Map()};
      const rows = new Map();
      const keys = news.keys ?? [...old.keys, ...(news.more ?? [])];
      for (const key of keys) rows.set(key, Object.hasOwn(news.rows, key) ? news.rows[key] : old.rows.get(key));
      this.sections[name] = {keys, rows};
    }
    if (!Object.hasOwn(told.sections, 'trouble')) delete this.sections.trouble;
    const other = this.run !== told.run;
    this.run = told.run;
    this.changed(this, other);
  }

  /** The rows of a section, in order. */
  rows(name) {
    const section = this.sections[name];
    return section ? section.keys.map((key) => section.rows.get(key)) : [];
  }

  /** The one row of a section that has one. */
  one(name) {
    return this.rows(name)[0] ?? null;
  }
}
