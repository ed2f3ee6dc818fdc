package hdw.run;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads times as {@link Instant#toString} writes them, many of one day fast: what Java has for it
 * takes longer than all else in a line of a journal.
 */
final class TimeReader {
  private static final int SECONDS_OF_A_DAY = 86_400;
  private static final int DATE = "2026-11-22".length();
  private static final int TO_SECONDS = "2026-11-22T21:30:45".length();

  private String date = "";
  private long day;

  /**
   * The time.
   *
   * @throws java.time.DateTimeException where the text is none
   */
  Instant read(String text) {
    if (!isPlain(text)) {
      return Instant.parse(text);
    }
    if (!text.startsWith(date) || date.isEmpty()) {
      day = LocalDate.parse(text.substring(0, DATE)).toEpochDay();
      date = text.substring(0, DATE);
    }
    int hours = digits(text, DATE + 1, 2);
    int minutes = digits(text, DATE + 4, 2);
    int seconds = digits(text, DATE + 7, 2);
    if (hours > 23 || minutes > 59 || seconds > 59) {
      return Instant.parse(text);
    }
    return Instant.ofEpochSecond(
        day * SECONDS_OF_A_DAY + hours * 3600L + minutes * 60L + seconds, nanos(text));
  }

  /** Whether all is where it should be: {@code dddd-dd-ddTdd:dd:dd}, a fraction or not, Z. */
  private static boolean isPlain(String text) {
    int end = text.length() - 1;
    boolean marks =
        end >= TO_SECONDS
            && end <= TO_SECONDS + 10
            && text.charAt(DATE) == 'T'
            && text.charAt(DATE + 3) == ':'
            && text.charAt(DATE + 6) == ':'
            && text.charAt(end) == 'Z'
            && (end == TO_SECONDS || text.charAt(TO_SECONDS) == '.' && end > TO_SECONDS + 1);
    for (int i = DATE + 1; marks && i < end; i++) {
      char each = text.charAt(i);
      marks = i == DATE + 3 || i == DATE + 6 || i == TO_SECONDS || each >= '0' && each <= '9';
    }
    return marks;
  }

  private static int nanos(String text) {
    int length = Math.max(0, text.length() - 2 - TO_SECONDS);
    int nanos = digits(text, TO_SECONDS + 1, length);
    for (int i = length; i < 9; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static int digits(String text, int from, int length) {
    int number = 0;
    for (int i = from; i < from + length; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }
}
