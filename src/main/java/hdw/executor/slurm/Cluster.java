package hdw.executor.slurm;

import hdw.executor.Acceptance;
import hdw.executor.AtWork;
import hdw.executor.AttemptKey;
import hdw.executor.BatchSystem;
import hdw.executor.Cadence;
import hdw.executor.Happening;
import hdw.executor.Program;
import hdw.executor.RefusedException;
import hdw.executor.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Slurm, as the driver of a run sees it.
 *
 * <p>One question tells where all jobs stand: at first every half second, later, or with many jobs,
 * every 10 to 30 seconds, so that a cluster hardly notices.
 */
public final class Cluster implements BatchSystem, AheadQueue {
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration SHORTEST_OF_LONG_RUN = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LONGEST_SUBMISSION = Duration.ofSeconds(60);

  /** A run that is followed for a minute is asked for once in a second. */
  private static final int SHARE_OF_AGE = 60;

  /** For every thousand jobs a second. */
  private static final int MILLIS_FOR_A_JOB = 1;

  /** A question that takes long is put seldom. */
  private static final int TIMES_ITS_COST = 20;

  private final Slurm slurm;
  private final Submitter submitter;
  private final AtWork atWork;
  private final Limits limits;
  private final Following following;
  private final Cadence cadence = new Cadence(SHORTEST, LONGEST);
  private final Instant opened = Instant.now();

  /**
   * The cluster to which the programs on the path belong.
   *
   * @param runToken the beginning of the token of each submission of this run, and of no other run
   * @param environment the user's, which may name a partition or a QOS
   */
  public Cluster(
      Path runFolder, String runToken, Program program, Map<String, String> environment) {
    this.slurm = new Slurm(runFolder, runToken, program);
    this.submitter = new Submitter(program);
    this.atWork = new AtWork("sbatch", runToken + ".", LONGEST_SUBMISSION);
    this.limits = new Limits(program, runFolder, environment, Clock.systemUTC());
    this.following = new Following(runFolder, slurm);
  }

  /** How many tasks an array may have; nothing where no cluster answers. */
  public static Optional<Integer> maxArraySize(Program program) {
    try {
      return Optional.of(config(program).maxArraySize());
    } catch (IOException silent) {
      return Optional.empty();
    }
  }

  /**
   * What the cluster says of itself to which the programs on the path belong.
   *
   * @throws IOException where none answers
   */
  public static ClusterConfig config(Program program) throws IOException {
    return new Slurm(Path.of("."), "", program).config();
  }

  @Override
  public String name() {
    return "Slurm";
  }

  @Override
  public Acceptance acceptance() {
    try {
      return Acceptance.USUAL.withArrays(slurm.config().maxArraySize());
    } catch (IOException silent) {
      return Acceptance.USUAL; // a submission asks again, and says how long its arrays are
    }
  }

  @Override
  public String submit(Submission submission) throws IOException, RefusedException {
    refuseWhatNeverStarts(submission);
    following.begin(submission.token());
    try {
      return submitter.submit(submission, slurm.config().maxArraySize());
    } finally {
      following.end(submission.token());
      cadence.hurry(Instant.now());
    }
  }

  /** Refuses jobs that would wait for ever, as after a rule that asks for more than there is. */
  private void refuseWhatNeverStarts(Submission submission) throws RefusedException {
    Optional<Refusal> refusal = refusal(submission);
    if (refusal.isPresent()) {
      throw new RefusedException(refusal.get().words());
    }
  }

  /** Why the jobs would wait for ever, as after a rule that asks for more than any node has. */
  private Optional<Refusal> refusal(Submission submission) {
    try {
      return limits
          .partitions()
          .refusals(submission.batch().request(), submission.settings().directives())
          .stream()
          .filter(each -> !each.passes())
          .findFirst();
    } catch (IOException silent) {
      return Optional.empty(); // sbatch will say what is the matter
    }
  }

  @Override
  public Optional<AheadQueue> ahead() {
    return Optional.of(this);
  }

  @Override
  public String submit(Submission submission, Slice slice, Optional<String> dependency)
      throws IOException, RefusedException {
    refuseWhatNeverStarts(submission);
    return submitter.submitAhead(submission, slice, dependency);
  }

  @Override
  public void release() throws IOException {
    slurm.release(following.held());
    cadence.hurry(Instant.now());
  }

  @Override
  public List<Happening> news() throws IOException {
    if (following.isWorthAsking() && cadence.isDue(Instant.now())) {
      boolean changed = false;
      long begun = System.nanoTime();
      try {
        changed = following.look(List.of());
      } finally {
        cadence.atLeast(pause(Duration.ofNanos(System.nanoTime() - begun)));
        cadence.asked(Instant.now(), changed);
      }
    }
    return following.news();
  }

  /** How long to wait at least after a question that took so long. */
  private Duration pause(Duration cost) {
    long age = Duration.between(opened, Instant.now()).toMillis() / SHARE_OF_AGE;
    long jobs = (long) following.size() * MILLIS_FOR_A_JOB;
    long polite =
        Math.min(
            SHORTEST_OF_LONG_RUN.toMillis(), Math.max(SHORTEST.toMillis(), Math.max(age, jobs)));
    return Duration.ofMillis(Math.max(polite, cost.toMillis() * TIMES_ITS_COST));
  }

  @Override
  public List<Happening> whereabouts(Collection<AttemptKey> attempts) throws IOException {
    atWork.awaitEnd();
    following.look(attempts);
    return attempts.stream()
        .distinct()
        .map(each -> following.last(each).orElseGet(() -> new Happening.Vanished(each)))
        .toList();
  }

  @Override
  public Set<AttemptKey> present() throws IOException {
    atWork.awaitEnd();
    return new LinkedHashSet<>(following.present().keySet());
  }

  @Override
  public void remove(Collection<AttemptKey> attempts, String because) throws IOException {
    if (attempts.isEmpty()) {
      return;
    }
    var leaving = new LinkedHashMap<>(following.present());
    leaving.keySet().retainAll(Set.copyOf(attempts));
    following.removing(attempts, because);
    slurm.cancel(ids(leaving.values()));
    cadence.hurry(Instant.now());
  }

  @Override
  public int removeAll(String because) throws IOException {
    atWork.awaitEnd();
    Map<AttemptKey, Following.Task> there = following.present();
    following.removing(there.keySet(), because);
    slurm.cancel(ids(there.values()));
    cadence.hurry(Instant.now());
    return there.size();
  }

  /** In few words: {@code 4137_[0-2,7]}. */
  private static List<String> ids(Collection<Following.Task> tasks) {
    var ids = new ArrayList<String>();
    Map<Long, List<Integer>> arrays = new TreeMap<>();
    for (Following.Task each : tasks) {
      if (each.ids().isPlain()) {
        ids.add(each.id());
      } else {
        arrays.computeIfAbsent(each.ids().array(), unseen -> new ArrayList<>()).add(each.index());
      }
    }
    arrays.forEach(
        (array, indexes) ->
            ids.add(array + "_[" + TaskIds.ranges(indexes.stream().sorted().toList()) + "]"));
    return ids;
  }

  @Override
  public Optional<String> whyWaiting(AttemptKey attempt) throws IOException {
    return following.whyWaiting(attempt);
  }

  @Override
  public void close() {}
}
