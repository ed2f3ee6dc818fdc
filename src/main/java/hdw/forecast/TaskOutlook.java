package hdw.forecast;

import hdw.forecast.Played.OfTask;
import hdw.forecast.TaskForecast.Limit;
import hdw.forecast.TaskForecast.Safer;
import hdw.insight.Spread;
import hdw.model.Resource;
import hdw.model.Value;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Origin;
import hdw.rules.Raised;
import hdw.rules.Reactions;
import hdw.rules.Request;
import hdw.units.WallTime;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Sums up what several games came to for a task. */
final class TaskOutlook {
  /** From this share of jobs on that a limit stops, another limit is proposed. */
  private static final double RISKY = 0.01;

  private static final long TEN_MINUTES = 600;

  private final Plan plan;
  private final List<Played> games;
  private final Reactions reactions;
  private final String folder;

  TaskOutlook(Plan plan, List<Played> games) {
    this.plan = plan;
    this.games = games;
    this.reactions = new Reactions(plan.workflow(), plan.catalog());
    String file = plan.workflow().span().source().name();
    this.folder = file.substring(0, file.lastIndexOf('/') + 1);
  }

  TaskForecast of(String task, Figures figures, Lengths lengths) {
    List<NodePlan> nodes =
        plan.nodes().stream().filter(each -> each.node().task().name().equals(task)).toList();
    long jobs = nodes.stream().mapToLong(NodePlan::size).sum();
    Spread spread = lengths.spread();
    double overLimit = mean(task, OfTask::overLimit) / jobs;
    return new TaskForecast(
        task,
        jobs,
        figures.source(),
        Range.of(games.stream().mapToLong(each -> each.tasks().get(task).coreMilliseconds())),
        spread.percentile(50),
        spread.percentile(95),
        limit(nodes),
        overLimit,
        mean(task, OfTask::attempts) / jobs,
        mean(task, OfTask::failed),
        mean(task, OfTask::skipped),
        overLimit < RISKY ? Optional.empty() : safer(nodes, spread.percentile(99)));
  }

  private double mean(String task, ToIntFunction<OfTask> count) {
    return games.stream()
        .mapToInt(each -> count.applyAsInt(each.tasks().get(task)))
        .average()
        .orElse(0);
  }

  private Optional<Limit> limit(List<NodePlan> nodes) {
    Optional<Request> lowest = lowest(nodes);
    Set<Optional<WallTime>> different = new LinkedHashSet<>();
    nodes.forEach(node -> node.requests().forEach(each -> different.add(each.time())));
    return lowest.map(
        each -> {
          List<Origin> chain = each.chain(Resource.TIME);
          return new Limit(
              each.time().orElseThrow(),
              each.queue().map(queue -> queue.name()),
              chain.get(chain.size() - 1).textBelow(folder),
              different.size() > 1);
        });
  }

  private static Optional<Request> lowest(List<NodePlan> nodes) {
    return nodes.stream()
        .flatMap(each -> each.requests().stream())
        .filter(each -> each.time().isPresent())
        .min(Comparator.comparing(each -> each.time().orElseThrow()));
  }

  /** The time that 99 of 100 jobs do not exceed, rounded up to 10 minutes, and its queue. */
  private Optional<Safer> safer(List<NodePlan> nodes, long milliseconds) {
    long steps = (milliseconds / 1000 + TEN_MINUTES) / TEN_MINUTES;
    var time = new WallTime(steps * TEN_MINUTES);
    var raised = new Raised(Resource.TIME, new Value.Time(time), "forecast");
    try {
      Request request =
          reactions.raise(lowest(nodes).orElseThrow(), nodes.get(0).node(), List.of(raised));
      return Optional.of(new Safer(time, request.queue().map(each -> each.name())));
    } catch (IllegalArgumentException noQueueAllowsIt) {
      return Optional.empty();
    }
  }
}
