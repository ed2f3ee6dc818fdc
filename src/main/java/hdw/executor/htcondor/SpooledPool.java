package hdw.executor.htcondor;

import hdw.executor.Acceptance;
import hdw.executor.AtWork;
import hdw.executor.AttemptKey;
import hdw.executor.BatchSystem;
import hdw.executor.Cadence;
import hdw.executor.Happening;
import hdw.executor.Mount;
import hdw.executor.Program;
import hdw.executor.RefusedException;
import hdw.executor.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * HTCondor as the driver of a run sees it whose folder is on EOS, where HTCondor keeps no log.
 *
 * <p>The files of jobs go to the schedd's spool, and what they print is fetched from there. There
 * is no event log, so that one question for all jobs tells every few seconds where they stand.
 */
public final class SpooledPool implements BatchSystem {
  /** What schedds with a spool take at CERN. */
  private static final Acceptance ACCEPTANCE = Acceptance.spooled(100, 500);

  private static final Duration LONGEST_SUBMISSION = Duration.ofSeconds(60);

  private final Schedd schedd;
  private final Submitter submitter;
  private final AtWork atWork;
  private final Polled polled;
  private final Cadence cadence = new Cadence(Duration.ofSeconds(2), Duration.ofSeconds(30));

  /**
   * The pool to which the programs on the path belong.
   *
   * @param runToken the beginning of the token of each submission of this run, and of no other run
   */
  public SpooledPool(Path runFolder, String runToken, Program program) {
    this.schedd = new Schedd(runFolder, runToken, program);
    this.submitter = new Submitter(program, true);
    this.atWork = new AtWork("condor_submit", Submitter.mark(runToken), LONGEST_SUBMISSION);
    this.polled = new Polled(schedd);
  }

  /** How HTCondor takes the jobs of a run in a folder, which may still have to be made. */
  public static Acceptance acceptance(Path runFolder) throws IOException {
    Path there = runFolder.toAbsolutePath().normalize();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    return Mount.of(there.toRealPath()).isEos() ? ACCEPTANCE : Acceptance.USUAL;
  }

  @Override
  public String name() {
    return "HTCondor";
  }

  @Override
  public Acceptance acceptance() {
    return ACCEPTANCE;
  }

  @Override
  public String submit(Submission submission) throws IOException, RefusedException {
    polled.begin(submission.token());
    try {
      return submitter.submit(submission);
    } finally {
      polled.end(submission.token());
      cadence.hurry(Instant.now());
    }
  }

  @Override
  public List<String> warnings() {
    return submitter.warnings();
  }

  @Override
  public List<Happening> news() throws IOException {
    if (polled.isWorthAsking() && cadence.isDue(Instant.now())) {
      boolean changed = false;
      try {
        changed = polled.look(List.of());
      } finally {
        cadence.asked(Instant.now(), changed);
      }
    }
    return polled.news();
  }

  @Override
  public List<Happening> whereabouts(Collection<AttemptKey> attempts) throws IOException {
    atWork.awaitEnd();
    polled.look(attempts);
    return attempts.stream()
        .distinct()
        .map(each -> polled.last(each).orElseGet(() -> new Happening.Vanished(each)))
        .toList();
  }

  @Override
  public Set<AttemptKey> present() throws IOException {
    atWork.awaitEnd();
    return schedd.queue().stream()
        .filter(SpooledPool::isInQueue)
        .map(QueuedJob::key)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Those that have ended stay until they are removed. */
  private static boolean isInQueue(QueuedJob job) {
    return job.status() != QueuedJob.REMOVED;
  }

  @Override
  public void remove(Collection<AttemptKey> attempts, String because) throws IOException {
    if (attempts.isEmpty()) {
      return;
    }
    Set<AttemptKey> leaving = Set.copyOf(attempts);
    List<String> ids =
        schedd.queue().stream()
            .filter(each -> isInQueue(each) && leaving.contains(each.key()))
            .map(QueuedJob::id)
            .toList();
    schedd.remove(ids, because);
    cadence.hurry(Instant.now());
  }

  @Override
  public int removeAll(String because) throws IOException {
    int jobs = present().size();
    if (jobs > 0) {
      schedd.removeAll(because);
    }
    return jobs;
  }

  @Override
  public Optional<String> whyWaiting(AttemptKey attempt) throws IOException {
    return schedd.whyWaiting(attempt);
  }

  @Override
  public void close() {}
}
