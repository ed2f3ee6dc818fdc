package hdw.executor.slurm;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import hdw.executor.Happening;
import hdw.executor.Sightings;
import hdw.rules.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The jobs of a run, followed by one question to slurmctld for all of them.
 *
 * <p>What Slurm shows of a job goes before what the job noted itself, and that before what the
 * accounting says; see {@link Departed}.
 */
final class Following {
  private final Slurm slurm;
  private final Items items;
  private final Endings endings;
  private final Departed departed;
  private final Sightings sightings = new Sightings();
  private final Map<AttemptKey, Task> tasks = new HashMap<>();
  private final Map<AttemptKey, String> removing = new HashMap<>();
  private final Set<AttemptKey> hopeless = new HashSet<>();
  private final Set<String> submitting = new HashSet<>();
  private boolean awaited;

  /**
   * An attempt in Slurm.
   *
   * @param index in its array, or 0
   */
  record Task(TaskIds ids, JobName name, int index) {
    /** As people and {@code scancel} know it. */
    String id() {
      return ids.isPlain() ? Long.toString(ids.array()) : ids.array() + "_" + index;
    }
  }

  /** A task, and the row that speaks of it. */
  private record Found(Task task, JobRow row) {}

  Following(Path run, Slurm slurm) {
    this.slurm = slurm;
    this.items = new Items(run);
    this.endings = new Endings(run);
    this.departed = new Departed(run, slurm, items, slurm::config);
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

  /** How many attempts are not over. */
  synchronized int size() {
    return sightings.open().size();
  }

  /**
   * Asks.
   *
   * @param sought attempts that are looked for though nothing was heard of them so far
   * @return whether anything changed
   */
  synchronized boolean look(Collection<AttemptKey> sought) throws IOException {
    int before = sightings.untold();
    awaited = !submitting.isEmpty();
    List<JobRow> rows = slurm.queue();
    Map<AttemptKey, Found> there = found(rows);
    for (Map.Entry<AttemptKey, Found> each : there.entrySet()) {
      note(each.getKey(), each.getValue());
    }
    var gone = new LinkedHashSet<>(sought);
    gone.addAll(sightings.open());
    gone.removeIf(
        each -> there.containsKey(each) || sightings.isOver(each) || hopeless.contains(each));
    lookFor(gone, Set.copyOf(sought), rows);
    return sightings.untold() > before;
  }

  /** Of two jobs of one attempt, as after a repeated submission, the one that has not ended. */
  private Map<AttemptKey, Found> found(List<JobRow> rows) throws IOException {
    Map<AttemptKey, Found> found = new LinkedHashMap<>();
    for (JobRow row : rows) {
      for (int index : row.ids().all()) {
        Optional<AttemptKey> key = items.key(row.name(), index);
        if (key.isPresent()) {
          var one = new Found(new Task(row.ids(), row.name(), index), row);
          found.merge(key.get(), one, (old, now) -> old.row().isOver() ? now : old);
        }
      }
    }
    return found;
  }

  private void note(AttemptKey key, Found found) throws IOException {
    if (sightings.isOver(key) || hopeless.contains(key)) {
      return;
    }
    tasks.put(key, found.task());
    JobRow row = found.row();
    sightings.meet(key, found.task().id());
    if (row.isOver() && row.isWithoutHope()) {
      hopeless.add(key);
      sightings.vanish(key);
    } else if (row.isOver()) {
      if (row.hasBegun()) {
        sightings.note(began(key, row));
      }
      end(key, endings.of(key, row));
    } else if (!row.isWaiting()) {
      sightings.note(began(key, row));
    } else {
      sightings.note(
          PendingReasons.heldBecause(row.reason())
              .<Happening>map(because -> new Happening.Held(key, because))
              .orElseGet(() -> new Happening.Queued(key, found.task().id())));
    }
  }

  private static Happening began(AttemptKey key, JobRow row) {
    return new Happening.Began(key, row.host(), row.restarts(), row.began());
  }

  private void end(AttemptKey key, Ending ending) {
    String because = removing.remove(key);
    var told =
        because == null || ending.verdict() != Verdict.REMOVED
            ? ending
            : new Ending(
                ending.exit(), Verdict.REMOVED, because, ending.memoryUsed(), ending.ran());
    sightings.note(new Happening.Ended(key, told, false));
    tasks.remove(key);
  }

  /** What has left the queue without a word. */
  private void lookFor(Set<AttemptKey> gone, Set<AttemptKey> sought, List<JobRow> rows)
      throws IOException {
    var missed = new Departed.Missed(gone, sought, tasks, rows);
    for (Departed.Fate each : departed.fates(missed, removing.keySet(), Instant.now())) {
      AttemptKey key = each.key();
      each.id().ifPresent(id -> sightings.meet(key, id));
      each.began().ifPresent(sightings::note);
      if (each.ending().isPresent()) {
        end(key, each.ending().get());
      } else if (each.isLost() && sightings.last(key).isPresent()) {
        sightings.vanish(key);
      }
    }
  }

  /** Attempts were told to go. */
  synchronized void removing(Collection<AttemptKey> keys, String because) {
    String line = because.replaceAll("\\s+", " ");
    keys.forEach(each -> removing.put(each, line));
  }

  /** What is in the queue now, and not over. */
  synchronized Map<AttemptKey, Task> present() throws IOException {
    Map<AttemptKey, Task> present = new LinkedHashMap<>();
    found(slurm.queue())
        .forEach(
            (key, each) -> {
              if (!each.row().isOver()) {
                present.put(key, each.task());
              }
            });
    return present;
  }

  /** The numbers of the jobs and arrays of which something is held as a person would hold it. */
  synchronized Set<String> held() throws IOException {
    return slurm.queue().stream()
        .filter(each -> each.isWaiting() && each.isHeldByUser())
        .map(each -> Long.toString(each.ids().array()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Why an attempt in the queue does not start, in words; nothing where it is not there. */
  synchronized Optional<String> whyWaiting(AttemptKey key) throws IOException {
    return Optional.ofNullable(found(slurm.queue()).get(key))
        .filter(each -> each.row().isWaiting())
        .map(each -> PendingReasons.words(each.row().reason()));
  }

  /** What was found since this was last asked. */
  synchronized List<Happening> news() {
    return sightings.news();
  }

  /** Where an attempt stood when Slurm was asked last; nothing where it did not know it. */
  synchronized Optional<Happening> last(AttemptKey key) {
    return sightings.last(key);
  }
}
