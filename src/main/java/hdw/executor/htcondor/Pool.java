package hdw.executor.htcondor;

import hdw.executor.AtWork;
import hdw.executor.AttemptKey;
import hdw.executor.BatchSystem;
import hdw.executor.Happening;
import hdw.executor.Program;
import hdw.executor.RefusedException;
import hdw.executor.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * HTCondor as the driver of one run sees it: followed by the event log that all submissions of the
 * run share, and asked by its programs only for what the log does not tell.
 */
public final class Pool implements BatchSystem {
  private static final Duration LONGEST_SUBMISSION = Duration.ofSeconds(60);

  private final Followed log;
  private final Schedd schedd;
  private final Submitter submitter;
  private final AtWork atWork;
  private final Removals removals;

  /**
   * The pool to which the programs on the path belong.
   *
   * @param runToken the beginning of the token of each submission of this run, and of no other run
   * @param zone in which the schedd's machine, which writes the event log, tells the time
   */
  public Pool(Path runFolder, String runToken, Program program, ZoneId zone) {
    this.log = new Followed(new EventLog(runFolder.resolve(SubmitDescription.EVENT_LOG), zone));
    this.schedd = new Schedd(runFolder, runToken, program);
    this.removals = new Removals(schedd, log);
    this.submitter = new Submitter(program, false);
    this.atWork = new AtWork("condor_submit", Submitter.mark(runToken), LONGEST_SUBMISSION);
  }

  @Override
  public String name() {
    return "HTCondor";
  }

  @Override
  public String submit(Submission submission) throws IOException, RefusedException {
    return submitter.submit(submission);
  }

  @Override
  public List<String> warnings() {
    return submitter.warnings();
  }

  @Override
  public List<Happening> news() throws IOException {
    log.read();
    removals.catchUp();
    return log.news();
  }

  @Override
  public boolean mayHaveMissed() {
    return log.hasLostSome();
  }

  @Override
  public List<Happening> whereabouts(Collection<AttemptKey> attempts) throws IOException {
    atWork.awaitEnd();
    log.read();
    var open = new LinkedHashSet<AttemptKey>();
    attempts.stream().filter(each -> log.end(each).isEmpty()).forEach(open::add);
    Map<AttemptKey, Happening> found = open.isEmpty() ? Map.of() : fromSchedd(open);
    // what ended while the schedd was asked
    log.read();
    return attempts.stream()
        .distinct()
        .map(each -> log.end(each).orElseGet(() -> found.get(each)))
        .toList();
  }

  /**
   * Asked in the order in which a job goes from one place to the next, so that it is seen in at
   * least one of them.
   */
  private Map<AttemptKey, Happening> fromSchedd(Set<AttemptKey> open) throws IOException {
    Unmade unmade = schedd.unmade();
    Map<AttemptKey, Happening> found = new HashMap<>();
    for (QueuedJob each : schedd.queue()) {
      Happening here = Standing.inQueue(each, log.last(each.key()));
      found.merge(each.key(), here, Standing::livelier);
    }
    var missing = new LinkedHashSet<>(open);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      schedd.history(missing).forEach(each -> found.put(each.key(), Standing.ended(each)));
    }
    for (AttemptKey each : missing) {
      found.computeIfAbsent(each, unseen -> stillToBeMade(unseen, unmade));
    }
    return found;
  }

  private Happening stillToBeMade(AttemptKey key, Unmade unmade) {
    if (log.last(key).isPresent()) {
      return new Happening.Vanished(key);
    }
    return unmade
        .factory(key)
        .map(each -> Standing.unmade(key, each))
        .orElseGet(
            () ->
                log.isCutShort(key.token())
                    ? Standing.neverMade(key)
                    : new Happening.Vanished(key));
  }

  @Override
  public Set<AttemptKey> present() throws IOException {
    atWork.awaitEnd();
    Set<AttemptKey> present = new LinkedHashSet<>(schedd.unmade().keys());
    schedd.there().forEach(each -> present.add(each.key()));
    return present;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Those whose jobs the schedd has not made yet are removed by {@link #news} once it has.
   */
  @Override
  public void remove(Collection<AttemptKey> attempts, String because) throws IOException {
    removals.remove(Set.copyOf(attempts), because);
  }

  @Override
  public int removeAll(String because) throws IOException {
    atWork.awaitEnd();
    int jobs = schedd.factories().stream().mapToInt(Factory::left).sum() + schedd.there().size();
    if (jobs > 0) {
      schedd.removeAll(because);
    }
    return jobs;
  }

  @Override
  public Optional<String> whyWaiting(AttemptKey attempt) throws IOException {
    Optional<String> why = schedd.whyWaiting(attempt);
    return why.isPresent() ? why : whyNotMade(attempt);
  }

  private Optional<String> whyNotMade(AttemptKey attempt) throws IOException {
    return schedd
        .unmade()
        .factory(attempt)
        .filter(each -> log.last(attempt).isEmpty())
        .map(Factory::why);
  }

  @Override
  public void close() {}
}
