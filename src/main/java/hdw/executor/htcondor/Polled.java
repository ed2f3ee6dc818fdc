package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.executor.Happening;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
  private final Map<AttemptKey, Happening> last = new HashMap<>();
  private final Set<String> submitting = new HashSet<>();
  private List<Happening> untold = new ArrayList<>();
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
    return awaited || last.values().stream().anyMatch(each -> !(each instanceof Happening.Ended));
  }

  /**
   * Asks.
   *
   * @param sought attempts that are looked for though nothing was heard of them so far
   * @return whether anything changed, or is about to
   */
  synchronized boolean look(Collection<AttemptKey> sought) throws IOException {
    int before = untold.size();
    awaited = !submitting.isEmpty();
    Map<AttemptKey, QueuedJob> queue = queue();
    for (QueuedJob each : queue.values()) {
      note(each);
    }
    fetch(queue.values());
    lookForGone(sought, queue.keySet());
    return untold.size() > before || retrieval.isPending();
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
            .filter(each -> each.status() == QueuedJob.COMPLETED && !isOver(each.key()))
            .toList();
    for (QueuedJob each : retrieval.fetch(ended)) {
      note(new Happening.Ended(each.key(), Standing.ended(each).ending(), true));
    }
  }

  private boolean isOver(AttemptKey key) {
    return last.get(key) instanceof Happening.Ended;
  }

  private void note(QueuedJob job) throws IOException {
    if (isAbandoned(job)) {
      schedd.remove(List.of(job.id()), "its submission was broken off");
      last.remove(job.key());
      untold.add(new Happening.Vanished(job.key()));
      return;
    }
    boolean over = job.status() == QueuedJob.COMPLETED; // but for its logs
    Happening now = over ? Standing.began(job) : Standing.inQueue(job, Optional.empty());
    if (!(now instanceof Happening.Began began && began.host().isEmpty())) {
      note(now);
    } else if (!last.containsKey(job.key())) {
      note(new Happening.Queued(job.key(), job.id()));
    }
  }

  private boolean isAbandoned(QueuedJob job) {
    Instant since = Instant.ofEpochSecond(job.number("EnteredCurrentStatus"));
    return job.isSpooling()
        && !submitting.contains(job.key().token())
        && since.plus(LONGEST_SPOOLING).isBefore(Instant.now());
  }

  private void note(Happening now) {
    Happening before = last.get(now.key());
    if (!now.equals(before) && !(before instanceof Happening.Ended)) {
      last.put(now.key(), now);
      untold.add(now instanceof Happening.Queued ? queued(now, before) : now);
    }
  }

  private static Happening queued(Happening now, Happening before) {
    if (before instanceof Happening.Began) {
      return new Happening.Requeued(now.key(), "it was taken off its machine");
    }
    return before instanceof Happening.Held
        ? new Happening.Requeued(now.key(), "it was released")
        : now;
  }

  /** What has left the queue is in the history, where it is written a little later. */
  private void lookForGone(Collection<AttemptKey> sought, Set<AttemptKey> there)
      throws IOException {
    var gone = new LinkedHashSet<>(sought);
    gone.addAll(last.keySet());
    gone.removeIf(each -> there.contains(each) || isOver(each));
    if (!gone.isEmpty()) {
      for (QueuedJob each : schedd.history(gone)) {
        note(Standing.ended(each));
        gone.remove(each.key());
      }
      gone.stream().filter(sought::contains).forEach(last::remove);
    }
  }

  /** What was found since this was last asked. */
  synchronized List<Happening> news() {
    List<Happening> news = untold;
    untold = new ArrayList<>();
    return List.copyOf(news);
  }

  /** Where an attempt stood when the schedd was asked last; nothing where it did not know it. */
  synchronized Optional<Happening> last(AttemptKey key) {
    return Optional.ofNullable(last.get(key));
  }
}
