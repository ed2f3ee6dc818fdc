package hdw.run;

import hdw.graph.NodeValues;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps each task within its {@code max_running}: what is too many waits here, out of the way of
 * other tasks.
 */
final class TaskLimits {
  private final Map<String, Integer> limits = new HashMap<>();
  private final Map<String, Integer> running = new HashMap<>();
  private final Map<String, Deque<JobRef>> parked = new HashMap<>();

  TaskLimits(Plan plan) {
    var values = new NodeValues(plan.catalog(), new hdw.diagnostic.Diagnostics());
    for (NodePlan node : plan.nodes()) {
      Task task = node.node().task();
      Optional<Setting> setting = task.options().maxRunning();
      if (setting.isPresent() && !limits.containsKey(task.name())) {
        values
            .evaluate(setting.get().value(), node.node(), Type.NUMBER)
            .map(value -> ((Value.Numeric) value).number().intValue())
            .ifPresent(limit -> limits.put(task.name(), Math.max(1, limit)));
      }
    }
  }

  /** Whether a job's task is at its limit; the job is then kept here. */
  boolean holdsBack(JobRef job) {
    String task = job.node().node().task().name();
    boolean full = running.getOrDefault(task, 0) >= limits.getOrDefault(task, Integer.MAX_VALUE);
    if (full) {
      parked.computeIfAbsent(task, name -> new ArrayDeque<>()).add(job);
    }
    return full;
  }

  /** A job begins. */
  void start(JobRef job) {
    running.merge(job.node().node().task().name(), 1, Integer::sum);
  }

  /**
   * A job of a task does not start after all: gives back another one that was kept here and may
   * start in its place, if there is one.
   */
  Optional<JobRef> instead(JobRef job) {
    String task = job.node().node().task().name();
    boolean full = running.getOrDefault(task, 0) >= limits.getOrDefault(task, Integer.MAX_VALUE);
    Deque<JobRef> waiting = parked.get(task);
    return full || waiting == null ? Optional.empty() : Optional.ofNullable(waiting.poll());
  }

  /** Forgets what is kept here: it will be offered again. */
  void forget() {
    parked.clear();
  }

  /** A job is over; gives back one that was kept here, if there is one. */
  Optional<JobRef> end(JobRef job) {
    String task = job.node().node().task().name();
    running.merge(task, -1, Integer::sum);
    Deque<JobRef> waiting = parked.get(task);
    return waiting == null ? Optional.empty() : Optional.ofNullable(waiting.poll());
  }
}
