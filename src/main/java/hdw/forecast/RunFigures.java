package hdw.forecast;

import hdw.forecast.MeasuredTime.Sample;
import hdw.insight.AttemptRecord;
import hdw.insight.AttemptRecord.Outcome;
import hdw.insight.Insight;
import hdw.insight.PlannedNode;
import hdw.model.Reason;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.run.Event;
import hdw.run.JobStory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures that a run measured: how long jobs took that ended well, results that it took over from
 * earlier runs included, and how often attempts failed by themselves.
 *
 * <p>A job that was stopped by its time limit for good counts as one that takes just that long: no
 * more is known of it, and without it the slowest jobs would be left out.
 */
public final class RunFigures {
  private final Insight insight;
  private final Plan plan;
  private final Map<String, List<AttemptRecord>> attempts = new HashMap<>();

  private RunFigures(Insight insight, Plan plan) {
    this.insight = insight;
    this.plan = plan;
    for (AttemptRecord each : insight.attempts()) {
      attempts.computeIfAbsent(each.task(), task -> new ArrayList<>()).add(each);
    }
  }

  /** The figures of a run for the tasks of a plan, those left out of which nothing was measured. */
  public static Map<String, Figures> of(Insight insight, Plan plan) {
    var run = new RunFigures(insight, plan);
    Map<String, Map<String, Double>> times = run.times();
    Map<String, Figures> all = new LinkedHashMap<>();
    for (NodePlan each : plan.nodes()) {
      String task = each.node().task().name();
      if (times.containsKey(task) && !all.containsKey(task)) {
        all.put(task, run.figures(task, times.get(task)));
      }
    }
    return all;
  }

  /** By task and job, milliseconds. */
  private Map<String, Map<String, Double>> times() {
    Map<String, Map<String, Double>> times = new LinkedHashMap<>();
    for (JobStory each : insight.state().jobs()) {
      if (each.state() == JobStory.State.DONE && each.milliseconds() > 0) {
        put(times, each.id(), each.milliseconds());
      }
    }
    attempts.values().stream()
        .flatMap(List::stream)
        .filter(each -> each.outcome() == Outcome.FAILED)
        .filter(each -> each.reason().equals(Reason.OUT_OF_TIME.word()))
        .filter(each -> isFailed(each.job()))
        .forEach(each -> put(times, each.job(), each.ran().toMillis()));
    return times;
  }

  private boolean isFailed(String job) {
    return insight
        .state()
        .job(job)
        .filter(each -> each.state() == JobStory.State.FAILED)
        .isPresent();
  }

  private void put(Map<String, Map<String, Double>> times, String job, long milliseconds) {
    insight
        .nodeOf(job)
        .map(PlannedNode::task)
        .ifPresent(
            task ->
                times
                    .computeIfAbsent(task, key -> new LinkedHashMap<>())
                    .merge(job, (double) milliseconds, Math::max));
  }

  private Figures figures(String task, Map<String, Double> times) {
    List<NodePlan> nodes =
        plan.nodes().stream().filter(each -> each.node().task().name().equals(task)).toList();
    Size unit = Size.of(nodes);
    Map<String, Double> sizes = sizes(task, nodes, unit, times);
    var samples = new ArrayList<Sample>();
    times.forEach(
        (job, time) ->
            samples.add(
                new Sample(
                    insight.nodeOf(job).map(PlannedNode::id).orElse(""),
                    sizes.getOrDefault(job, 0.0),
                    time)));
    var time = new MeasuredTime(unit, samples);
    return new Figures(time, mishaps(task, time, sizes), source(samples.size()));
  }

  private String source(int jobs) {
    return jobs + (jobs == 1 ? " job of " : " jobs of ") + insight.folder().name();
  }

  /**
   * The sizes of the measured jobs: those of chunks that the plan still has; of others, where
   * samples are cut otherwise now, what the run wrote down as their mean.
   */
  private Map<String, Double> sizes(
      String task, List<NodePlan> nodes, Size unit, Map<String, Double> times) {
    Map<String, Double> sizes = new HashMap<>();
    for (NodePlan node : nodes) {
      for (int i = 0; node.chunks().isPresent() && i < node.size(); i++) {
        if (times.containsKey(node.id(i))) {
          sizes.put(node.id(i), unit.of(node, i));
        }
      }
    }
    Optional<Event.Measured> measured = Optional.ofNullable(insight.state().measured().get(task));
    double mean = measured.map(unit::mean).orElse(0.0);
    boolean chunked = nodes.stream().anyMatch(each -> each.chunks().isPresent());
    if (chunked && mean > 0) {
      times.keySet().forEach(each -> sizes.putIfAbsent(each, mean));
    }
    return sizes;
  }

  private Mishaps mishaps(String task, MeasuredTime time, Map<String, Double> sizes) {
    List<AttemptRecord> own =
        attempts.getOrDefault(task, List.of()).stream()
            .filter(each -> each.outcome() != Outcome.LOST)
            .toList();
    Map<Reason, List<Double>> when = new EnumMap<>(Reason.class);
    for (AttemptRecord each : own) {
      reason(each)
          .ifPresent(
              reason ->
                  when.computeIfAbsent(reason, key -> new ArrayList<>())
                      .add(share(each, time, sizes.getOrDefault(each.job(), 0.0))));
    }
    return new Mishaps(
        shares(own.stream().filter(each -> each.attempt() == 1).toList()),
        shares(own.stream().filter(each -> each.attempt() > 1).toList()),
        when);
  }

  /** How far a failed attempt came; not further than to its end. */
  private static double share(AttemptRecord attempt, MeasuredTime time, double size) {
    return Math.min(1, time.ratio(new Sample(attempt.node(), size, attempt.ran().toMillis())));
  }

  private static Map<Reason, Double> shares(List<AttemptRecord> attempts) {
    Map<Reason, Double> shares = new EnumMap<>(Reason.class);
    for (AttemptRecord each : attempts) {
      reason(each).ifPresent(reason -> shares.merge(reason, 1.0 / attempts.size(), Double::sum));
    }
    return shares;
  }

  private static Optional<Reason> reason(AttemptRecord attempt) {
    return Reason.named(attempt.reason()).filter(each -> each != Reason.OUT_OF_TIME);
  }
}
