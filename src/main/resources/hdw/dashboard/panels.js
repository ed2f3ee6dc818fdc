// The panels below the picture.
import {h, s, ask, bar, clock, count, sign, size, span, STATES} from './live.js';

const MOST_ROWS = 200;

/** Where the run stands, in numbers. */
export function overview(head) {
  bar(head, document.getElementById('progress'));
  document.getElementById('tiles').replaceChildren(...STATES.map((each) =>
    h('li', {class: `tile ${each}${head[each] ? '' : ' none'}`, 'data-state': each},
      h('b', {}, count(head[each])),
      h('span', {}, h('span', {class: `sign is-${each}`, 'aria-hidden': 'true'}, sign(each)), ' ' + each))));
  const facts = [['jobs', count(head.jobs) + (head.kept ? ` (${count(head.kept)} done in an earlier run)` : '')]];
  const begun = head.begun && new Date(head.begun);
  const last = head.last_event && new Date(head.last_event);
  if (begun) facts.push(['begun', clock(begun)]);
  if (begun && last) {
    facts.push(head.state === 'running' ? ['running for', span((Date.now() - begun) / 1000)] : ['took', span((last - begun) / 1000)]);
    facts.push(['last event', clock(last, true)]);
  }
  if (head.per_hour && head.state === 'running') facts.push(['pace', `${count(head.per_hour)} jobs an hour`]);
  if (head.left_s !== null) facts.push(['left at this pace', `about ${span(head.left_s)}`]);
  if (head.driver) facts.push(['driver', head.driver]);
  if (head.workers) facts.push(['Dask', head.dask ? h('a', {href: head.dask, target: '_blank', rel: 'noreferrer', title: 'the page of Dask itself'}, head.workers) : head.workers]);
  document.getElementById('facts').replaceChildren(...facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
  const notes = document.getElementById('notes');
  notes.hidden = head.notes.length === 0;
  notes.replaceChildren(...head.notes.map((each) => h('li', {}, each)));
}

const COLUMNS = ['running', 'queued', 'held', 'waiting', 'failed', 'skipped'];
const ALWAYS = new Set(['running', 'waiting', 'failed']);

/** The table of nodes; rows that did not change stay as they are. */
export class Nodes {
  constructor(opened) {
    this.opened = opened;
    this.table = document.getElementById('nodes');
    this.known = new Map();
    this.shape = '';
    this.filter = document.getElementById('nodes-filter');
    this.filter.addEventListener('input', () => this.show(this.rows));
    this.rows = [];
  }

  show(rows) {
    this.rows = rows;
    const columns = COLUMNS.filter((each) => ALWAYS.has(each) || rows.some((row) => row[each] > 0));
    if (columns.join() !== this.shape) {
      this.shape = columns.join();
      this.known.clear();
      const head = ['node', '', 'done', ...columns, 'per hour'].map((each) => h('th', {scope: 'col'}, each));
      this.body = h('tbody');
      this.table.replaceChildren(h('thead', {}, h('tr', {}, ...head)), this.body);
    }
    const part = this.filter.value.trim();
    const wanted = rows.filter((row) => row.id.includes(part));
    const shown = wanted.slice(0, MOST_ROWS);
    document.getElementById('nodes-hint').textContent =
      shown.length < rows.length ? `${count(shown.length)} of ${count(rows.length)} shown; a filter shows others` : count(rows.length);
    const lines = shown.map((row) => this.line(row, columns));
    if (lines.length !== this.body.children.length || lines.some((each, i) => each !== this.body.children[i])) {
      this.body.replaceChildren(...lines);
    }
  }

  line(row, columns) {
    const known = this.known.get(row.id);
    if (known?.row === row) return known.line;
    const cell = (name, value, more = '') =>
      h('td', {class: `${name}${value ? '' : ' zero'}`, 'data-name': name}, count(value) + more);
    const name = h('td', {}, h('button', {type: 'button', class: 'plain', onclick: () => this.opened(row)}, row.id),
      row.paused ? h('span', {class: 'is-held'}, ' ‖ paused') : null);
    const line = h('tr', {'data-node': row.id}, name, h('td', {class: 'bar-cell'}, bar(row)),
      h('td', {'data-name': 'done'}, `${count(row.done)} of ${count(row.jobs)}`),
      ...columns.map((each) => cell(each, row[each])), cell('per hour', row.per_hour));
    this.known.set(row.id, {row, line});
    return line;
  }
}

/** Failures by cause, the largest group first, each with the end of a log. */
export class Failures {
  constructor(opened) {
    this.opened = opened;
    this.place = document.getElementById('failures');
    this.open = new Map();
  }

  show(groups, lasting) {
    if (groups.length === 0) {
      this.place.replaceChildren(h('p', {class: 'empty'}, lasting ? 'No job has failed for good.' : 'No job failed.'));
      return;
    }
    this.place.replaceChildren(...groups.map((group, i) => this.group(group, i === 0)));
  }

  group(group, first) {
    const links = group.jobs.map((job) => h('button', {type: 'button', class: 'plain', onclick: () => this.opened('job', job)}, job));
    const more = group.count - group.jobs.length;
    if (more > 0) links.push(h('button', {type: 'button', class: 'plain', onclick: () => this.opened('group', group.group)}, `and ${count(more)} more`));
    return h('div', {class: 'group', 'data-group': group.group},
      h('div', {class: 'group-head'},
        h('b', {}, `${sign('failed')} ${count(group.count)} × ${group.reason}`),
        h('button', {type: 'button', onclick: () => this.opened('group', group.group)}, group.count === 1 ? 'the job' : 'the jobs')),
      h('p', {class: 'evidence'}, group.evidence),
      h('div', {class: 'jobs-of'}, ...links),
      this.log(group, first));
  }

  /** The end of the log of one of the jobs; what a person opened stays open. */
  log(group, first) {
    const known = this.open.get(group.group);
    if (known && known.job === group.jobs[0]) return known.place;
    const job = group.jobs[0];
    const words = h('pre', {}, 'reading the log …');
    const place = h('details', {open: first}, h('summary', {}, `the end of the log of ${job}`), words);
    const read = async () => {
      try {
        const story = await ask('/api/job', {job});
        const last = story?.logs.at(-1);
        const log = last && (await ask('/api/log', {job, attempt: last.attempt, number: last.number}));
        words.textContent = log ? log.text.split('\n').slice(-25).join('\n').trim() || 'the log is empty' : 'it left no log on this machine';
      } catch (broken) {
        words.textContent = String(broken.message);
      }
    };
    if (first) read();
    else place.addEventListener('toggle', read, {once: true});
    this.open.set(group.group, {job, place});
    return place;
  }
}

/** How many jobs were where at what time: each kind on a scale of its own. */
export class TimeLine {
  constructor() {
    this.place = document.getElementById('time');
    this.at = document.getElementById('time-at');
    this.place.addEventListener('pointermove', (event) => this.point(event));
    this.place.addEventListener('pointerleave', () => { this.pointed = null; this.label(); });
  }

  show(moments, running) {
    if (moments.length < 2) {
      this.place.replaceChildren(h('p', {class: 'empty'}, 'Nothing has happened yet.'));
      return;
    }
    this.moments = moments;
    this.from = moments[0].at;
    this.to = Math.max(moments.at(-1).at, this.from + 1, running ? Math.floor(Date.now() / 1000) : 0);
    const kinds = ['running', 'queued', 'done', 'failed', 'held'].filter((each) => !['held', 'queued'].includes(each) || moments.some((one) => one[each] > 0));
    this.strips = kinds.map((kind) => this.strip(kind));
    const ends = h('div', {class: 'axis'}, h('span', {}, clock(new Date(this.from * 1000), true)), h('span', {}, clock(new Date(this.to * 1000), true)));
    this.place.replaceChildren(...this.strips.map((each) => each.line), ends);
    this.label();
  }

  x(at) {
    return (1000 * (at - this.from)) / (this.to - this.from);
  }

  strip(kind) {
    const most = Math.max(1, ...this.moments.map((each) => each[kind]));
    const y = (value) => 38 - (34 * value) / most;
    let path = `M${this.x(this.moments[0].at).toFixed(1)} ${y(this.moments[0][kind]).toFixed(1)}`;
    for (const each of this.moments.slice(1)) path += `H${this.x(each.at).toFixed(1)}V${y(each[kind]).toFixed(1)}`;
    path += 'H1000';
    const at = s('line', {class: 'at', y1: 0, y2: 40, x1: -9, x2: -9});
    const picture = s('svg', {viewBox: '0 0 1000 40', preserveAspectRatio: 'none', class: `is-${kind}`, 'aria-hidden': 'true'},
      s('path', {class: 'area', d: `${path}V40H${this.x(this.moments[0].at).toFixed(1)}z`}), s('path', {class: 'edge', d: path}), at);
    const value = h('b');
    const largest = Math.max(...this.moments.map((each) => each[kind]));
    const label = h('div', {class: 'label'}, h('span', {class: `sign is-${kind}`}, sign(kind)), ' ', value, ` ${kind}`, h('small', {}, `at most ${count(largest)}`));
    return {kind, value, at, picture, line: h('div', {class: 'strip', 'data-kind': kind}, label, picture)};
  }

  point(event) {
    if (!this.strips) return;
    const frame = this.strips[0].picture.getBoundingClientRect();
    const part = (event.clientX - frame.left) / frame.width;
    this.pointed = part < 0 || part > 1 ? null : this.from + part * (this.to - this.from);
    this.label();
  }

  label() {
    if (!this.strips) return;
    const until = this.pointed ?? Infinity;
    let moment = this.moments[0];
    for (const each of this.moments) if (each.at <= until) moment = each;
    for (const each of this.strips) {
      each.value.textContent = count(moment[each.kind]);
      const x = this.pointed === null || this.pointed === undefined ? -9 : this.x(this.pointed);
      each.at.setAttribute('x1', x);
      each.at.setAttribute('x2', x);
    }
    this.at.textContent = this.pointed ? `at ${clock(new Date(this.pointed * 1000), true)}` : '';
  }
}

/** What the jobs of each task asked for, and what they took. */
export function memory(tasks) {
  const place = document.getElementById('memory');
  const measured = tasks.filter((each) => each.measured > 0);
  if (measured.length === 0) {
    place.replaceChildren(h('p', {class: 'empty'}, 'No memory has been measured yet.'));
    return;
  }
  place.replaceChildren(...measured.map((task) => {
    const scale = 1000 / (1.04 * Math.max(task.asked_bytes, task.most_asked_bytes, task.max_bytes, 1));
    const box = (name, bytes, y, height) => s('rect', {class: name, x: 0, y, width: bytes * scale, height});
    const mark = (name, bytes) => s('line', {class: name, x1: bytes * scale, x2: bytes * scale, y1: 0, y2: 30});
    const raised = task.most_asked_bytes > task.asked_bytes;
    const words = [`asked ${size(task.asked_bytes)}`, raised ? `after failures up to ${size(task.most_asked_bytes)}` : '',
      `median ${size(task.median_bytes)}`, `95 % at most ${size(task.p95_bytes)}`, `largest ${size(task.max_bytes)}`].filter(Boolean);
    const picture = s('svg', {viewBox: '0 0 1000 30', preserveAspectRatio: 'none', role: 'img', 'aria-label': words.join(', ')},
      s('rect', {class: 'track', x: 0, y: 4, width: 1000, height: 22}), box('max', task.max_bytes, 4, 22), box('p95', task.p95_bytes, 7, 16),
      box('median', task.median_bytes, 10, 10), mark('asked', task.asked_bytes));
    if (raised) picture.append(mark('more', task.most_asked_bytes));
    return h('div', {class: 'use', 'data-task': task.task}, h('b', {}, task.task), ` · ${count(task.measured)} measured`, picture,
      h('p', {}, '| ', h('b', {}, words[0]), raised ? ` ¦ ${words[1]}` : '', ' · ', words.slice(raised ? 2 : 1).join(' · ')));
  }));
}

/** The machines, a page of them at a time. */
export class Machines {
  constructor(opened) {
    this.opened = opened;
    this.page = 0;
    this.read = 0;
    this.place = document.getElementById('machines');
  }

  async show(now = false) {
    if (!now && Date.now() - this.read < 3000) return;
    this.read = Date.now();
    const told = await ask('/api/machines', {page: this.page});
    if (!told || told.count === 0) {
      this.place.replaceChildren(h('p', {class: 'empty'}, 'It is not known yet where jobs run.'));
      return;
    }
    document.getElementById('machines-hint').textContent = count(told.count);
    const head = h('tr', {}, ...['machine', 'running', 'done', 'failed', 'core time'].map((each) => h('th', {scope: 'col', class: each === 'core time' ? 'core' : ''}, each)));
    const cell = (name, value) => h('td', {class: `${name}${value ? '' : ' zero'}`}, count(value));
    const rows = told.machines.map((each) => h('tr', {'data-host': each.host},
      h('td', {}, h('button', {type: 'button', class: 'plain', onclick: () => this.opened('host', each.host)}, each.host)),
      cell('running', each.running), cell('done', each.done), cell('failed', each.failed), h('td', {class: 'core'}, span(each.core_s))));
    this.place.replaceChildren(h('table', {}, h('thead', {}, head), h('tbody', {}, ...rows)),
      pager(told, (page) => { this.page = page; this.show(true); }) ?? '');
  }
}

/** Leads through pages; nothing where there is only one. */
export function pager(told, turn) {
  if (told.pages < 2) return null;
  return h('div', {class: 'pager'},
    h('button', {type: 'button', disabled: told.page === 0, onclick: () => turn(told.page - 1)}, '← before'),
    `page ${count(told.page + 1)} of ${count(told.pages)}`,
    h('button', {type: 'button', disabled: told.page + 1 >= told.pages, onclick: () => turn(told.page + 1)}, 'next →'));
}
