// The picture of the workflow: places come from the server, colours and counts from what it tells.
import {s, sign, count, STATES} from './live.js';

const MARGIN = 16;
const LEGIBLE = 0.5;

/** Where a node stands as a whole, in one word: what needs a person comes first. */
export function standing(row) {
  if (row.failed > 0) return 'failed';
  if (row.held > 0) return 'held';
  if (row.running > 0) return 'running';
  if (row.queued > 0) return 'queued';
  if (row.jobs > 0 && row.done === row.jobs) return 'done';
  return row.skipped > 0 && row.waiting === 0 ? 'skipped' : 'waiting';
}

function shortened(text, width) {
  const most = Math.floor(width / 8.2);
  return text.length <= most ? text : text.slice(0, most - 1) + '…';
}

/** A picture that can be moved and zoomed by mouse, touch and keys. */
export class Graph {
  constructor(svg, opened) {
    this.svg = svg;
    this.opened = opened;
    this.scene = s('g');
    this.boxes = new Map();
    this.pointers = new Map();
    this.moved = 0;
    const head = s('marker', {id: 'head', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto'});
    head.append(s('path', {d: 'M0 0L8 4L0 8z', class: 'head'}));
    svg.append(s('defs', {}, head), this.scene);
    this.listen();
  }

  show(graph) {
    this.graph = graph;
    this.boxes.clear();
    this.scene.replaceChildren();
    for (const line of graph.lines) {
      this.scene.append(s('path', {class: 'line', d: line.path, 'marker-end': 'url(#head)'}));
    }
    for (const box of graph.boxes) this.scene.append(this.box(box));
    this.fit(true);
  }

  box(box) {
    const {id, x, y, width, height} = box;
    const group = s('g', {class: 'box', transform: `translate(${x} ${y})`, tabindex: 0, role: 'button'});
    group.dataset.id = id;
    const title = s('text', {class: 'title', x: 30, y: 21});
    title.textContent = shortened(id, width - 40);
    const full = s('title');
    const mark = s('text', {class: 'mark-of', x: 11, y: 21});
    const counts = s('text', {class: 'count', x: 11, y: 39});
    const all = s('rect', {class: 'part-all', x: 10, y: height - 12, width: width - 20, height: 5});
    const parts = ['done', 'failed', 'skipped', 'held', 'running', 'queued'].map((each) =>
      s('rect', {class: `part-${each}`, x: 10, y: height - 12, width: 0, height: 5}));
    group.append(full, s('rect', {class: 'frame', width, height, rx: 8}), mark, title, counts, all, ...parts);
    const open = () => { if (this.moved < 5) this.opened(this.graph.by, id); };
    group.addEventListener('click', open);
    group.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); this.moved = 0; open(); } });
    this.boxes.set(id, {group, mark, counts, parts, full, width: width - 20});
    return group;
  }

  /** Gives every box its colours and counts. */
  color(rows) {
    if (!this.graph) return;
    const sums = new Map();
    for (const row of rows) {
      const id = this.graph.by === 'node' ? row.id : row.task;
      const sum = sums.get(id) ?? {jobs: 0, done: 0, running: 0, queued: 0, held: 0, waiting: 0, failed: 0, skipped: 0};
      for (const each of ['jobs', ...STATES]) sum[each] += row[each];
      sums.set(id, sum);
    }
    sums.forEach((sum, id) => { const box = this.boxes.get(id); if (box) this.colorBox(box, id, sum); });
  }

  colorBox(box, id, sum) {
    const state = standing(sum);
    box.group.setAttribute('class', `box is-${state}`);
    box.mark.textContent = sign(state);
    const more = ['failed', 'held', 'running', 'queued'].find((each) => sum[each] > 0);
    box.counts.textContent = `${count(sum.done)} of ${count(sum.jobs)} done` + (more ? `, ${count(sum[more])} ${more}` : '');
    const words = `${id}: ` + STATES.filter((each) => sum[each] > 0).map((each) => `${count(sum[each])} ${each}`).join(', ');
    box.full.textContent = words;
    box.group.setAttribute('aria-label', words);
    let from = 10;
    ['done', 'failed', 'skipped', 'held', 'running', 'queued'].forEach((each, i) => {
      let width = sum.jobs ? (box.width * sum[each]) / sum.jobs : 0;
      if (sum[each] > 0) width = Math.max(2, width);
      width = Math.min(width, box.width + 10 - from);
      box.parts[i].setAttribute('x', from);
      box.parts[i].setAttribute('width', Math.max(0, width));
      from += width;
    });
  }

  /** Shows all of it; at first never so small that it cannot be read. */
  fit(legible = false) {
    if (!this.graph) return;
    const {width, height} = this.svg.getBoundingClientRect();
    const whole = Math.min((width - 2 * MARGIN) / this.graph.width, (height - 2 * MARGIN) / this.graph.height, 1.25);
    this.scale = legible ? Math.max(LEGIBLE, whole) : whole;
    const wide = this.graph.width * this.scale;
    const high = this.graph.height * this.scale;
    this.x = wide > width ? MARGIN : (width - wide) / 2;
    this.y = high > height ? MARGIN : (height - high) / 2;
    this.place();
  }

  place() {
    this.scene.setAttribute('transform', `translate(${this.x} ${this.y}) scale(${this.scale})`);
  }

  move(x, y) {
    const {width, height} = this.svg.getBoundingClientRect();
    this.x = Math.min(width - 60, Math.max(60 - this.graph.width * this.scale, this.x + x));
    this.y = Math.min(height - 40, Math.max(40 - this.graph.height * this.scale, this.y + y));
    this.place();
  }

  zoom(by, atX, atY) {
    if (!this.graph) return;
    const {width, height} = this.svg.getBoundingClientRect();
    const x = atX ?? width / 2;
    const y = atY ?? height / 2;
    const scale = Math.min(3, Math.max(0.08, this.scale * by));
    this.x = x - ((x - this.x) * scale) / this.scale;
    this.y = y - ((y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.place();
  }

  listen() {
    const at = (event) => {
      const frame = this.svg.getBoundingClientRect();
      return [event.clientX - frame.left, event.clientY - frame.top];
    };
    this.svg.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), ...at(event));
    }, {passive: false});
    this.svg.addEventListener('pointerdown', (event) => {
      if (this.pointers.size === 0) this.moved = 0;
      this.pointers.set(event.pointerId, at(event));
    });
    this.svg.addEventListener('pointermove', (event) => this.drag(event, at(event)));
    for (const each of ['pointerup', 'pointercancel', 'pointerleave']) {
      this.svg.addEventListener(each, (event) => this.pointers.delete(event.pointerId));
    }
    this.svg.addEventListener('keydown', (event) => this.key(event));
    new ResizeObserver(() => { if (this.graph && !this.touched) this.fit(true); }).observe(this.svg);
  }

  drag(event, now) {
    const before = this.pointers.get(event.pointerId);
    if (!before || !this.graph) return;
    const others = [...this.pointers].filter(([id]) => id !== event.pointerId);
    this.pointers.set(event.pointerId, now);
    this.moved += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
    this.touched = true;
    if (others.length === 1) {
      const [ox, oy] = others[0][1];
      const length = (p) => Math.hypot(p[0] - ox, p[1] - oy) || 1;
      this.zoom(length(now) / length(before), (now[0] + ox) / 2, (now[1] + oy) / 2);
    } else if (this.moved >= 5) {
      if (!this.svg.hasPointerCapture(event.pointerId)) this.svg.setPointerCapture(event.pointerId);
      this.move(now[0] - before[0], now[1] - before[1]);
    }
  }

  key(event) {
    const steps = {ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60]};
    if (steps[event.key] && this.graph) this.move(...steps[event.key]);
    else if (event.key === '+' || event.key === '=') this.zoom(1.25);
    else if (event.key === '-') this.zoom(0.8);
    else if (event.key === '0') this.fit();
    else return;
    this.touched = true;
    event.preventDefault();
  }
}
