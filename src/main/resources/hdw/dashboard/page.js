// Puts the page together.
import {Live, ask, clock} from './live.js';
import {Graph} from './graph.js';
import {Failures, Machines, Nodes, TimeLine, memory, overview} from './panels.js';
import {Drawer, goTo} from './drawer.js';

const WORDS = {
  stopped: 'No driver is at work: it was stopped or died. What is in a batch queue goes on; hdw resume takes the run up again.',
  paused: 'The run waits for a decision; what it says of that stands below.',
  planned: 'This run is planned and has not begun.',
};

// The token has become a cookie: nobody needs to see it in the address, nor in the history.
if (new URLSearchParams(location.search).has('token')) {
  history.replaceState(null, '', location.pathname + location.hash);
}

const $ = (id) => document.getElementById(id);
const graph = new Graph($('graph'), (by, id) => goTo(by, id));
const nodes = new Nodes((row) => goTo(row.id === row.task && graph.graph?.by === 'task' ? 'task' : 'node', row.id));
const failures = new Failures(goTo);
const time = new TimeLine();
const machines = new Machines(goTo);
let link = {state: 'connecting', since: null};

function banner(live) {
  const head = live.one('head');
  const trouble = live.one('trouble');
  let words = '';
  if (link.state === 'refused') {
    words = 'hdw dashboard was started again, with a new token: open the address that it printed.';
  } else if (link.state === 'lost') {
    words = `Nobody answers since ${clock(link.since, true)}: hdw dashboard was ended, or the way to it (ssh) is cut. It is tried again; what you see is from then.`;
  } else if (trouble) {
    words = head ? `${trouble.words}. What you see is from before.` : `${trouble.words}: this page shows the next one as soon as it begins (hdw run FILE).`;
  } else if (head) {
    words = WORDS[head.state] ?? '';
  }
  $('banner').hidden = !words;
  $('banner').textContent = words;
  $('banner').classList.toggle('bad', link.state === 'refused' || link.state === 'lost');
}

let wholeTasks = false;

async function picture(live) {
  const told = await ask('/api/graph', wholeTasks ? {by: 'task'} : {}).catch(() => null);
  $('graph-panel').hidden = !told;
  if (told) {
    graph.show(told);
    graph.color(live.rows('nodes'));
    $('graph-hint').textContent = told.by === 'task' ? (told.nodes_fit ? 'by task; a click shows its jobs' : 'by task, as there are too many nodes; a click shows jobs') : 'a click on a node shows its jobs';
    $('graph-by').hidden = !told.nodes_fit;
    $('graph-by').textContent = told.by === 'task' ? 'nodes' : 'tasks';
  }
}

function show(live, other) {
  const head = live.one('head');
  banner(live);
  if (!head) {
    $('run').textContent = live.run || 'no run yet';
    $('main').hidden = true;
    return;
  }
  $('main').hidden = false;
  document.title = `${Math.floor((100 * head.done) / (head.jobs || 1))} % ${head.state} · ${head.run}`;
  $('run').textContent = head.run;
  $('state').hidden = false;
  $('state').className = `state ${head.state}`;
  $('state').textContent = head.state + (head.first_look.length ? `: first look at ${head.first_look.join(', ')}` : '');
  overview(head);
  if (other) picture(live);
  else graph.color(live.rows('nodes'));
  nodes.show(live.rows('nodes'));
  failures.show(live.rows('failures'), head.state === 'running');
  time.show(live.rows('time'), head.state === 'running');
  memory(live.rows('memory'));
  machines.show().catch(() => {});
  drawer.refresh();
}

const live = new Live(
  (told, other) => show(told, other),
  (state, since) => {
    link = {state, since};
    $('link').className = `link ${state === 'live' ? 'live' : 'lost'}`;
    $('link').textContent = state === 'live' ? 'live' : 'not connected';
    banner(live ?? {one: () => null});
  });
const drawer = new Drawer(live);
drawer.open();

// What waits for no news: how long it has been running, how things go on.
setInterval(() => {
  const head = live.one('head');
  if (head) overview(head);
}, 10000);

$('zoom-in').addEventListener('click', () => graph.zoom(1.25));
$('zoom-out').addEventListener('click', () => graph.zoom(0.8));
$('zoom-fit').addEventListener('click', () => graph.fit());

$('graph-by').addEventListener('click', () => { wholeTasks = !wholeTasks; picture(live); });

let typing = 0;
$('find').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => { const part = $('find').value.trim(); if (part.length > 1) drawer.find(part); }, 250);
});
$('search').addEventListener('submit', async (event) => {
  event.preventDefault();
  clearTimeout(typing);
  const part = $('find').value.trim();
  if (!part) return;
  const told = await ask('/api/jobs', {id: part}).catch(() => null);
  const exact = told?.jobs.find((each) => each.id === part) ?? (told?.count === 1 ? told.jobs[0] : null);
  goTo(exact ? 'job' : 'id', exact ? exact.id : part);
});
addEventListener('keydown', (event) => {
  if (event.key === '/' && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    $('find').focus();
  }
});
