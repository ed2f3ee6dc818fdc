package hdw.cli;

import hdw.forecast.Figures;
import hdw.insight.Insight;
import hdw.insight.TimeLine;
import hdw.model.Executor;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why nothing can be foreseen yet, and what to give: hdw does not guess. */
final class ForecastRefusal {
  private final Plan plan;
  private final String file;
  private final Optional<Insight> last;

  /**
   * Why nothing can be foreseen of a plan.
   *
   * @param file its workflow's file, as it was typed
   */
  ForecastRefusal(Plan plan, String file, Optional<Insight> last) {
    this.plan = plan;
    this.file = file;
    this.last = last;
  }

  /** Whether any job goes to a batch system. */
  static boolean goesAway(Plan plan) {
    return plan.nodes().stream()
        .flatMap(each -> each.requests().stream())
        .anyMatch(each -> each.executor() != Executor.LOCAL);
  }

  /** The lines to say; none where nothing is missing. */
  List<String> of(Map<String, Figures> figures, Optional<Integer> slots) {
    List<String> unknown =
        plan.nodes().stream()
            .map(each -> each.node().task().name())
            .distinct()
            .filter(each -> !figures.containsKey(each))
            .toList();
    var lines = new ArrayList<String>();
    if (!unknown.isEmpty()) {
      lines.add(
          "hdw: nobody knows how long a job of "
              + String.join(", ", unknown)
              + " takes: "
              + last.map(each -> each.folder().name() + " has no job of it that is done")
                  .orElse("the workflow has not run yet"));
      lines.add(
          "hint: state it: "
              + String.join(
                  " ", unknown.stream().map(each -> "--job-time " + each + "=25min").toList())
              + "; 25min..2h for a typical job and the slowest 5 %");
      lines.add("hint: or measure it: hdw run --limit 1 " + file + ", then this again");
    }
    if (slots.isEmpty() && goesAway(plan)) {
      lines.add("hdw: nobody knows how many jobs the batch system will run at a time");
      lines.add("hint: state it: --slots 500" + most());
    }
    return lines;
  }

  private String most() {
    int most =
        last.stream()
            .flatMap(each -> each.timeLine().moments().stream())
            .mapToInt(TimeLine.Moment::running)
            .max()
            .orElse(0);
    return most == 0
        ? ""
        : " (" + last.orElseThrow().folder().name() + " had at most " + most + " at a time)";
  }
}
