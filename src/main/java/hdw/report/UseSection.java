package hdw.report;

import hdw.insight.Insight;
import hdw.insight.Spread;
import hdw.insight.Suggestion;
import hdw.insight.Suggestion.Verdict;
import hdw.insight.Suggestions;
import hdw.insight.TaskUse;
import hdw.model.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/** What tasks asked for and what they took, and the lines to change. */
final class UseSection {
  private final List<Suggestion> suggestions;
  private final List<TaskUse> tasks;

  /** Numbers of one row of a table. */
  private record Row(String id, String name, long asked, Spread taken, String says, String style) {}

  UseSection(Insight insight) {
    this.suggestions = Suggestions.of(insight);
    this.tasks = TaskUse.of(insight.attempts());
  }

  void write(Html html) {
    html.open("section", "id", "use").element("h2", "Asked for and used");
    if (tasks.isEmpty()) {
      html.element("p", "No attempt is over yet.").close();
      return;
    }
    advice(html);
    html.element("h3", "Memory");
    table(html, rows(Resource.MEMORY), Figures::memory);
    html.element("h3", "Time");
    table(html, timeRows(), each -> Figures.time(Duration.ofMillis(each)));
    html.element(
        "p",
        "Of attempts that ended well, as far as they were measured. The bar reaches to the 95th"
            + " percentile, the stroke in it is the median, the dot the most, the upright line"
            + " what was asked for.",
        "class",
        "note");
    html.close();
  }

  private void advice(Html html) {
    List<Suggestion> changes =
        suggestions.stream().filter(each -> each.proposal().isPresent()).toList();
    if (changes.isEmpty()) {
      html.element("p", "No request is worth a change, as far as it is known.");
      return;
    }
    html.element("p", "Lines to change (hdw tune writes them as a patch):");
    html.open("ul", "class", "advice");
    for (Suggestion each : changes) {
      boolean less = each.verdict() == Verdict.TOO_MUCH;
      html.open("li", "class", less ? "less" : "more");
      html.element("span", less ? "too much" : "too little", "class", "tag");
      html.text(" " + each.task() + ": " + each.text()).close();
    }
    html.close();
  }

  private List<Row> rows(Resource resource) {
    var rows = new ArrayList<Row>();
    Map<String, Integer> seen = new HashMap<>();
    for (Suggestion each : suggestions) {
      if (each.resource() == resource) {
        int times = seen.merge(each.task(), 1, Integer::sum);
        rows.add(
            new Row(
                resource.word() + "-" + each.task() + (times > 1 ? "-" + times : ""),
                each.task() + (each.nodes().size() == 1 ? " (" + each.nodes().get(0) + ")" : ""),
                each.asked(),
                each.taken(),
                says(each),
                each.verdict() == Verdict.TOO_LITTLE ? "more" : ""));
      }
    }
    return rows;
  }

  private static String says(Suggestion suggestion) {
    return switch (suggestion.verdict()) {
      case UNKNOWN -> "too few attempts were measured";
      case FITS -> suggestion.ranOut() == 0 ? "fits" : "fits most";
      default -> suggestion.line().orElse("");
    };
  }

  /** In milliseconds; also of tasks that asked for no time. */
  private List<Row> timeRows() {
    var rows = new ArrayList<>(rows(Resource.TIME));
    Set<String> told = new HashSet<>();
    suggestions.stream()
        .filter(each -> each.resource() == Resource.TIME)
        .forEach(each -> told.add(each.task()));
    for (TaskUse each : tasks) {
      if (!told.contains(each.task())) {
        rows.add(
            new Row("time-" + each.task(), each.task(), 0, each.milliseconds(), "no limit", ""));
      }
    }
    return rows;
  }

  private static void table(Html html, List<Row> rows, LongFunction<String> shown) {
    html.table(List.of("Task", "#Measured", "#Asked", "#Median", "#95 %", "#Most", "", "Advice"));
    for (Row each : rows) {
      html.open("tr").nameCell(each.name());
      html.cell(each.id() + "-measured", each.taken().size());
      html.cell(each.id() + "-asked", each.asked(), each.asked() == 0 ? "–" : shown(each, shown));
      boolean any = each.taken().size() > 0;
      for (int percent : new int[] {50, 95, 100}) {
        long value = each.taken().percentile(percent);
        html.cell(each.id() + "-p" + percent, value, any ? shown.apply(value) : "–");
      }
      html.open("td");
      if (any) {
        strip(html, each);
      }
      html.close().element("td", each.says(), "class", "says " + each.style()).close();
    }
    html.endTable();
  }

  private static String shown(Row row, LongFunction<String> shown) {
    return shown.apply(row.asked());
  }

  private static void strip(Html html, Row row) {
    double width = 180;
    double whole = Math.max(1, Math.max(row.asked(), row.taken().largest())) / (width - 8);
    html.open("svg", "class", "strip", "viewBox", "0 0 180 20", "aria-hidden", "true");
    html.single("rect", "class", "whole", "x", "2", "y", "8", "width", "176", "height", "4");
    html.single(
        "rect",
        "class",
        "usual",
        "x",
        "2",
        "y",
        "5",
        "width",
        Figures.length(row.taken().percentile(95) / whole),
        "height",
        "10");
    String median = Figures.length(2 + row.taken().percentile(50) / whole);
    html.single("path", "class", "median", "d", "M" + median + ",5V15");
    html.single(
        "circle",
        "class",
        "most",
        "cx",
        Figures.length(2 + row.taken().largest() / whole),
        "cy",
        "10",
        "r",
        "3");
    if (row.asked() > 0) {
      String asked = Figures.length(2 + row.asked() / whole);
      html.single("path", "class", "asked", "d", "M" + asked + ",1V19");
    }
    html.close();
  }
}
