package hdw.run;

import hdw.plan.Chunks;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** At the end of a run, accounts for every file of every sample in every node that reads it. */
final class CoverageReport {
  private final Course course;

  CoverageReport(Course course) {
    this.course = course;
  }

  private static final class Sums {
    private int files;
    private int done;
    private int skipped;
    private int failed;
    private long events;
    private boolean eventsKnown = true;
  }

  /** Writes a line for each node that splits samples, and each sample of it. */
  void write() throws IOException {
    for (NodePlan node : course.plan().nodes()) {
      if (node.readsSamples() && node.chunks().isPresent()) {
        for (Map.Entry<String, Sums> each : sums(node, node.chunks().get()).entrySet()) {
          Sums sums = each.getValue();
          course.apply(
              new Event.Covered(
                  node.node().id(),
                  each.getKey(),
                  sums.files,
                  sums.done,
                  sums.skipped,
                  sums.failed,
                  sums.eventsKnown ? Optional.of(sums.events) : Optional.empty()));
        }
      }
    }
  }

  private Map<String, Sums> sums(NodePlan node, Chunks chunks) {
    var samples = new LinkedHashMap<String, Sums>();
    for (int i = 0; i < node.size(); i++) {
      var job = new JobRef(node, i);
      Sums sums = samples.computeIfAbsent(chunks.sample(i).name(), name -> new Sums());
      sums.files = chunks.sample(i).files().size();
      Standing standing = course.stage().standing(job);
      if (standing == Standing.DONE) {
        sums.done += chunks.fileCount(i);
        addEvents(job, sums);
      } else if (standing == Standing.SKIPPED || standing == Standing.IDLE) {
        sums.skipped += chunks.fileCount(i);
      } else {
        sums.failed += chunks.fileCount(i);
      }
    }
    return samples;
  }

  private void addEvents(JobRef job, Sums sums) {
    Optional<Double> events =
        course.story(job).map(story -> story.usage().metrics().get("events"));
    sums.eventsKnown &= events.isPresent();
    sums.events += Math.round(events.orElse(0.0));
  }
}
