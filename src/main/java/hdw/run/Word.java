package hdw.run;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import hdw.executor.Happening;
import java.util.List;

/** What a driver is told, from whatever thread; it does one after the other. */
sealed interface Word {
  /** An attempt on this machine ended. */
  record Ended(String job, int attempt, Ending ending) implements Word {}

  /** A batch system says something. */
  record News(List<Happening> happenings) implements Word {
    /** Copies the list. */
    public News {
      happenings = List.copyOf(happenings);
    }

    /** Whether there are none. */
    boolean isEmpty() {
      return happenings.isEmpty();
    }
  }

  /** A batch system has taken a submission. */
  record Taken(Event.Submitted submitted) implements Word {}

  /** Something was done that is to be written down. */
  record Noted(Event event) implements Word {}

  /** A batch system does not take a submission, in its own words. */
  record Refused(List<AttemptKey> keys, String said) implements Word {
    /** Copies the list. */
    public Refused {
      keys = List.copyOf(keys);
    }
  }

  /** Something that people should know. */
  record Told(String line) implements Word {}

  /** A thread that talks to a batch system met a bug. */
  record Broken(RuntimeException bug) implements Word {}

  /** The driver is to leave. */
  record Stop() implements Word {}

  /** A person decides about a pause. */
  record Answer(String name, boolean goOn) implements Word {}
}
