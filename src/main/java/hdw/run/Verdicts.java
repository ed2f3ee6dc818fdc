package hdw.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What lines of failed attempts say from the reason on: the same for all that fail alike, so that
 * it is parsed once, and known by its bytes afterwards.
 */
final class Verdicts {
  private static final int SIZE = 1 << 8;

  /** A failure that says nothing that a verdict must not say. */
  private static final byte[] BEGIN =
      PlainBytes.ascii(
          "{\"event\":\"failed\",\"job\":\"-\",\"attempt\":-7,\"ms\":-7,\"memory_bytes\":-7,"
              + "\"exit\":-7,\"host\":\"-\",");

  private final EventReader reader = new EventReader();
  private final byte[][] keys = new byte[SIZE][];
  private final Event.Failed[] verdicts = new Event.Failed[SIZE];

  /**
   * A failure with the cause, the decision and what is read elsewhere that these fields tell;
   * nothing where they tell anything else, or cannot be read.
   */
  Optional<Event.Failed> of(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int place = (hash ^ hash >>> 16) & SIZE - 1;
    byte[] known = keys[place];
    if (known != null && Arrays.equals(known, 0, known.length, bytes, from, to)) {
      return Optional.of(verdicts[place]);
    }
    Optional<Event.Failed> read = read(bytes, from, to);
    if (read.isPresent()) {
      keys[place] = Arrays.copyOfRange(bytes, from, to);
      verdicts[place] = read.get();
    }
    return read;
  }

  private Optional<Event.Failed> read(byte[] bytes, int from, int to) {
    var line = new ByteArrayOutputStream();
    line.writeBytes(BEGIN);
    line.write(bytes, from, to - from);
    line.write('}');
    byte[] whole = line.toByteArray();
    try {
      EventReader.Line read = reader.read(whole, 0, whole.length);
      return read.time().isPresent()
          ? Optional.empty()
          : read.event()
              .filter(Event.Failed.class::isInstance)
              .map(Event.Failed.class::cast)
              .filter(Verdicts::saysNothingElse);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether all that was said before them stands as it was. */
  private static boolean saysNothingElse(Event.Failed failed) {
    return failed.job().equals("-")
        && failed.attempt() == -7
        && failed.usage().milliseconds() == -7
        && failed.usage().memoryBytes().equals(Optional.of(-7L))
        && failed.usage().metrics().isEmpty()
        && failed.exit().equals(OptionalInt.of(-7))
        && failed.host().equals("-");
  }
}
