package hdw.report;

import hdw.insight.Insight;
import hdw.run.Event;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What became of every file and every event of the samples. */
final class CoverageSection {
  /** A table of more rows shows only samples of which something is missing. */
  private static final int MOST_ROWS = 200;

  private static final int MOST_MISSING = 1000;

  private final List<Event.Covered> covered;

  CoverageSection(Insight insight) {
    this.covered = insight.state().covered();
  }

  void write(Html html) {
    html.open("section", "id", "coverage").element("h2", "Files and events");
    if (covered.isEmpty()) {
      html.element(
          "p",
          "Files of samples are accounted for when a run ends, and this one has told nothing of"
              + " them. To look now: hdw verify");
      html.close();
      return;
    }
    html.open("p").figure("files-done", sum(Event.Covered::done), count(Event.Covered::done));
    html.text(" of ").figure("files", sum(Event.Covered::files), count(Event.Covered::files));
    html.text(" files are in accepted results" + (complete() ? ": all of them." : ".")).close();
    List<Event.Covered> rows = rows();
    if (rows.size() < covered.size()) {
      html.element(
          "p",
          Figures.count(covered.size() - rows.size(), "other row")
              + " not shown: nothing is missing there, or they are too many.",
          "class",
          "note");
    }
    if (!rows.isEmpty()) {
      table(html, rows);
    }
    html.close();
  }

  private List<Event.Covered> rows() {
    return covered.size() <= MOST_ROWS
        ? covered
        : covered.stream().filter(each -> each.done() < each.files()).limit(MOST_MISSING).toList();
  }

  private int sum(ToIntFunction<Event.Covered> what) {
    return covered.stream().mapToInt(what).sum();
  }

  private String count(ToIntFunction<Event.Covered> what) {
    return Figures.count(sum(what));
  }

  private boolean complete() {
    return sum(Event.Covered::done) == sum(Event.Covered::files);
  }

  private static void table(Html html, List<Event.Covered> rows) {
    html.table(
        List.of(
            "Node",
            "Sample",
            "#Files",
            "#Done",
            "#Skipped",
            "#Failed",
            "#Not tried",
            "#Events reported"));
    for (int i = 0; i < rows.size(); i++) {
      Event.Covered each = rows.get(i);
      String id = "covered-" + (i + 1);
      int open = each.files() - each.done() - each.skipped() - each.failed();
      html.open("tr", "class", each.done() < each.files() ? "missing" : "whole");
      html.nameCell(each.node()).nameCell(each.sample());
      html.cell(id + "-files", each.files()).cell(id + "-done", each.done());
      html.cell(id + "-skipped", each.skipped()).cell(id + "-failed", each.failed());
      html.cell(id + "-open", open);
      Optional<Long> events = each.events();
      if (events.isPresent()) {
        html.cell(id + "-events", events.get());
      } else {
        html.element("td", "–", "class", "n");
      }
      html.close();
    }
    html.endTable();
  }
}
