package hdw.executor.htcondor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts pieces of a user log into events: a first line with number, job and time, further lines, and
 * a line {@code ...}.
 *
 * <p>Lines that belong to no event are passed over, and so is an event into which another one was
 * written before its end.
 */
final class EventCutter {
  private static final Pattern FIRST =
      Pattern.compile(
          "([0-9]{3}) \\((-?[0-9]{1,9})\\.(-?[0-9]{1,9})\\.-?[0-9]{1,9}\\)"
              + " ([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z?"
              + "|[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})(?: (.*))?");

  /** What the first line of an event has, and no other line: there is only this third number. */
  private static final String MARK = ".000) ";

  private final LogTime time;
  private final List<LogEvent> events = new ArrayList<>();
  private final List<String> body = new ArrayList<>();
  private Optional<LogEvent> open = Optional.empty();
  private boolean damaged;

  EventCutter(LogTime time) {
    this.time = time;
  }

  /** The events so far, in order. */
  List<LogEvent> events() {
    return List.copyOf(events);
  }

  /** Whether an event was passed over, since it is not whole or lies within another one. */
  boolean metDamage() {
    return damaged;
  }

  /** Whether there was none so far. */
  boolean isEmpty() {
    return events.isEmpty();
  }

  /**
   * Cuts one more piece, which begins where an event may begin.
   *
   * @return the bytes up to the end of its last event; what follows belongs to the next piece
   */
  int cut(byte[] piece) {
    open = Optional.empty();
    int used = 0;
    int start = 0;
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] == '\n') {
        if (isLast(piece, start, i)) {
          close();
          used = i + 1;
        } else {
          take(piece, start, i);
        }
        start = i + 1;
      }
    }
    return used;
  }

  private void close() {
    open.ifPresent(
        each ->
            events.add(
                new LogEvent(
                    each.number(),
                    each.cluster(),
                    each.proc(),
                    each.time(),
                    each.headline(),
                    body)));
    open = Optional.empty();
  }

  private void take(byte[] piece, int start, int end) {
    boolean mayBeFirst = end - start > 5 && piece[start + 3] == ' ' && piece[start + 4] == '(';
    if (!mayBeFirst && open.isEmpty()) {
      damaged |= end > start;
      return;
    }
    int last = end;
    while (last > start && (piece[last - 1] == ' ' || piece[last - 1] == '\r')) {
      last--;
    }
    String line = new String(piece, start, last - start, StandardCharsets.UTF_8);
    Optional<LogEvent> first = mayBeFirst ? first(line) : Optional.empty();
    if (first.isPresent()) {
      damaged |= open.isPresent();
      open = first;
      body.clear();
    } else if (open.isPresent()) {
      damaged |= line.contains(MARK);
      body.add(line);
    } else {
      damaged = true;
    }
  }

  private Optional<LogEvent> first(String line) {
    Matcher matcher = FIRST.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<Instant> moment = time.parse(matcher.group(4));
    return moment.map(
        at ->
            new LogEvent(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                at,
                Optional.ofNullable(matcher.group(5)).orElse(""),
                List.of()));
  }

  /** Whether a line is {@code ...}, whatever blanks stand behind it. */
  private static boolean isLast(byte[] piece, int start, int end) {
    if (end - start < 3) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (i < start + 3 ? piece[i] != '.' : piece[i] != ' ' && piece[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
