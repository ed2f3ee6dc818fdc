package hdw.executor.htcondor;

import hdw.executor.AttemptKey;
import hdw.executor.Happening;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The event log, read on from where it was read to: what is new in it, and what it said last of
 * each attempt.
 */
final class Followed {
  private final EventLog log;
  private final LogTranslator translator = new LogTranslator();
  private final Map<AttemptKey, Happening> last = new HashMap<>();
  private List<Happening> untold = new ArrayList<>();

  Followed(EventLog log) {
    this.log = log;
  }

  /** Reads to the end of the log. */
  synchronized void read() throws IOException {
    // a long log comes in pieces
    for (List<LogEvent> some = log.read(); !some.isEmpty(); some = log.read()) {
      for (Happening each : translator.translate(some)) {
        untold.add(each);
        if (!(last.get(each.key()) instanceof Happening.Ended)) {
          last.put(each.key(), each);
        }
      }
    }
  }

  /** Whether, since this was last asked, a part of the log went away or was found to be missing. */
  boolean hasLostSome() {
    boolean gap = translator.hasMetGap();
    return log.hasLostSome() || gap;
  }

  /** Whether a submission was removed before all its jobs were made. */
  boolean isCutShort(String token) {
    return translator.isCutShort(token);
  }

  /** What was read since this was last asked. */
  synchronized List<Happening> news() {
    List<Happening> news = untold;
    untold = new ArrayList<>();
    return List.copyOf(news);
  }

  /** What the log said last of an attempt. */
  synchronized Optional<Happening> last(AttemptKey key) {
    return Optional.ofNullable(last.get(key));
  }

  /** How the attempt ended, where the log tells. */
  synchronized Optional<Happening> end(AttemptKey key) {
    return last(key).filter(each -> each instanceof Happening.Ended);
  }

  /** How HTCondor names an attempt, where the log tells. */
  synchronized Optional<String> id(AttemptKey key) {
    return translator.id(key);
  }
}
