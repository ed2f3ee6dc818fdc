package hdw.report;

import hdw.insight.Cost;
import hdw.insight.Insight;
import hdw.insight.Place;
import hdw.insight.PlannedNode;
import hdw.model.Executor;
import hdw.run.Event;
import hdw.run.RunState;
import hdw.run.RunSummary.NodeCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The top of a report: what ran, how it ended, and the figures that matter most. */
final class Opening {
  private static final int MOST_SUBMISSIONS = 12;

  private final Insight insight;
  private final Teller teller;
  private final RunState state;
  private final List<NodeCounts> nodes;

  Opening(Insight insight, Teller teller) {
    this.insight = insight;
    this.teller = teller;
    this.state = insight.state();
    this.nodes = insight.summary().nodes();
  }

  void write(Html html) {
    String word = insight.summary().runState();
    html.open("header").open("h1").text(insight.summary().name());
    html.element("span", word, "class", "state " + word, "id", "state").close();
    html.element("p", sentence(), "class", "lead").close();
    tiles(html);
    facts(html);
  }

  private int sum(ToIntFunction<NodeCounts> count) {
    return nodes.stream().mapToInt(count).sum();
  }

  private String sentence() {
    int open = sum(each -> each.waiting() + each.queued() + each.held() + each.running());
    String lead =
        Figures.count(sum(NodeCounts::done))
            + " of "
            + Figures.count(sum(NodeCounts::jobs), "job")
            + " done";
    return lead
        + part(sum(NodeCounts::kept), "kept from an earlier run")
        + part(sum(NodeCounts::failed), "failed")
        + part(sum(NodeCounts::skipped), "not run, as a rule or a failure took them out")
        + part(open, "not over")
        + ".";
  }

  private static String part(int number, String what) {
    return number == 0 ? "" : ", " + Figures.count(number) + " " + what;
  }

  private void tiles(Html html) {
    Cost cost = Cost.of(insight.attempts());
    html.open("div", "class", "tiles");
    tile(
        html,
        "jobs-done",
        sum(NodeCounts::done),
        Figures.count(sum(NodeCounts::done)),
        "of " + Figures.count(sum(NodeCounts::jobs), "job") + " done");
    tile(
        html,
        "jobs-failed",
        sum(NodeCounts::failed),
        Figures.count(sum(NodeCounts::failed)),
        "failed for good");
    tile(html, "core-total", cost.total().toMillis(), Figures.cores(cost.total()), "used in all");
    tile(
        html,
        "core-wasted",
        cost.wasted().toMillis(),
        Figures.cores(cost.wasted()),
        "wasted on attempts that failed or were lost");
    Duration took = took();
    tile(html, "took", took.toMillis(), Figures.time(took), "from the first event to the last");
    html.close();
  }

  private static void tile(Html html, String id, long value, String shown, String label) {
    html.open("div", "class", "tile").open("strong").figure(id, value, shown).close();
    html.element("span", label).close();
  }

  private Duration took() {
    Instant begun = state.begun().orElse(Instant.EPOCH);
    return Duration.between(begun, state.lastEvent().orElse(begun));
  }

  private void facts(Html html) {
    Map<String, String> facts = new LinkedHashMap<>();
    state.opened().map(Event.Opened::workflow).ifPresent(each -> facts.put("Workflow", each));
    state.begun().ifPresent(each -> facts.put("Began", moment(each)));
    state.lastEvent().ifPresent(each -> facts.put("Last event", moment(each)));
    state.opened().map(Event.Opened::host).ifPresent(each -> facts.put("Driver on", each));
    facts.put("Jobs ran on", places());
    sites().ifPresent(each -> facts.put("Site", each));
    if (!state.submissions().isEmpty()) {
      facts.put("Submissions", submissions());
    }
    teller.git().ifPresent(each -> facts.put("Workflow's folder in git", each));
    facts.put("Told by", teller.version());
    if (!insight.summary().damage().isEmpty()) {
      facts.put("Cannot be read", String.join(", ", insight.summary().damage()));
    }
    html.open("dl", "class", "facts");
    facts.forEach(
        (name, value) -> html.open("div").element("dt", name).element("dd", value).close());
    html.close();
  }

  private String moment(Instant at) {
    return Figures.moment(at, teller.zone()) + " (" + Figures.zone(at, teller.zone()) + ")";
  }

  /** The executors, each with its queues. */
  private String places() {
    Map<String, Set<String>> queues = new LinkedHashMap<>();
    for (PlannedNode each : insight.nodes()) {
      Set<String> known =
          queues.computeIfAbsent(title(each.executor()), name -> new LinkedHashSet<>());
      each.queue().ifPresent(known::add);
    }
    return queues.entrySet().stream()
        .map(
            each ->
                each.getKey()
                    + (each.getValue().isEmpty()
                        ? ""
                        : " (" + String.join(", ", each.getValue()) + ")"))
        .collect(Collectors.joining(", "));
  }

  private static String title(String executor) {
    return Executor.named(executor).map(Executor::title).orElse(executor);
  }

  /** The site, where the plan says that something comes from one. */
  private Optional<String> sites() {
    Set<String> sites = new LinkedHashSet<>();
    for (PlannedNode each : insight.nodes()) {
      for (Place place : each.places()) {
        if (place.source().startsWith("site ")) {
          sites.add(place.source().substring("site ".length()));
        }
      }
    }
    return sites.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", sites));
  }

  private String submissions() {
    var lines = new ArrayList<String>();
    for (Event.Submitted each : state.submissions().values()) {
      lines.add(
          each.batch()
              + ": "
              + title(each.executor())
              + " "
              + each.id()
              + " ("
              + Figures.count(each.jobs(), "job")
              + ")");
    }
    int shown = Math.min(MOST_SUBMISSIONS, lines.size());
    return String.join(", ", lines.subList(0, shown))
        + (shown < lines.size() ? " and " + (lines.size() - shown) + " more" : "");
  }
}
