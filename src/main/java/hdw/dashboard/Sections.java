package hdw.dashboard;

import hdw.insight.AttemptRecord;
import hdw.insight.Insight;
import hdw.insight.PlannedNode;
import hdw.insight.TaskUse;
import hdw.insight.TimeLine.Moment;
import hdw.run.DaskWorkers;
import hdw.run.Event;
import hdw.run.RunSummary;
import hdw.run.RunSummary.FailureGroup;
import hdw.run.RunSummary.NodeCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Sums up what is known of a run into the sections of the page. */
final class Sections {
  /** So many nodes have a row each; of more, each task has one. */
  static final int MOST_NODES = 1000;

  private static final int MOST_GROUPS = 50;
  private static final int MOST_JOBS_NAMED = 3;
  private static final int MOST_MOMENTS = 240;

  private final Insight insight;
  private final RunSummary summary;
  private final Instant now;
  private final String state;
  private final Pace pace;
  private final List<NodeCounts> nodes;

  /**
   * Of a run at a time.
   *
   * @param now counts while the run goes on; of one that is over, its last event does
   */
  Sections(Insight insight, Instant now) {
    this.insight = insight;
    this.summary = insight.summary();
    this.state = summary.runState();
    this.now = state.equals("running") ? now : insight.state().lastEvent().orElse(now);
    this.pace = Pace.of(insight, this.now);
    this.nodes = summary.nodes();
  }

  /** All sections. */
  Snapshot snapshot() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    all.put("head", Map.of("run", head()));
    all.put("nodes", nodes());
    all.put("time", time());
    all.put("memory", memory());
    all.put("failures", failures());
    return new Snapshot(summary.name(), all);
  }

  private int sum(ToIntFunction<NodeCounts> count) {
    return nodes.stream().mapToInt(count).sum();
  }

  private String head() {
    int open =
        sum(NodeCounts::waiting)
            + sum(NodeCounts::queued)
            + sum(NodeCounts::held)
            + sum(NodeCounts::running);
    Optional<Event.Opened> driver = summary.state().opened();
    Optional<DaskWorkers> workers =
        state.equals("running") ? DaskWorkers.of(insight.folder()) : Optional.empty();
    return Content.object(
        json -> {
          json.put("run", summary.name()).put("state", state);
          json.put("first_look", summary.state().firstLook());
          json.put("begun", summary.state().begun()).put("last_event", summary.state().lastEvent());
          json.put("driver", driver.map(each -> each.host() + ", process " + each.pid()));
          json.put("jobs", sum(NodeCounts::jobs)).put("kept", sum(NodeCounts::kept));
          Rows.counts(json, this::sum);
          json.put("per_hour", pace.perHour());
          json.put(
              "left_s",
              state.equals("running") && open > 0
                  ? pace.timeFor(open).map(Duration::toSeconds)
                  : Optional.empty());
          json.put("workers", workers.map(DaskWorkers::text));
          json.put("dask", workers.flatMap(DaskWorkers::dashboard));
          json.put("notes", Notes.of(summary));
        });
  }

  private Map<String, String> nodes() {
    boolean each = nodes.size() <= MOST_NODES;
    Map<String, Long> paces = new HashMap<>();
    nodes.forEach(
        node -> paces.merge(each ? node.id() : node.task(), pace.perHour(node.id()), Long::sum));
    Map<String, String> rows = new LinkedHashMap<>();
    for (NodeCounts node : each ? nodes : summary.nodesBy("task")) {
      boolean paused =
          summary.state().paused().containsKey(node.id())
              || summary.state().paused().containsKey(node.task());
      rows.put(
          node.id(),
          Content.object(
              json -> {
                json.put("id", node.id()).put("task", node.task());
                json.put("jobs", node.jobs()).put("kept", node.kept());
                Rows.counts(json, count -> count.applyAsInt(node));
                json.put("per_hour", paces.getOrDefault(node.id(), 0L)).put("paused", paused);
              }));
    }
    return rows;
  }

  /** The moments, the last one of each stretch of time; stretches double as the run gets longer. */
  private Map<String, String> time() {
    List<Moment> moments = insight.timeLine().moments();
    Map<String, String> rows = new LinkedHashMap<>();
    if (moments.isEmpty()) {
      return rows;
    }
    long first = moments.get(0).at().getEpochSecond();
    long last = moments.get(moments.size() - 1).at().getEpochSecond();
    long stretch = 1;
    while ((last - first) / stretch >= MOST_MOMENTS) {
      stretch *= 2;
    }
    Map<Long, Moment> kept = new LinkedHashMap<>();
    for (Moment each : moments) {
      kept.put((each.at().getEpochSecond() - first) / stretch, each);
    }
    kept.forEach((key, each) -> rows.put(Long.toString(first + key), moment(each)));
    return rows;
  }

  private static String moment(Moment moment) {
    return Content.object(
        json ->
            json.put("at", moment.at().getEpochSecond())
                .put("queued", moment.queued())
                .put("held", moment.held())
                .put("running", moment.running())
                .put("done", moment.done())
                .put("failed", moment.failed())
                .put("skipped", moment.skipped()));
  }

  private Map<String, String> memory() {
    Map<String, Long> asked = new HashMap<>();
    for (PlannedNode each : insight.nodes()) {
      asked.merge(each.task(), each.asked().memory().bytes(), Math::max);
    }
    Map<String, Long> raised = new HashMap<>();
    for (AttemptRecord each : insight.attempts()) {
      raised.merge(each.task(), each.asked().memory().bytes(), Math::max);
    }
    Map<String, String> rows = new LinkedHashMap<>();
    for (TaskUse each : TaskUse.of(insight.attempts())) {
      rows.put(
          each.task(),
          Content.object(
              json ->
                  json.put("task", each.task())
                      .put("asked_bytes", asked.getOrDefault(each.task(), 0L))
                      .put("most_asked_bytes", raised.getOrDefault(each.task(), 0L))
                      .put("measured", each.memory().size())
                      .put("median_bytes", each.memory(50).bytes())
                      .put("p95_bytes", each.memory(95).bytes())
                      .put("max_bytes", each.memory(100).bytes())
                      .put("median_ms", each.milliseconds().percentile(50))
                      .put("core_s", each.coreTime().toSeconds())
                      .put("wasted_s", each.wasted().toSeconds())));
    }
    return rows;
  }

  private Map<String, String> failures() {
    List<FailureGroup> groups = summary.failures();
    Map<String, String> rows = new LinkedHashMap<>();
    for (FailureGroup each : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
      String key = Rows.group(each.reason(), each.sign(), each.evidence());
      var named = new ArrayList<>(each.jobs());
      rows.put(
          key,
          Content.object(
              json ->
                  json.put("group", key)
                      .put("reason", each.reason())
                      .put("evidence", each.evidence())
                      .put("count", each.jobs().size())
                      .put("jobs", named.subList(0, Math.min(MOST_JOBS_NAMED, named.size())))));
    }
    return rows;
  }
}
