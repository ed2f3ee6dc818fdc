package hdw.report;

import hdw.insight.AttemptRecord;
import hdw.insight.Cost;
import hdw.insight.Insight;
import hdw.insight.Spread;
import hdw.insight.TaskUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the run cost, what of it came to nothing, and what was asked for but not used. */
final class CostSection {
  private final List<AttemptRecord> attempts;

  CostSection(Insight insight) {
    this.attempts = insight.attempts();
  }

  void write(Html html) {
    Cost cost = Cost.of(attempts);
    html.open("section", "id", "cost").element("h2", "Core hours");
    html.open("p").text("Of ").figure("cost-total", cost.total().toMillis(), cores(cost.total()));
    html.text(" that all attempts kept, ");
    html.figure("cost-useful", cost.useful().toMillis(), cores(cost.useful()));
    html.text(" (" + Figures.percent(cost.efficiency()) + ") led to accepted results; ");
    html.figure("cost-failed", cost.failed().toMillis(), cores(cost.failed()));
    html.text(" went into attempts that failed, ");
    html.figure("cost-lost", cost.lost().toMillis(), cores(cost.lost()));
    html.text(" into attempts that were lost.").close();
    unused(html, cost);
    table(html);
    html.element(
        "p",
        "A core hour is an hour of one core that an attempt kept, whether it computed or waited.",
        "class",
        "note");
    html.close();
  }

  private static String cores(Duration time) {
    return Figures.cores(time);
  }

  /** Asked for and not used: no waste, but room in which others could have run. */
  private static void unused(Html html, Cost cost) {
    if (cost.ofMemory().isEmpty() && cost.ofTime().isEmpty()) {
      return;
    }
    html.open("p").text("Attempts that ended well used at most ");
    if (cost.ofMemory().isPresent()) {
      html.text(Figures.percent(cost.ofMemory()) + " of the memory that they asked for");
    }
    if (cost.ofTime().isPresent()) {
      html.text((cost.ofMemory().isPresent() ? ", and " : "") + Figures.percent(cost.ofTime()));
      html.text(" of the time (");
      html.figure("cost-time-used", cost.timeUsed().toMillis(), cores(cost.timeUsed()));
      html.text(" of ");
      html.figure("cost-time-asked", cost.timeAsked().toMillis(), cores(cost.timeAsked()));
      html.text(")");
    }
    html.text(". What is asked for and not used is not wasted, but makes jobs wait.").close();
  }

  /** Where nothing waited in a queue, nobody wants to read that. */
  private void table(Html html) {
    boolean anyWaited = waits(attempts).largest() > 0;
    var headings =
        new ArrayList<>(
            List.of(
                "Task", "#Attempts", "#Ended well", "#Failed", "#Lost", "#Core hours", "#Wasted"));
    if (anyWaited) {
      headings.add("#Median wait");
      headings.add("#Longest wait");
    }
    html.table(headings);
    for (TaskUse each : TaskUse.of(attempts)) {
      String id = "task-" + each.task();
      html.open("tr").nameCell(each.task());
      html.cell(id + "-attempts", each.attempts()).cell(id + "-done", each.done());
      html.cell(id + "-failed", each.failed()).cell(id + "-lost", each.lost());
      html.cell(id + "-core", each.coreTime().toMillis(), cores(each.coreTime()));
      html.cell(id + "-wasted", each.wasted().toMillis(), cores(each.wasted()));
      if (anyWaited) {
        waits(html, id, each.task());
      }
      html.close();
    }
    html.endTable();
  }

  private void waits(Html html, String id, String task) {
    Spread waits = waits(attempts.stream().filter(each -> each.task().equals(task)).toList());
    for (int percent : new int[] {50, 100}) {
      long wait = waits.percentile(percent);
      html.cell(id + "-wait-p" + percent, wait, Figures.time(Duration.ofMillis(wait)));
    }
  }

  /** How long attempts waited in queues, in milliseconds. */
  private static Spread waits(List<AttemptRecord> attempts) {
    return Spread.of(
        attempts.stream().flatMap(each -> each.waited().stream()).mapToLong(Duration::toMillis));
  }
}
