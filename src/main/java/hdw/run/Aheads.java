package hdw.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a run submitted ahead of its time, as the journal says. */
final class Aheads {
  private final TreeMap<Integer, Event.Ahead> all = new TreeMap<>();
  private boolean followed = true;

  void apply(Event.Ahead ahead) {
    all.put(ahead.first(), ahead);
    followed = false;
  }

  /** A driver took the run up. */
  void opened() {
    followed = true;
  }

  /** What an attempt was submitted with by this token, where that was ahead. */
  Optional<Event.Ahead> of(String token) {
    if (token.isEmpty() || all.isEmpty()) {
      return Optional.empty();
    }
    int number = Tokens.number(token);
    return Optional.ofNullable(all.floorEntry(number))
        .map(Map.Entry::getValue)
        .filter(each -> number <= each.last());
  }

  /** What the last one to take the run up submitted ahead, if that was done to its end. */
  Optional<Event.Ahead> current() {
    return followed || all.isEmpty()
        ? Optional.empty()
        : Optional.of(all.lastEntry().getValue())
            .filter(each -> each.step() != Event.Ahead.Step.BEGUN);
  }

  /** What may still be held in the queue though all of it is there. */
  Optional<Event.Ahead> toRelease() {
    return all.values().stream()
        .filter(each -> each.step() == Event.Ahead.Step.COMPLETE)
        .findFirst();
  }
}
