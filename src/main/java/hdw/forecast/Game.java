package hdw.forecast;

import hdw.forecast.Standings.Outcome;
import hdw.plan.Chunks;
import hdw.plan.NodePlan;
import hdw.rules.Decision;
import hdw.units.WallTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One run of a plan that is only played, event by event.
 *
 * <p>Each job draws from a stream of its own, whatever the order of events is: with other slots a
 * job takes as long and fails as it did.
 */
final class Game {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final Scene scene;
  private final Wiring wiring;
  private final Lanes lanes;
  private final Standings standings;
  private final Map<String, Played.OfTask> tasks;
  private final int[] waits;

  /** For each job the one that it waited for last; -1 for none. */
  private final int[] letGoBy;

  /** For each job that was halved the halves that are not over, and whether one ended badly. */
  private final Map<Integer, Integer> openParts = new HashMap<>();

  private final Map<Integer, Outcome> worstPart = new HashMap<>();
  private final Deque<Over> over = new ArrayDeque<>();
  private final PriorityQueue<Moment> moments = new PriorityQueue<>();
  private final SimJob[] jobs;
  private long now;
  private long moment;
  private int last = -1;
  private boolean aborted;

  /** Something that happens to a job: it may start, or the attempt that runs ends. */
  private record Moment(long at, long order, SimJob job, boolean ends)
      implements Comparable<Moment> {
    @Override
    public int compareTo(Moment other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  /** A job of the plan that is over, but for those who wait for it. */
  private record Over(int node, int job, Outcome outcome) {}

  private Game(Scene scene, Slots slots, int round) {
    this.scene = scene;
    this.wiring = scene.wiring();
    this.lanes = new Lanes(slots, scene.limits());
    this.standings = new Standings(wiring, scene.tolerance());
    this.tasks = Played.blank(scene.tasks());
    this.waits = wiring.waits();
    this.letGoBy = new int[wiring.jobs()];
    Arrays.fill(letGoBy, -1);
    this.jobs = jobs(scene, round);
  }

  /**
   * Plays a plan.
   *
   * @param round the games of one seed differ by it
   */
  static Played play(Scene scene, Slots slots, int round) {
    return new Game(scene, slots, round).play();
  }

  /** The jobs as they are before the first event, with how long each takes. */
  static SimJob[] jobs(Scene scene, int round) {
    Wiring wiring = scene.wiring();
    var jobs = new SimJob[wiring.jobs()];
    var seeds = new SplittableRandom(scene.seed() + GOLDEN * (round + 1));
    for (int k = 0; k < wiring.nodes().size(); k++) {
      NodePlan node = wiring.nodes().get(k);
      JobTime time = scene.figures().get(node.node().task().name()).time();
      for (int i = 0; i < node.size(); i++) {
        int number = wiring.base(k) + i;
        SplittableRandom random = seeds.split();
        long length = time.draw(node, i, random);
        jobs[number] = new SimJob(node, i, number, random, length, pieces(node, i));
      }
    }
    return jobs;
  }

  private static long pieces(NodePlan node, int row) {
    Optional<Chunks> chunks = node.chunks();
    return chunks.isEmpty()
        ? 1
        : chunks.get().isOfEvents()
            ? chunks.get().events(row).orElse(1)
            : chunks.get().fileCount(row);
  }

  private Played play() {
    for (int i = 0; i < jobs.length; i++) {
      if (waits[i] == 0) {
        queue(jobs[i], 0);
      }
    }
    settle();
    start();
    while (!moments.isEmpty() && !aborted) {
      Moment next = moments.remove();
      now = next.at();
      if (next.ends()) {
        ended(next.job());
      } else {
        lanes.add(next.job());
      }
      settle();
      start();
    }
    moments.stream().filter(Moment::ends).forEach(each -> charge(each.job()));
    return new Played(now, tasks, aborted, chain(), lanes.peak());
  }

  /** A job may start after a while: at once here, in a batch system when its queue has it ready. */
  private void queue(SimJob job, long delay) {
    long wait =
        job.isLocal()
            ? 0
            : scene
                .queueWait()
                .map(each -> each.draw(job.node(), job.row(), job.random()))
                .orElse(0L);
    if (delay + wait == 0) {
      lanes.add(job);
    } else {
      moments.add(new Moment(now + delay + wait, moment++, job, false));
    }
  }

  private void start() {
    Optional<SimJob> next = aborted ? Optional.empty() : lanes.next();
    while (next.isPresent()) {
      SimJob job = next.get();
      boolean isFirst = job.attemptNumber() == 1;
      tasks.get(job.task()).began(isFirst && job.isOverLimit());
      SimJob.Attempt attempt = job.begin(now, scene.figures().get(job.task()).mishaps());
      moments.add(new Moment(attempt.ends(), moment++, job, true));
      next = lanes.next();
    }
  }

  private void charge(SimJob job) {
    long until = Math.min(now, job.attempt().ends());
    tasks.get(job.task()).ran(until - job.attempt().began(), job.request().cpus());
  }

  private void ended(SimJob job) {
    charge(job);
    lanes.release(job);
    if (job.attempt().reason().isEmpty()) {
      isOver(job, Outcome.DONE);
      return;
    }
    Decision decision = scene.reacting().decide(job);
    switch (decision.kind()) {
      case RETRY -> {
        job.again(scene.reacting().raised(job, decision));
        queue(job, decision.after().map(WallTime::seconds).orElse(0L) * 1000);
      }
      case HALVE -> halve(job);
      case SKIP -> isOver(job, Outcome.SKIPPED);
      case FAIL -> isOver(job, Outcome.FAILED);
      case ABORT -> {
        aborted = true;
        isOver(job, Outcome.FAILED);
      }
    }
  }

  private void halve(SimJob job) {
    if (!job.canBeHalved()) {
      isOver(job, Outcome.FAILED);
      return;
    }
    openParts.merge(job.number(), 2, (open, two) -> open + 1);
    queue(job.half(false), 0);
    queue(job.half(true), 0);
  }

  /** A job, or part of one, is over: what became of all its parts counts. */
  private void isOver(SimJob job, Outcome outcome) {
    int number = job.number();
    if (openParts.containsKey(number)) {
      worstPart.merge(number, outcome, Game::worse);
      if (openParts.merge(number, -1, Integer::sum) > 0) {
        return;
      }
      openParts.remove(number);
    }
    over.add(new Over(wiring.number(job.node()), number, worstPart.getOrDefault(number, outcome)));
  }

  private static Outcome worse(Outcome one, Outcome other) {
    return one == Outcome.DONE || other == Outcome.FAILED ? other : one;
  }

  /** Tells those who wait, and those who wait for such as cannot run for that. */
  private void settle() {
    while (!over.isEmpty()) {
      Over each = over.remove();
      NodePlan node = wiring.nodes().get(each.node());
      tasks.get(node.node().task().name()).ended(each.outcome());
      last = each.job();
      int row = each.job() - wiring.base(each.node());
      boolean isLast = standings.over(each.node(), each.job(), each.outcome());
      wiring.afterEach(each.node()).forEach(next -> tell(next, row, each.job()));
      for (int next : wiring.inTrees(each.job())) {
        SimJob job = jobs[next];
        tell(wiring.number(job.node()), job.row(), each.job());
      }
      if (isLast) {
        for (int next : wiring.afterAll(each.node())) {
          for (int i = 0; i < wiring.nodes().get(next).size(); i++) {
            tell(next, i, each.job());
          }
        }
      }
    }
  }

  private void tell(int node, int row, int by) {
    int job = wiring.base(node) + row;
    waits[job]--;
    if (waits[job] > 0) {
      return;
    }
    letGoBy[job] = by;
    Optional<Outcome> hole = standings.hole(wiring.nodes().get(node), row);
    if (hole.isPresent()) {
      over.add(new Over(node, job, hole.get()));
    } else {
      queue(jobs[job], 0);
    }
  }

  /** The tasks on the way to the job that ended last, each named once in a row. */
  private List<String> chain() {
    var chain = new ArrayList<String>();
    for (int job = last; job >= 0; job = letGoBy[job]) {
      String task = jobs[job].task();
      if (chain.isEmpty() || !chain.get(chain.size() - 1).equals(task)) {
        chain.add(task);
      }
    }
    Collections.reverse(chain);
    return List.copyOf(chain);
  }
}
