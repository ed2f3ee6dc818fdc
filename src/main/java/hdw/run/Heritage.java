package hdw.run;

import hdw.model.Workflow;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What earlier runs made and measured and this one is not asked for, as {@code --limit} or {@code
 * --only} leaves it out: it is handed on, so that a later run finds it.
 *
 * <p>What belongs to a task that the workflow has no more is dropped.
 */
final class Heritage {
  private final RunState before;
  private final String run;
  private final Workflow workflow;
  private final Set<String> redo;

  /** Takes what is handed on. */
  @FunctionalInterface
  interface Heir {
    /** Takes one piece. */
    void take(Event event) throws IOException;
  }

  /**
   * What a run left.
   *
   * @param run its name
   * @param redo the tasks whose results do not count any more
   */
  Heritage(RunState before, String run, Workflow workflow, Set<String> redo) {
    this.before = before;
    this.run = run;
    this.workflow = workflow;
    this.redo = redo;
  }

  /** Hands on what was measured. */
  void handOnMeasured(Heir heir) throws IOException {
    for (Event.Measured each : before.measured().values()) {
      if (workflow.task(each.task()).isPresent()) {
        heir.take(
            new Event.Measured(
                each.task(),
                each.run().isEmpty() ? run : each.run(),
                each.jobs(),
                each.milliseconds(),
                each.files(),
                each.bytes(),
                each.events()));
      }
    }
  }

  /**
   * Hands on the results of jobs that are none of a new run.
   *
   * @param anew the state of the new run, which knows all of its own jobs
   */
  void handOnResults(RunState anew, Heir heir) throws IOException {
    for (List<JobStory> stories : List.of(before.jobs(), before.others())) {
      for (JobStory each : stories) {
        boolean isOver = each.state() == JobStory.State.HALVED;
        if (!isOver && anew.job(each.id()).isEmpty()) {
          handOn(each, heir);
        }
      }
    }
  }

  private void handOn(JobStory story, Heir heir) throws IOException {
    int slash = story.id().indexOf('/');
    String task = slash < 0 ? story.id() : story.id().substring(0, slash);
    Optional<JobRecord> record = story.record();
    if (record.isPresent() && workflow.task(task).isPresent()) {
      String because =
          redo.contains(task)
              ? Freshness.ASKED_FOR
              : story.isDone() ? "" : story.because().orElse(Freshness.ASKED_FOR);
      heir.take(new Event.Remembered(story.id(), because, story.usage(), record.get()));
    }
  }
}
