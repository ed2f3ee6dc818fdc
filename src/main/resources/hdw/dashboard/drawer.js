// What comes in from the side: the jobs of a node, of a group of failures, of a machine; the story of one job.
import {h, ask, bar, count, sign, size, span, took, clock, STATES} from './live.js';
import {pager} from './panels.js';

const TITLES = {node: 'Node', task: 'Task', group: 'Jobs that failed alike', host: 'Jobs last on', id: 'Jobs whose id contains'};

/** The place named in the address, so that it can be kept, sent, and gone back from. */
export function goTo(kind, value, more = {}) {
  location.hash = new URLSearchParams({[kind]: value, ...more}).toString();
}

function stateCell(job) {
  return h('span', {class: `is-${job.state}`}, h('span', {class: 'sign', 'aria-hidden': 'true'}, sign(job.state)), ' ' + job.state + (job.kept ? ' before' : ''));
}

export class Drawer {
  constructor(live) {
    this.live = live;
    this.drawer = document.getElementById('drawer');
    this.title = document.getElementById('drawer-title');
    this.body = document.getElementById('drawer-body');
    this.back = document.getElementById('drawer-back');
    this.depth = 0;
    document.getElementById('drawer-close').addEventListener('click', () => this.close());
    this.back.addEventListener('click', () => history.back());
    addEventListener('hashchange', () => { this.depth++; this.open(); });
    addEventListener('keydown', (event) => { if (event.key === 'Escape' && !this.drawer.hidden) this.close(); });
  }

  close() {
    history.replaceState(null, '', location.pathname);
    this.depth = 0;
    this.open();
  }

  /** Shows jobs while somebody types: what was typed before is nothing to go back to. */
  find(part) {
    if (this.kind !== 'id') {
      goTo('id', part);
    } else {
      history.replaceState(null, '', '#' + new URLSearchParams({id: part}));
      this.open();
    }
  }

  /** Shows what the address names. */
  open() {
    const place = new URLSearchParams(location.hash.slice(1));
    const kind = ['job', ...Object.keys(TITLES)].find((each) => place.has(each));
    const wasHidden = this.drawer.hidden;
    this.drawer.hidden = !kind;
    this.shown = '';
    this.kind = kind;
    this.place = place;
    if (!kind) {
      if (this.before?.isConnected) this.before.focus();
      return;
    }
    this.back.hidden = this.depth < 2;
    if (wasHidden) {
      this.before = document.activeElement;
      if (kind !== 'id') document.getElementById('drawer-close').focus();
    }
    this.body.replaceChildren(h('p', {class: 'empty'}, 'reading …'));
    this.body.scrollTop = 0;
    this.title.textContent = kind === 'job' ? place.get('job') : kind === 'group' ? TITLES.group : `${TITLES[kind]} ${place.get(kind)}`;
    this.refresh(true);
  }

  /** Reads again what is open, now and then. */
  async refresh(now = false) {
    if (!this.kind || (!now && Date.now() - this.read < 3000)) return;
    this.read = Date.now();
    const {kind, place} = this;
    try {
      const told = kind === 'job' ? await ask('/api/job', {job: place.get('job')}) : await ask('/api/jobs', Object.fromEntries(place));
      if (place !== this.place || JSON.stringify(told) === this.shown) return;
      this.shown = JSON.stringify(told);
      if (kind === 'job') this.job(told);
      else this.jobs(told);
    } catch (broken) {
      if (now) this.body.replaceChildren(h('p', {class: 'empty'}, String(broken.message)));
    }
  }

  jobs(told) {
    const {kind, place} = this;
    const parts = [];
    const row = this.live.rows('nodes').find((each) => each.id === place.get('node'));
    if (kind === 'node' && row) parts.push(bar(row));
    if (kind !== 'group') parts.push(this.chips(row));
    if (told === null || told.count === 0) {
      parts.push(h('p', {class: 'empty'}, 'No such job has been mentioned yet.'));
    } else {
      const named = place.get('node');
      const head = h('tr', {}, ...['job', 'state', 'attempts', 'ran', 'memory', 'machine'].map((each, i) => h('th', {scope: 'col', class: i === 1 ? 'left' : ''}, each)));
      parts.push(h('p', {class: 'hint'}, `${count(told.count)} ${told.count === 1 ? 'job' : 'jobs'}`));
      parts.push(h('table', {class: 'wide'}, h('thead', {}, head), h('tbody', {}, ...told.jobs.map((job) => this.line(job, named)))));
      parts.push(pager(told, (page) => goTo(kind, place.get(kind), {...this.filters(), page})) ?? '');
    }
    this.body.replaceChildren(...parts);
  }

  filters() {
    return this.place.has('state') ? {state: this.place.get('state')} : {};
  }

  chips(row) {
    const {kind, place} = this;
    const chosen = place.get('state') ?? '';
    const chip = (state) => h('button', {type: 'button', 'aria-pressed': String(chosen === state), 'data-chip': state || 'all',
      onclick: () => goTo(kind, place.get(kind), state ? {state} : {})}, state ? `${sign(state)} ${row ? count(row[state]) + ' ' : ''}${state}` : 'all');
    return h('div', {class: 'chips'}, chip(''), ...STATES.filter((each) => !row || row[each] > 0).map(chip));
  }

