package hdw.executor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the attempts of a run stood when their batch system was asked last: what differs from the
 * answer before is what happened.
 */
public final class Sightings {
  private final Map<AttemptKey, Happening> last = new HashMap<>();
  private List<Happening> untold = new ArrayList<>();

  /** An attempt is met; what is met for the first time has a name, whatever became of it. */
  public void meet(AttemptKey key, String id) {
    if (!last.containsKey(key)) {
      note(new Happening.Queued(key, id));
    }
  }

  /** An attempt stands here now. What has ended stays so. */
  public void note(Happening now) {
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

  /** An attempt is not there, and never was as far as anybody knows. */
  public void vanish(AttemptKey key) {
    last.remove(key);
    untold.add(new Happening.Vanished(key));
  }

  /** Forgets an attempt, without a word. */
  public void forget(AttemptKey key) {
    last.remove(key);
  }

  /** Where an attempt stood; nothing where nobody knew it. */
  public Optional<Happening> last(AttemptKey key) {
    return Optional.ofNullable(last.get(key));
  }

  /** Whether an attempt is over. */
  public boolean isOver(AttemptKey key) {
    return last.get(key) instanceof Happening.Ended;
  }

  /** The attempts that are not over. */
  public Set<AttemptKey> open() {
    return last.entrySet().stream()
        .filter(each -> !(each.getValue() instanceof Happening.Ended))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Whether some attempt is not over. */
  public boolean areOpen() {
    return last.values().stream().anyMatch(each -> !(each instanceof Happening.Ended));
  }

  /** How much happened that was not told yet. */
  public int untold() {
    return untold.size();
  }

  /** What happened since this was last asked. */
  public List<Happening> news() {
    List<Happening> news = untold;
    untold = new ArrayList<>();
    return List.copyOf(news);
  }
}
