package hdw.run;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.run.JobRecord.OutputStat;
import hdw.run.JobRecord.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides for every job whether its last result still counts, and if not, why. */
public final class Freshness {

  /**
   * What is to be done about a job.
   *
   * @param because why it runs; nothing where its last result is kept
   * @param earlier its last accepted result
   * @param passedBy the rule that skipped it in the last run, where nothing changed since
   */
  public record Verdict(
      Optional<String> because, Optional<JobRecord> earlier, Optional<String> passedBy) {
    /** Whether the job has to run. */
    public boolean runs() {
      return because.isPresent();
    }
  }

  /** The end of the reason that names a job which a job takes from. */
  public static final String RUNS_AGAIN = ", which it takes from, runs again";

  static final String ASKED_FOR = "it was asked for with --redo";

  private final Plan plan;
  private final RunState last;
  private final Set<String> redo;
  private final boolean adopt;
  private boolean adoptedSome;
  private final Fingerprints fingerprints;
  private final Files files;
  private final Map<NodePlan, Verdict[]> verdicts = new HashMap<>();
  private final Map<String, Verdict> withoutResult = new HashMap<>();
  private final Upstream upstream;

  /**
   * Compares a plan with what the last run of the workflow left.
   *
   * @param redo tasks whose results no longer count
   * @param adopt whether outputs that are there count as results, though no run made them
   */
  public Freshness(Plan plan, RunState last, Set<String> redo, boolean adopt, Path folder) {
    this.plan = plan;
    this.adopt = adopt;
    this.last = last;
    this.redo = redo;
    this.fingerprints = new Fingerprints(plan, folder);
    this.files = new Files(folder);
    this.upstream =
        new Upstream(
            (node, job) -> verdicts.get(node)[job].earlier().map(JobRecord::result).orElse(""));
  }

  /** Judges all jobs. */
  public void judge() throws IOException {
    for (NodePlan node : plan.nodes()) {
      Verdict[] own = new Verdict[node.size()];
      verdicts.put(node, own);
      judge(node, own, node.tree().isPresent());
      boolean treeIsGone = node.tree().isPresent() && own[own.length - 1].runs();
      if (treeIsGone) {
        judge(node, own, false);
      }
    }
  }

  /** Judges the jobs of a node; those of a tree below a valid top need not exist any more. */
  private void judge(NodePlan node, Verdict[] own, boolean belowTopMayBeGone) throws IOException {
    for (int i = 0; i < own.length; i++) {
      Optional<JobStory> story = last.known(node.id(i));
      boolean mayBeGone = belowTopMayBeGone && !node.tree().orElseThrow().isTop(i);
      Optional<JobRecord> record = story.flatMap(JobStory::record);
      if (record.isEmpty() && adopt && !owned(node, i)) {
        record = adopted(node, i);
        adoptedSome |= record.isPresent();
      }
      Optional<String> passedBy =
          record.isEmpty() && story.isPresent() ? passedBy(node, i, story.get()) : Optional.empty();
      own[i] =
          passedBy.isPresent()
              ? new Verdict(Optional.empty(), Optional.empty(), passedBy)
              : verdict(because(node, i, story, record, mayBeGone), record);
    }
  }

  /** Of jobs without a result there may be millions, and one verdict. */
  private Verdict verdict(Optional<String> because, Optional<JobRecord> earlier) {
    return because.isPresent() && earlier.isEmpty()
        ? withoutResult.computeIfAbsent(
            because.get(), each -> new Verdict(because, earlier, Optional.empty()))
        : new Verdict(because, earlier, Optional.empty());
  }

  /** Whether the last run was to make it again, and was left before it did. */
  private static boolean isStillToBeRedone(Optional<JobStory> story) {
    return story
        .filter(each -> each.state() != JobStory.State.DONE)
        .filter(each -> each.because().equals(Optional.of(ASKED_FOR)))
        .isPresent();
  }

  /** The rule that skipped a job, or all that it takes from, if it would skip it again. */
  private Optional<String> passedBy(NodePlan node, int job, JobStory story) throws IOException {
    if (redo.contains(node.node().task().name())) {
      return Optional.empty();
    }
    Optional<String> rule = story.skippedBy();
    if (rule.isPresent()) {
      return made(new JobRef(node, job)).equals(story.made()) ? rule : Optional.empty();
    }
    boolean idle = story.blockedBy().isPresent() && story.allowed();
    return idle
        ? upstream
            .first(node, job, (from, i) -> verdicts.get(from)[i].passedBy().isPresent())
            .map(each -> "of " + each)
        : Optional.empty();
  }

