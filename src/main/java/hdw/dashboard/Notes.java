package hdw.dashboard;

import hdw.run.Event;
import hdw.run.RunSummary;
import java.util.ArrayList;
import java.util.List;

/** What there is to say of a run besides its counts and failures. */
final class Notes {
  private Notes() {}

  /** One line each. */
  static List<String> of(RunSummary summary) {
    var lines = new ArrayList<String>();
    for (Event.Paused each : summary.state().paused().values()) {
      lines.add(
          each.name()
              + " is paused: "
              + (each.canary()
                  ? "its canary failed: "
                  : "its first " + each.jobs() + " jobs failed alike: ")
              + each.evidence()
              + "; to go on all the same: hdw resume --go-on");
    }
    summary
        .givenUp()
        .forEach((rule, jobs) -> lines.add(jobs.size() + " x skipped by rule " + rule));
    for (Event.Covered each : summary.uncovered()) {
      lines.add(
          each.node()
              + ": "
              + each.done()
              + " of "
              + each.files()
              + " files of sample "
              + each.sample()
              + " are done");
    }
    if (summary.isUnfollowed()) {
      lines.add("all is in the queue and no driver follows it: hdw status asks the batch system");
    }
    summary.damage().forEach(each -> lines.add(each + " cannot be read and is passed over"));
    return lines;
  }
}
