package hdw.cli;

import hdw.insight.HostUse;
import hdw.insight.Pace;
import hdw.run.DaskWorkers;
import hdw.run.RunSummary;
import hdw.run.RunSummary.NodeCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code hdw status} says of a run, in lines.
 *
 * @param by what it is summed up by; empty for each node by itself
 * @param named how a person named the run; empty for the latest one
 * @param hosts what the machines had of it, where it is summed up by these
 * @param workers those of Dask, while the run goes on
 * @param now the time, where rates and times are wanted of a run that goes on
 */
record StatusText(
    RunSummary summary,
    String by,
    String named,
    List<HostUse> hosts,
    Optional<DaskWorkers> workers,
    Optional<Instant> now) {

  /** Copies the list. */
  StatusText {
    hosts = List.copyOf(hosts);
  }

  /** The lines; the first cells of tables are shortened for this width. */
  List<PaintedLine> lines(int width) {
    String state = summary.runState();
    var lines = new ArrayList<PaintedLine>();
    lines.add(new PaintedLine(title(state), paint(state)));
    if (by.equals("reason")) {
      lines.addAll(StatusTable.ofReasons(summary.failures()).lines(width));
    } else if (by.equals("host")) {
      lines.addAll(StatusTable.ofHosts(hosts).lines(width));
    } else {
      addCounts(state, width, lines);
    }
    workers.ifPresent(each -> lines.add(PaintedLine.plain(words(each))));
    Findings.held(summary).forEach(each -> add(each, Paint.BAD, lines));
    summary.failures().forEach(each -> add(Findings.of(each), Paint.BAD, lines));
    Findings.givenUp(summary).forEach(each -> add(each, Paint.PLAIN, lines));
    Findings.coverage(summary).forEach(each -> add(each, Paint.PLAIN, lines));
    Findings.pauses(summary).forEach(each -> add(each, Paint.BAD, lines));
    new NextSteps(summary, named).lines(state).forEach(each -> add(each, Paint.PLAIN, lines));
    return lines;
  }

  private static String words(DaskWorkers workers) {
    return "dask: " + workers.text() + workers.dashboard().map(each -> ", " + each).orElse("");
  }

  private String title(String state) {
    List<String> looks = summary.state().firstLook();
    return summary.name()
        + ": "
        + state
        + (looks.isEmpty() ? "" : " (first look at " + String.join(", ", looks) + ")");
  }

  /** How a state of a run looks. */
  static Paint paint(String state) {
    return switch (state) {
      case "done" -> Paint.GOOD;
      case "failed", "paused" -> Paint.BAD;
      case "running" -> Paint.BUSY;
      default -> Paint.PLAIN;
    };
  }

  private void addCounts(String state, int width, List<PaintedLine> lines) {
    List<NodeCounts> nodes = summary.nodes();
    Optional<Pace> pace =
        now.filter(each -> state.equals("running")).map(each -> Pace.of(summary, nodes, each));
    if (by.isEmpty()) {
      lines.addAll(StatusTable.ofCounts("node", nodes, pace).lines(width));
    } else {
      lines.addAll(StatusTable.ofCounts(by, summary.nodesBy(by), Optional.empty()).lines(width));
    }
    pace.ifPresent(each -> lines.add(PaintedLine.plain(total(nodes, each))));
  }

  /** How far the whole run is, as in the live display. */
  private String total(List<NodeCounts> nodes, Pace pace) {
    int jobs = nodes.stream().mapToInt(NodeCounts::jobs).sum();
    int over = nodes.stream().mapToInt(each -> each.done() + each.failed() + each.skipped()).sum();
    Duration soFar =
        Duration.between(summary.state().begun().orElse(Instant.EPOCH), now.orElseThrow());
    return over
        + " of "
        + jobs
        + " jobs, "
        + Rates.about(soFar)
        + " so far"
        + pace.whole().map(each -> ", " + StatusTable.text(each)).orElse("");
  }

  private static void add(String text, Paint paint, List<PaintedLine> lines) {
    List<String> all = text.lines().toList();
    lines.add(new PaintedLine(all.get(0), paint));
    all.stream().skip(1).map(PaintedLine::plain).forEach(lines::add);
  }
}
