package hdw.cli;

import hdw.insight.HostUse;
import hdw.insight.Pace;
import hdw.run.RunSummary.FailureGroup;
import hdw.run.RunSummary.NodeCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A table of {@code hdw status}: rows that are painted, with first cells that may be shortened. */
final class StatusTable {
  private static final int SHORTEST_NAME = 12;

  /** The heading of the bars. */
  private static final String BAR = "";

  /** A column of counts; some are left out where all of them are 0. */
  private record Column(String heading, boolean always, ToIntFunction<NodeCounts> count) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("JOBS", true, NodeCounts::jobs),
          new Column("DONE", true, NodeCounts::done),
          new Column("RUNNING", true, NodeCounts::running),
          new Column("QUEUED", false, NodeCounts::queued),
          new Column("HELD", false, NodeCounts::held),
          new Column("WAITING", true, NodeCounts::waiting),
          new Column("FAILED", true, NodeCounts::failed),
          new Column("SKIPPED", true, NodeCounts::skipped));

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Paint> paints = new ArrayList<>();

  private StatusTable(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  private void add(Paint paint, List<String> cells) {
    paints.add(paint);
    rows.add(List.copyOf(cells));
  }

  /** Of nodes, or of what they are summed up by. */
  static StatusTable ofCounts(String heading, List<NodeCounts> rows, Optional<Pace> pace) {
    List<Column> columns =
        COLUMNS.stream()
            .filter(
                each ->
                    each.always()
                        || rows.stream().anyMatch(row -> each.count().applyAsInt(row) > 0))
            .toList();
    boolean paced =
        rows.stream().anyMatch(row -> pace.flatMap(each -> each.of(row.id())).isPresent());
    var headings = new ArrayList<>(List.of(heading.toUpperCase(Locale.ROOT), BAR));
    columns.forEach(each -> headings.add(each.heading()));
    if (paced) {
      headings.add("PACE");
    }
    var table = new StatusTable(headings);
    for (NodeCounts row : rows) {
      var cells = new ArrayList<>(List.of(row.id(), bar(row)));
      columns.forEach(each -> cells.add(Integer.toString(each.count().applyAsInt(row))));
      if (paced) {
        cells.add(pace.flatMap(each -> each.of(row.id())).map(StatusTable::text).orElse(""));
      }
      table.add(paint(row), cells);
    }
    return table;
  }

  private static String bar(NodeCounts row) {
    return Bars.bar(row.jobs(), row.done(), row.failed(), row.skipped(), row.running());
  }

  /** A rate, and how long it still takes. */
  static String text(Pace.Rate rate) {
    return Rates.of(rate.perSecond()) + ", about " + Rates.about(rate.secondsLeft()) + " left";
  }

  private static Paint paint(NodeCounts row) {
    return row.failed() > 0
        ? Paint.BAD
        : row.done() + row.skipped() >= row.jobs()
            ? Paint.GOOD
            : row.running() > 0 ? Paint.BUSY : Paint.QUIET;
  }

  /** Of the reasons for which jobs failed: how many each, what share, and what one of them said. */
  static StatusTable ofReasons(List<FailureGroup> groups) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, String> evidence = new LinkedHashMap<>();
    int all = 0;
    for (FailureGroup each : groups) {
      counts.merge(each.reason(), each.jobs().size(), Integer::sum);
      evidence.putIfAbsent(each.reason(), each.evidence());
      all += each.jobs().size();
    }
    var table = new StatusTable(List.of("REASON", "FAILED", "SHARE", "EVIDENCE"));
    List<String> reasons = new ArrayList<>(counts.keySet());
    reasons.sort(Comparator.comparing((String each) -> -counts.get(each)));
    for (String each : reasons) {
      int count = counts.get(each);
      table.add(
          Paint.BAD, List.of(each, Integer.toString(count), share(count, all), evidence.get(each)));
    }
    return table;
  }

  private static String share(int part, int all) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / all);
  }

  /** Of the attempts on each machine, those first on which most failed. */
  static StatusTable ofHosts(List<HostUse> hosts) {
    var table = new StatusTable(List.of("HOST", "RUNNING", "DONE", "FAILED"));
    hosts.stream()
        .sorted(Comparator.comparing((HostUse each) -> -each.failed()))
        .forEach(
            each ->
                table.add(
                    each.failed() > 0 ? Paint.BAD : Paint.PLAIN,
                    List.of(
                        each.host().isEmpty() ? "-" : each.host(),
                        Integer.toString(each.running()),
                        Integer.toString(each.done()),
                        Integer.toString(each.failed()))));
    return table;
  }

  /**
   * The lines for a width: where they are too long the first cells are shortened, and where that is
   * not enough the bars left out.
   */
  List<PaintedLine> lines(int width) {
    List<String> lines = texts(Integer.MAX_VALUE, true);
    int excess = widest(lines) - width;
    if (excess > 0) {
      int longest = rows.stream().mapToInt(each -> each.get(0).length()).max().orElse(0);
      int room = Math.max(SHORTEST_NAME, longest - excess);
      lines = texts(room, true);
      lines = widest(lines) > width ? texts(room, false) : lines;
    }
    var painted = new ArrayList<PaintedLine>();
    for (int i = 0; i < lines.size(); i++) {
      painted.add(new PaintedLine(lines.get(i), i == 0 ? Paint.PLAIN : paints.get(i - 1)));
    }
    return painted;
  }

  private static int widest(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }

  private List<String> texts(int longestName, boolean bars) {
    int bar = bars ? -1 : headings.indexOf(BAR);
    var table = new TextTable(without(bar, headings));
    for (List<String> each : rows) {
      List<String> cells = without(bar, each);
      cells.set(0, Shortened.of(each.get(0), longestName));
      table.add(cells);
    }
    return table.text().lines().toList();
  }

  private static List<String> without(int column, List<String> cells) {
    var others = new ArrayList<>(cells);
    if (column >= 0) {
      others.remove(column);
    }
    return others;
  }
}