  private Optional<String> because(
      NodePlan node,
      int job,
      Optional<JobStory> story,
      Optional<JobRecord> record,
      boolean mayBeGone)
      throws IOException {
    if (record.isEmpty()) {
      boolean failed = story.isPresent() && !story.get().failures().isEmpty();
      return Optional.of(failed ? "it failed in the last run" : "it has no result yet");
    }
    if (redo.contains(node.node().task().name()) || isStillToBeRedone(story)) {
      return Optional.of(ASKED_FOR);
    }
    Parts now = fingerprints.parts(node, job);
    Parts then = record.get().parts();
    if (!now.command().equals(then.command())) {
      return Optional.of("its command changed");
    }
    if (!now.values().equals(then.values())) {
      return Optional.of("a value in its command or output path changed");
    }
    if (!now.needs().equals(then.needs())) {
      return Optional.of("a file that it needs changed");
    }
    if (!InputHash.same(now.inputs(), then.inputs())) {
      return Optional.of("an input file changed");
    }
    Optional<String> source = upstream.first(node, job, (from, i) -> verdicts.get(from)[i].runs());
    if (source.isPresent()) {
      return Optional.of("`" + source.get() + "`" + RUNS_AGAIN);
    }
    if (!upstream.hash(node, job).equals(record.get().upstream())) {
      return Optional.of("a result that it takes from changed");
    }
    return mayBeGone ? Optional.empty() : outputs(node, job, record.get());
  }

  private Optional<String> outputs(NodePlan node, int job, JobRecord record) {
    List<String> paths = node.outputs(job);
    List<OutputStat> then = record.outputs();
    for (int k = 0; k < paths.size(); k++) {
      Optional<OutputStat> now = files.stat(paths.get(k));
      boolean empty =
          node.node().task().options().emptyOutputAllowed()
              && k < then.size()
              && then.get(k).bytes() == OutputStat.EMPTY;
      if (now.isEmpty() && !empty) {
        return Optional.of("its output `" + paths.get(k) + "` is gone");
      }
      if (now.isPresent() && (k >= then.size() || !then.get(k).equals(now.get()))) {
        return Optional.of("its output `" + paths.get(k) + "` was changed by something else");
      }
    }
    return Optional.empty();
  }

  /** Whether no job has to run, and nothing is to be written down. */
  boolean findsNothingToDo() {
    return !adoptedSome && verdicts.values().stream().flatMap(Stream::of).noneMatch(Verdict::runs);
  }

  /** The verdict on a job. */
  public Verdict verdict(NodePlan node, int job) {
    return verdicts.get(node)[job];
  }

  /** What a job's last result took; nothing where no run made it. */
  Usage lastUsage(JobRef job) {
    return last.known(job.node().id(job.job())).map(JobStory::usage).orElse(Usage.of(0));
  }

  /** What a job is made from. */
  Parts parts(NodePlan node, int job) throws IOException {
    return fingerprints.parts(node, job);
  }

  /** A hash of what a job's result was made from, were it still to be made from the same. */
  String made(JobRef job) throws IOException {
    Parts parts = parts(job.node(), job.job());
    return new Attempt.Made(parts, upstream.hash(job.node(), job.job())).text();
  }

  /** A record of outputs that are all there; nothing where one is not, or where there are none. */
  private Optional<JobRecord> adopted(NodePlan node, int job) throws IOException {
    List<OutputStat> stats = new ArrayList<>();
    for (String each : node.outputs(job)) {
      files.stat(each).ifPresent(stats::add);
    }
    return stats.isEmpty() || stats.size() < node.outputs(job).size()
        ? Optional.empty()
        : Optional.of(new JobRecord(parts(node, job), upstream.hash(node, job), stats));
  }

  private boolean owned(NodePlan node, int job) {
    return last.known(node.id(job)).map(JobStory::owned).orElse(false);
  }

  /** Reports the outputs that are there though no run of hdw made them, once for each task. */
  public void reportStrangers(Diagnostics diagnostics) {
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.size(); i++) {
        if (verdict(node, i).runs() && !owned(node, i)) {
          List<String> paths = node.outputs(i);
          for (int k = 0; k < paths.size(); k++) {
            if (files.exists(paths.get(k))) {
              diagnostics.add(
                  Diagnostic.of(
                          Code.HDW0701,
                          node.node().task().outputs().get(k).span(),
                          "`" + paths.get(k) + "` is already there, and no run made it")
                      .hint(
                          "move it away; or --adopt takes such files as results, and --overwrite"
                              + " replaces them"));
            }
          }
        }
      }
    }
  }
}