  line(job, node) {
    const name = node && job.id.startsWith(node + '/') ? job.id.slice(node.length + 1) : job.id;
    return h('tr', {'data-job': job.id},
      h('td', {}, h('button', {type: 'button', class: 'plain', title: job.id, onclick: () => goTo('job', job.id)}, name)),
      h('td', {class: 'left'}, stateCell(job), job.reason && job.state !== 'done' ? h('small', {}, ` ${job.reason}`) : null),
      h('td', {class: job.attempts ? '' : 'zero', 'data-name': 'attempts'}, count(job.attempts)),
      h('td', {class: job.ms ? 'num' : 'zero'}, job.ms ? took(job.ms) : '–'),
      h('td', {class: job.memory_bytes ? 'num' : 'zero'}, job.memory_bytes ? size(job.memory_bytes) : '–'),
      h('td', {class: job.host ? '' : 'zero'}, job.host || '–'));
  }

  job(story) {
    if (story === null) {
      this.body.replaceChildren(h('p', {class: 'empty'}, 'The run has no such job, or has not mentioned it yet.'));
      return;
    }
    const parts = [h('p', {}, stateCell(story), story.node ? h('span', {}, ' · node ', h('button', {type: 'button', class: 'plain', onclick: () => goTo('node', story.node)}, story.node)) : null)];
    parts.push(h('h3', {}, 'Why'), h('pre', {id: 'why'}, story.why.join('\n')));
    if (story.state === 'queued') parts.push(this.queue(story.id));
    if (story.attempts.length) parts.push(h('h3', {}, 'Attempts that are over'), this.attempts(story.attempts));
    parts.push(h('h3', {}, 'Logs'), ...this.logs(story));
    this.body.replaceChildren(...parts);
  }

  queue(job) {
    const said = h('pre', {hidden: true});
    const button = h('button', {type: 'button', onclick: async () => {
      said.hidden = false;
      said.textContent = 'asking …';
      button.disabled = true;
      try {
        const told = await ask('/api/queue', {job});
        said.textContent = told?.lines.join('\n') || 'it says nothing of this job';
      } catch (broken) {
        said.textContent = String(broken.message);
      }
      button.disabled = false;
    }}, 'ask the batch system why it waits');
    return h('div', {}, h('p', {}, button), said);
  }

  attempts(attempts) {
    const head = h('tr', {}, ...['attempt', 'outcome', 'waited', 'ran', 'memory', 'asked', 'machine', 'ended'].map((each, i) => h('th', {scope: 'col', class: i === 1 ? 'left' : ''}, each)));
    const rows = attempts.map((each) => h('tr', {},
      h('td', {}, String(each.attempt)),
      h('td', {class: 'left'}, h('span', {class: each.outcome === 'lost' ? 'is-skipped' : `is-${each.outcome}`}, `${sign(each.outcome)} ${each.outcome}`), each.reason ? ` ${each.reason}` : ''),
      h('td', {'data-name': 'waited'}, each.waited_ms === null ? '–' : took(each.waited_ms)),
      h('td', {'data-name': 'ran'}, took(each.ran_ms)),
      h('td', {'data-name': 'memory'}, each.memory_bytes === null ? '–' : size(each.memory_bytes)),
      h('td', {'data-name': 'asked'}, size(each.asked_bytes)),
      h('td', {}, each.host || '–'),
      h('td', {}, clock(new Date(each.ended), true))));
    return h('table', {class: 'wide'}, h('thead', {}, head), h('tbody', {}, ...rows));
  }

  logs(story) {
    if (story.logs.length === 0) {
      return [h('p', {class: 'empty'}, story.kept ? 'Its result was kept from an earlier run, whose logs these would be.' : 'It has printed nothing here.')];
    }
    const words = h('pre', {id: 'log'}, '');
    const note = h('p', {class: 'hint'});
    const buttons = story.logs.map((log) => h('button', {type: 'button', 'aria-pressed': 'false', onclick: () => show(log)}, `${log.title} (${size(log.bytes)})`));
    const show = async (log) => {
      this.chosen = `${story.id} ${log.title}`;
      buttons.forEach((each, i) => each.setAttribute('aria-pressed', String(story.logs[i] === log)));
      const told = await ask('/api/log', {job: story.id, attempt: log.attempt, number: log.number}).catch((broken) => ({text: String(broken.message), whole: true}));
      words.textContent = told ? told.text || 'empty' : 'this log lies outside the run and is not shown';
      note.textContent = told && !told.whole ? `the last 64 KB of ${size(told.bytes)}; all of it: hdw logs ${story.id}` : '';
      words.scrollTop = words.scrollHeight;
    };
    const last = story.logs.find((each) => this.chosen === `${story.id} ${each.title}`) ?? story.logs.at(-1);
    show(last);
    return [h('div', {class: 'chips'}, ...buttons), note, words];
  }
}
