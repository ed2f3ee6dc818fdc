package hdw.run;

import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets jobs that are ready start, or keeps them: for a pause, or until a canary is back. */
final class Gate {
  private final Course course;
  private final Pauses pauses;
  private final Optional<Canaries> canaries;
  private final List<JobRef> held = new ArrayList<>();

  Gate(Course course, Caution caution, RunStarter.Prepared prepared) {
    this.course = course;
    this.canaries = caution.canaries() ? Optional.of(new Canaries(course)) : Optional.empty();
    this.pauses = new Pauses(caution.pauses(), prepared.pausedBefore(caution.pauses()));
    prepared.letGoOn().forEach(pauses::goOn);
  }

  /**
   * Looks at where the jobs stand before the first one starts.
   *
   * @return the nodes that are paused now, as their canary had failed before a driver died
   */
  List<Event.Paused> open() throws IOException {
    var late = new ArrayList<Event.Paused>();
    for (NodePlan node : course.plan().nodes()) {
      if (course.stage().count(node, Standing.DONE) > 0) {
        pauses.well(node);
      }
      Optional<JobRef> failed = canaries.flatMap(each -> each.failedBefore(node));
      if (failed.isPresent() && !pauses.holdBack(node)) {
        String line = course.story(failed.get()).map(Gate::lastWords).orElse("");
        pauseForCanary(node, line).ifPresent(late::add);
      }
    }
    return late;
  }

  private static String lastWords(JobStory story) {
    List<Event.Failed> failures = story.failures();
    return failures.isEmpty() ? "" : failures.get(failures.size() - 1).cause().line();
  }

  /** Whether a job may not start now; it is kept here until it may. */
  boolean keeps(JobRef job) {
    if (pauses.holdBack(job.node())) {
      held.add(job);
      return true;
    }
    return canaries.filter(each -> each.holdBack(job)).isPresent();
  }

  /** Whether a pause keeps a job from starting. */
  boolean isHeldBack(JobRef job) {
    return pauses.holdBack(job.node());
  }

  /** A job ended well. */
  void well(JobRef job) {
    pauses.well(job.node());
  }

  /** Looks who may go on. */
  void look() {
    canaries.ifPresent(Canaries::look);
  }

  /** A job failed for good: tells what is paused by that, which is written down already. */
  Optional<Event.Paused> failed(Event.Failed failed, JobRef job) throws IOException {
    String line = failed.cause().line();
    boolean wasCanary = canaries.filter(each -> each.isCanary(job)).isPresent();
    boolean wasPaused = pauses.holdBack(job.node());
    Optional<String> burst = pauses.failed(job.node(), failed.cause().sign());
    if (burst.isPresent()) {
      return Optional.of(paused(new Event.Paused(burst.get(), Pauses.BURST, line, false)));
    }
    return wasCanary && !wasPaused ? pauseForCanary(job.node(), line) : Optional.empty();
  }

  /** Pauses a node whose canary failed; nothing where it has no other job that could still run. */
  private Optional<Event.Paused> pauseForCanary(NodePlan node, String line) throws IOException {
    if (course.stage().alive(node) == 0) {
      return Optional.empty();
    }
    pauses.pause(node.node().id());
    canaries.ifPresent(each -> each.letGo(node)); // from now on the pause keeps them
    return Optional.of(paused(new Event.Paused(node.node().id(), 1, line, true)));
  }

  private Event.Paused paused(Event.Paused event) throws IOException {
    course.apply(event);
    return event;
  }

  /** A person lets what is paused go on. */
  void goOn(String name) throws IOException {
    course.apply(new Event.WentOn(name));
    pauses.goOn(name);
    course.putBack(held);
    held.clear();
  }

  /** Forgets whom it keeps: after a cut all that is ready is offered again. */
  void forget() {
    held.clear();
    canaries.ifPresent(Canaries::forget);
  }

  /** Whether something is paused. */
  boolean isPaused() {
    return !pauses.paused().isEmpty();
  }

  /** Whether a pause keeps jobs that could start. */
  boolean keepsForPause() {
    return isPaused() && !held.isEmpty();
  }
}
