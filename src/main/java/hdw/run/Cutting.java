package hdw.run;

import hdw.diagnostic.Diagnostics;
import hdw.plan.Cuts;
import hdw.plan.Halving;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.plan.Planner;
import hdw.run.JobRecord.OutputStat;
import hdw.run.Stage.Standing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets the halves of chunks take the places of the whole, in the middle of a run. */
final class Cutting {
  private final Course course;
  private final LocalJobs jobs;
  private final Files files;
  private Cuts cuts;
  private boolean pending;

  Cutting(Course course, LocalJobs jobs, Cuts before) {
    this.course = course;
    this.jobs = jobs;
    this.files = new Files(jobs.workFolder());
    this.cuts = before;
  }

  /** A job's chunk is to be cut; until {@link #cut} nothing changes. */
  void add(JobRef job) throws IOException {
    Optional<Map<String, String>> owners = Halving.of(course.plan(), job.node(), job.job());
    for (Map.Entry<String, String> each : owners.orElse(Map.of()).entrySet()) {
      course.apply(new Event.Cut(each.getKey(), each.getValue()));
      cuts = cuts.with(each.getKey(), each.getValue());
      pending = true;
    }
  }

  /** Whether there is something to cut. */
  boolean isPending() {
    return pending;
  }

  /**
   * Cuts. Running attempts keep their places by id.
   *
   * @return the attempts that nothing waits for any more, as their chunk is gone or an input of
   *     theirs is made anew
   */
  List<Attempt> cut(Map<String, Attempt> running) throws IOException {
    pending = false;
    Plan before = course.plan();
    var diagnostics = new Diagnostics();
    Plan plan =
        Planner.recut(before, cuts, diagnostics)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "a plan without errors can be cut: " + diagnostics.all()));
    course.flush(); // what is gone is removed only when it is written down that it is cut
    leaveBehind(before, plan);
    Stage stage = course.stage().in(plan);
    course.cut(stage);
    jobs.cut(plan);
    return reopen(before, running);
  }

  /**
   * Removes what jobs wrote whose chunk is gone, lest somebody takes it twice; they count no more.
   */
  private void leaveBehind(Plan before, Plan after) throws IOException {
    Map<String, NodePlan> anew = new HashMap<>();
    after.nodes().forEach(each -> anew.put(each.node().id(), each));
    for (NodePlan node : before.nodes()) {
      if (anew.get(node.node().id()) != node) {
        Set<String> ids = ids(anew.get(node.node().id()));
        for (int i = 0; i < node.size(); i++) {
          if (!ids.contains(node.id(i))) {
            leaveBehind(new JobRef(node, i));
          }
        }
      }
    }
  }

  private void leaveBehind(JobRef job) throws IOException {
    if (course.stage().standing(job) == Standing.DONE) {
      removeOutputs(course.story(job).flatMap(JobStory::record));
    }
    if (course.stage().standing(job).isOver()) {
      course.apply(new Event.Replaced(Course.id(job)));
    }
  }

  private static Set<String> ids(NodePlan node) {
    var ids = new HashSet<String>();
    for (int i = 0; i < node.size(); i++) {
      ids.add(node.id(i));
    }
    return ids;
  }

  /** Removes outputs that are just as hdw left them; others are somebody's. */
  private void removeOutputs(Optional<JobRecord> record) throws IOException {
    for (OutputStat each : record.map(JobRecord::outputs).orElse(List.of())) {
      boolean own = each.bytes() >= 0 && files.stat(each.path()).equals(Optional.of(each));
      if (own) {
        java.nio.file.Files.deleteIfExists(jobs.workFolder().resolve(each.path()));
      }
    }
  }

  private List<Attempt> reopen(Plan before, Map<String, Attempt> running) throws IOException {
    var old = new HashSet<>(before.nodes());
    Map<String, JobRef> now = new HashMap<>();
    for (NodePlan node : course.plan().nodes()) {
      if (!old.contains(node)) {
        boolean treeIsGone =
            node.tree().isPresent()
                && course.stage().standing(new JobRef(node, node.size() - 1)) == Standing.DONE;
        for (int i = 0; i < node.size(); i++) {
          var job = new JobRef(node, i);
          now.put(node.id(i), job);
          reopen(job, treeIsGone);
        }
      }
    }
    return replaced(now, running);
  }

  /** Opens a job that is new, or some of whose inputs are; of a finished tree, all jobs. */
  private void reopen(JobRef job, boolean treeIsGone) throws IOException {
    Standing standing = course.stage().standing(job);
    if (standing == Standing.OPEN && course.story(job).isEmpty()) {
      course.apply(
          new Event.Wanted(Course.id(job), "it is half of a chunk that failed", Optional.empty()));
    } else if (standing != Standing.OPEN && (treeIsGone || !course.stage().hasAllInputsOver(job))) {
      course.again(job);
      course.apply(
          new Event.Wanted(
              Course.id(job),
              "a chunk that it takes from was halved",
              course.story(job).flatMap(JobStory::record)));
    }
  }

  private List<Attempt> replaced(Map<String, JobRef> now, Map<String, Attempt> running)
      throws IOException {
    var ended = new ArrayList<Attempt>();
    for (Attempt each : List.copyOf(running.values())) {
      boolean sameNode = course.plan().nodes().contains(each.job().node());
      Optional<JobRef> job =
          sameNode ? Optional.of(each.job()) : Optional.ofNullable(now.get(each.id()));
      if (job.isPresent() && course.stage().standing(job.get()).isUnderWay()) {
        running.put(each.id(), each.of(job.get()));
      } else {
        course.apply(new Event.Lost(each.id(), each.number(), "a chunk that it takes was halved"));
        ended.add(each);
      }
    }
    return ended;
  }
}
