package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.executor.Happening;
import hdw.executor.Sightings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The jobs of a run that has no event log: one question to the schedd for all of them, and what
 * differs from the last answer is what happened.
 *
 * <p>The end of a job is told only when its logs were fetched, or cannot be had.
 */
final class Polled {
  /** A submission that was broken off leaves jobs behind whose files never come. */
  private static final Duration LONGEST_SPOOLING = Duration.ofMinutes(2);

  private final Schedd schedd;
  private final Retrieval retrieval;
  private final Sightings sightings = new Sightings();
  private final Set<String> submitting = new HashSet<>();
  private boolean awaited;

  Polled(Schedd schedd) {
    this.schedd = schedd;
    this.retrieval = new Retrieval(schedd);
  }

  /** A submission is under way; what comes of it is looked for. */
  synchronized void begin(String token) {
    submitting.add(token);
    awaited = true;
  }

  /** It was answered, or not. */
  synchronized void end(String token) {
    submitting.remove(token);
    awaited = true;
  }

  /** Whether there is anything that may change. */
  synchronized boolean isWorthAsking() {
    return awaited || sightings.areOpen();
  }

  /**
   * Asks.
   *
   * @param sought attempts that are looked for though nothing was heard of them so far
   * @return whether anything changed, or is about to
   */
  synchronized boolean look(Collection<AttemptKey> sought) throws IOException {
    int before = sightings.untold();
    awaited = !submitting.isEmpty();
    Map<AttemptKey, QueuedJob> queue = queue();
    for (QueuedJob each : queue.values()) {
      note(each);
    }
    fetch(queue.values());
    lookForGone(sought, queue.keySet());
    return sightings.untold() > before || retrieval.isPending();
  }

  /** Of two jobs of one attempt, as after a repeated submission, the one that has not ended. */
  private Map<AttemptKey, QueuedJob> queue() throws IOException {
    Map<AttemptKey, QueuedJob> queue = new LinkedHashMap<>();
    for (QueuedJob each : schedd.queue()) {
      if (each.status() != QueuedJob.REMOVED) { // the history will tell
        queue.merge(each.key(), each, (one, other) -> one.isThere() ? one : other);
      }
    }
    return queue;
  }

  private void fetch(Collection<QueuedJob> queue) throws IOException {
    List<QueuedJob> ended =
        queue.stream()
            .filter(each -> each.status() == QueuedJob.COMPLETED && !sightings.isOver(each.key()))
            .toList();
    for (QueuedJob each : retrieval.fetch(ended)) {
      sightings.note(new Happening.Ended(each.key(), Standing.ended(each).ending(), true));
    }
  }

  private void note(QueuedJob job) throws IOException {
    if (isAbandoned(job)) {
      schedd.remove(List.of(job.id()), "its submission was broken off");
      sightings.vanish(job.key());
      return;
    }
    sightings.meet(job.key(), job.id());
    boolean over = job.status() == QueuedJob.COMPLETED; // but for its logs
    Happening now = over ? Standing.began(job) : Standing.inQueue(job, Optional.empty());
    if (!(now instanceof Happening.Began began && began.host().isEmpty())) {
      sightings.note(now);
    }
  }

  private boolean isAbandoned(QueuedJob job) {
    Instant since = Instant.ofEpochSecond(job.number("EnteredCurrentStatus"));
    return job.isSpooling()
        && !submitting.contains(job.key().token())
        && since.plus(LONGEST_SPOOLING).isBefore(Instant.now());
  }

  /** What has left the queue is in the history, where it is written a little later. */
  private void lookForGone(Collection<AttemptKey> sought, Set<AttemptKey> there)
      throws IOException {
    var gone = new LinkedHashSet<>(sought);
    gone.addAll(sightings.open());
    gone.removeIf(each -> there.contains(each) || sightings.isOver(each));
    if (!gone.isEmpty()) {
      for (QueuedJob each : schedd.history(gone)) {
        sightings.meet(each.key(), each.id());
        sightings.note(Standing.ended(each));
        gone.remove(each.key());
      }
      gone.stream().filter(sought::contains).forEach(sightings::forget);
    }
  }

  /** What was found since this was last asked. */
  synchronized List<Happening> news() {
    return sightings.news();
  }

  /** Where an attempt stood when the schedd was asked last; nothing where it did not know it. */
  synchronized Optional<Happening> last(AttemptKey key) {
    return sightings.last(key);
  }
}
