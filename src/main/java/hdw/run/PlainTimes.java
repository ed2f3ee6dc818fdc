package hdw.run;

import hdw.run.PlainBytes.NotPlainException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads times such as {@code 2026-11-22T21:30:45.123456Z}, many of one minute fast. */
final class PlainTimes {
  private static final int TO_SECONDS = "2026-11-22T21:30:".length();
  private static final int HOURS = "2026-11-22T".length();
  private static final int LONGEST = "2026-11-22T21:30:45.123456789Z".length();
  private static final int[] SCALES = {
    0, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10, 1
  };

  private byte[] minute = new byte[TO_SECONDS];
  private long epochMinute;

  /** Passes over a time, which it gives to a line. */
  void read(PlainBytes json, JobLine line) throws NotPlainException {
    byte[] bytes = json.bytes();
    int from = json.at();
    if (from + LONGEST > bytes.length) {
      throw PlainBytes.odd();
    }
    if (!isSameMinute(bytes, from)) {
      learn(bytes, from);
    }
    int tens = bytes[from + TO_SECONDS] - '0';
    int ones = bytes[from + TO_SECONDS + 1] - '0';
    if (tens < 0 || tens > 5 || ones < 0 || ones > 9) {
      throw PlainBytes.odd();
    }
    line.second = epochMinute + 10L * tens + ones;
    json.skip(TO_SECONDS + 2);
    line.nano = json.comes('.') ? nanos(json) : 0;
    json.skip(1);
    if (json.peek(-1) != 'Z') {
      throw PlainBytes.odd();
    }
  }

  private boolean isSameMinute(byte[] bytes, int from) {
    byte[] known = minute;
    int i = from;
    for (byte each : known) {
      if (bytes[i] != each) {
        return false;
      }
      i++;
    }
    return true;
  }

  private static int nanos(PlainBytes json) throws NotPlainException {
    byte[] bytes = json.bytes();
    int from = json.at();
    int i = from;
    int fraction = 0;
    while (bytes[i] >= '0' && bytes[i] <= '9' && i - from < SCALES.length - 1) {
      fraction = 10 * fraction + bytes[i] - '0';
      i++;
    }
    if (i == from) {
      throw PlainBytes.odd();
    }
    json.skip(i - from);
    return fraction * SCALES[i - from];
  }

  private void learn(byte[] bytes, int from) throws NotPlainException {
    String text = new String(bytes, from, TO_SECONDS, StandardCharsets.ISO_8859_1);
    // midnight has one name only
    if (!text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:") || text.startsWith("24", HOURS)) {
      throw PlainBytes.odd();
    }
    try {
      epochMinute = Instant.parse(text + "00Z").getEpochSecond();
      minute = text.getBytes(StandardCharsets.ISO_8859_1);
    } catch (DateTimeException none) {
      throw PlainBytes.odd();
    }
  }
}
