package hdw.run;

import hdw.plan.Coverage;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.run.Stage.Standing;
import java.io.IOException;

/** At the end of a run, accounts for every file of every sample in every node that reads it. */
final class CoverageReport {
  private final Course course;

  CoverageReport(Course course) {
    this.course = course;
  }

  private static final class Sums {
    private int done;
    private int skipped;
    private int failed;
    private final ReportedEvents events = new ReportedEvents();
  }

  /** Writes a line for each node that reads samples, and each sample of it. */
  void write() throws IOException {
    for (NodePlan node : course.plan().nodes()) {
      for (Coverage.Part part : Coverage.of(node)) {
        Sums sums = sums(node, part);
        course.apply(
            new Event.Covered(
                node.node().id(),
                part.sample(),
                part.files(),
                sums.done,
                sums.skipped,
                sums.failed,
                sums.events.sum()));
      }
    }
  }

  private Sums sums(NodePlan node, Coverage.Part part) {
    var sums = new Sums();
    for (int k = 0; k < part.jobs().length; k++) {
      var job = new JobRef(node, part.jobs()[k]);
      int files = part.filesOf()[k];
      Standing standing = course.stage().standing(job);
      if (standing == Standing.DONE) {
        sums.done += files;
        course.story(job).ifPresent(sums.events::add);
      } else if (standing == Standing.SKIPPED || standing == Standing.IDLE) {
        sums.skipped += files;
      } else if (standing.isFailure()) {
        sums.failed += files;
      }
    }
    return sums;
  }
}
