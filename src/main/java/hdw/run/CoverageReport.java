package hdw.run;

import hdw.plan.Coverage;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.util.Optional;

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
    private long events;
    private boolean eventsKnown = true;
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
                sums.eventsKnown && sums.done > 0 ? Optional.of(sums.events) : Optional.empty()));
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
        addEvents(job, sums);
      } else if (standing == Standing.SKIPPED || standing == Standing.IDLE) {
        sums.skipped += files;
      } else if (standing.isFailure()) {
        sums.failed += files;
      }
    }
    return sums;
  }

  private void addEvents(JobRef job, Sums sums) {
    Optional<Double> events = course.story(job).map(story -> story.usage().metrics().get("events"));
    sums.eventsKnown &= events.isPresent();
    sums.events += Math.round(events.orElse(0.0));
  }
}
