package hdw.run;

import hdw.model.Task;
import hdw.plan.Chunks;
import hdw.plan.Coverage;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** At the end of a run, accounts for every file of every sample in every node that reads it. */
final class CoverageReport {
  /** What a file's worst job is decides what becomes of the file: the highest of these. */
  private static final int DONE = 0;

  private static final int SKIPPED = 1;
  private static final int FAILED = 2;
  private static final int OPEN = 3;

  private final Course course;

  CoverageReport(Course course) {
    this.course = course;
  }

  /** Writes a line for each node that reads samples, and each sample of it. */
  void write() throws IOException {
    for (NodePlan node : course.plan().nodes()) {
      for (Coverage.Part part : Coverage.of(node)) {
        course.apply(covered(node, part));
      }
    }
    for (Task task : course.plan().workflow().tasks()) {
      Event.Measured measured = measured(task);
      if (measured.jobs() > 0) {
        course.apply(measured);
      }
    }
  }

  /** How fast the jobs of a task were that cut samples. */
  private Event.Measured measured(Task task) {
    var sums = new Sums();
    for (NodePlan node : course.plan().nodes()) {
      if (node.node().task().name().equals(task.name()) && node.splits()) {
        for (int i = 0; i < node.size(); i++) {
          sums.add(new JobRef(node, i));
        }
      }
    }
    return new Event.Measured(
        task.name(), "", sums.jobs, sums.milliseconds, sums.files, sums.bytes, sums.events);
  }

  private final class Sums {
    private int jobs;
    private long milliseconds;
    private long files;
    private long bytes;
    private Optional<Long> events = Optional.of(0L);

    void add(JobRef job) {
      Optional<JobStory> story = course.story(job);
      boolean done = course.stage().standing(job) == Standing.DONE;
      if (!done || story.isEmpty() || story.get().usage().milliseconds() == 0) {
        return;
      }
      Chunks chunks = job.node().chunks().orElseThrow();
      OptionalLong own = chunks.events(job.job());
      jobs++;
      milliseconds += story.get().usage().milliseconds();
      files += chunks.fileCount(job.job());
      bytes += chunks.bytes(job.job()).bytes();
      events = own.isPresent() ? events.map(sum -> sum + own.getAsLong()) : Optional.empty();
    }
  }

  private Event.Covered covered(NodePlan node, Coverage.Part part) {
    var events = new ReportedEvents();
    int[] files =
        part.files(
            k -> {
              var job = new JobRef(node, part.jobs()[k]);
              int far = far(course.stage().standing(job));
              if (far == DONE) {
                course.story(job).ifPresent(events::add);
              }
              return far;
            },
            OPEN + 1);
    return new Event.Covered(
        node.node().id(),
        part.sample(),
        part.files(),
        files[DONE] + part.empty(),
        files[SKIPPED],
        files[FAILED],
        events.sum());
  }

  private static int far(Standing standing) {
    if (standing == Standing.DONE) {
      return DONE;
    }
    if (standing == Standing.SKIPPED || standing == Standing.IDLE) {
      return SKIPPED;
    }
    return standing.isFailure() ? FAILED : OPEN;
  }
}
