package hdw.forecast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The slots, and who waits for one: first come, first served, but for those that need more slots
 * than are free, and for tasks that are at their {@code max_running}.
 */
final class Lanes {
  /** Jobs that can take one another's place. */
  private record Lane(boolean local, String task, int slots) {}

  /** A job in the order of arrival. */
  private record Waiting(long number, SimJob job) {}

  private final Map<String, Integer> limits;
  private final Map<String, Integer> running = new LinkedHashMap<>();
  private final Map<Lane, Deque<Waiting>> lanes = new LinkedHashMap<>();
  private final Slots slots;
  private int freeHere;
  private int freeAway;
  private int leastFreeHere;
  private int leastFreeAway;
  private long arrived;

  /**
   * Free slots.
   *
   * @param limits how many jobs of a task may run at a time, by its name
   */
  Lanes(Slots slots, Map<String, Integer> limits) {
    this.slots = slots;
    this.limits = limits;
    this.freeHere = slots.here();
    this.freeAway = slots.away();
    this.leastFreeHere = slots.here();
    this.leastFreeAway = slots.away();
  }

  /** A job wants to start. */
  void add(SimJob job) {
    lanes.computeIfAbsent(lane(job), key -> new ArrayDeque<>()).add(new Waiting(arrived++, job));
  }

  private Lane lane(SimJob job) {
    int most = job.isLocal() ? slots.here() : slots.away();
    return new Lane(job.isLocal(), job.task(), Math.min(most, job.request().cpus()));
  }

  /** The next job that starts now; takes its slots. */
  Optional<SimJob> next() {
    Lane best = null;
    long first = Long.MAX_VALUE;
    for (Map.Entry<Lane, Deque<Waiting>> each : lanes.entrySet()) {
      Waiting head = each.getValue().peek();
      if (head != null && head.number() < first && fits(each.getKey())) {
        best = each.getKey();
        first = head.number();
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    move(best, -1);
    return Optional.of(lanes.get(best).remove().job());
  }

  private boolean fits(Lane lane) {
    return lane.slots() <= (lane.local() ? freeHere : freeAway)
        && running.getOrDefault(lane.task(), 0)
            < limits.getOrDefault(lane.task(), Integer.MAX_VALUE);
  }

  /** A job has ended and gives its slots back; its request is still that with which it began. */
  void release(SimJob job) {
    move(lane(job), 1);
  }

  private void move(Lane lane, int direction) {
    running.merge(lane.task(), -direction, Integer::sum);
    if (lane.local()) {
      freeHere += direction * lane.slots();
      leastFreeHere = Math.min(leastFreeHere, freeHere);
    } else {
      freeAway += direction * lane.slots();
      leastFreeAway = Math.min(leastFreeAway, freeAway);
    }
  }

  /** The most slots that were taken at a time. */
  Slots peak() {
    return new Slots(
        Math.max(1, slots.here() - leastFreeHere), Math.max(1, slots.away() - leastFreeAway));
  }
}
