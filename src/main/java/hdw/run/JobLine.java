package hdw.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a line says of one job, of the few kinds that nearly all lines of a large journal are:
 * small, and without a text of its own for what no other line says.
 *
 * <p>Its job is named by bytes of the block that it stands in. {@link PlainLines} fills it, and
 * when its block was taken in it is used again: nobody may keep it.
 */
final class JobLine implements JournalLine {
  /** Stands for memory that was not measured. */
  static final long UNKNOWN = -1;

  /** What happened. */
  enum Kind {
    WANTED,
    STARTED,
    BEGAN,
    REQUEUED,
    HELD,
    LOST,
    DONE,
    FAILED,
    KEPT
  }

  Kind kind = Kind.WANTED;

  /** When it was written down: seconds since the epoch, and nanoseconds of that second. */
  long second;

  int nano;

  /** The job's id up to and with its last slash, and where in the block the rest of it stands. */
  String family = "";

  int from;
  int to;

  /** The hash of the whole id, as a text has it. */
  int hash;

  int attempt = 1;
  int restarts;

  /** What the attempt is made from, as a number. */
  long made;

  /** Why, in which submission, or on which machine: what lines of this kind say. */
  String word = "";

  long milliseconds;
  long memoryBytes = UNKNOWN;
  Map<String, Double> metrics = Map.of();

  /** The record of a result, packed; {@code null} where the line has none. */
  byte[] record;

  OptionalInt exit = OptionalInt.empty();

  /** A failure for the same reason, about which the same is done; {@code null} for other kinds. */
  Event.Failed verdict;

  /** Where its job's story may be: to be checked; {@code null} where it is not known. */
  JobStory guess;

  /** Makes it as empty as a new one. */
  void clear() {
    attempt = 1;
    restarts = 0;
    made = 0;
    word = "";
    milliseconds = 0;
    memoryBytes = UNKNOWN;
    metrics = Map.of();
    record = null;
    exit = OptionalInt.empty();
    verdict = null;
    guess = null;
  }

  /** Whether it is of the job with this id. */
  boolean isOf(String job, byte[] block) {
    return hash == job.hashCode()
        && family.concat(new String(block, from, to - from, StandardCharsets.US_ASCII)).equals(job);
  }

  /** The same as an event of a job with this id. */
  Event.OfJob event(String job) {
    return switch (kind) {
      case WANTED ->
          new Event.Wanted(job, word, Optional.ofNullable(record).map(PackedRecord::unpack));
      case STARTED -> new Event.Started(job, attempt, Hash.text(made), word);
      case BEGAN -> new Event.Began(job, attempt, word, restarts);
      case REQUEUED -> new Event.Requeued(job, attempt, word);
      case HELD -> new Event.Held(job, attempt, word);
      case LOST -> new Event.Lost(job, attempt, word);
      case DONE -> new Event.Done(job, attempt, usage(), PackedRecord.unpack(record));
      case FAILED ->
          new Event.Failed(
              job,
              attempt,
              usage(),
              exit,
              word,
              verdict.cause(),
              verdict.decision(),
              verdict.elsewhere());
      case KEPT -> new Event.Kept(job, usage(), PackedRecord.unpack(record));
    };
  }

  private Usage usage() {
    return new Usage(
        milliseconds,
        memoryBytes == UNKNOWN ? Optional.empty() : Optional.of(memoryBytes),
        metrics);
  }

  Instant time() {
    return Instant.ofEpochSecond(second, nano);
  }

  /** The same in milliseconds since the epoch, without the rest. */
  long milliTime() {
    return second * 1000 + nano / 1_000_000;
  }
}
