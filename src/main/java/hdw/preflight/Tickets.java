package hdw.preflight;

import hdw.executor.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kerberos tickets and AFS tokens, as their own programs tell of them. */
record Tickets(Program program, Clock clock) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The ticket for tickets: MIT's {@code klist} has numbers, Heimdal's the names of months. */
  private static final Pattern TICKET =
      Pattern.compile(
          "(?m)^.*?(?:(\\d\\d/\\d\\d/(?:\\d{4}|\\d\\d) \\d\\d:\\d\\d:\\d\\d)|"
              + "([A-Z][a-z]{2} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d \\d{4}))\\s+krbtgt/");

  private static final Pattern TOKEN =
      Pattern.compile(
          "tokens for .*\\[Expires ([A-Z][a-z]{2} +\\d{1,2} \\d\\d:\\d\\d)\\]",
          Pattern.CASE_INSENSITIVE);

  /**
   * What there is.
   *
   * @param end when it ends; nothing where its program does not say
   */
  record Found(boolean valid, Optional<Instant> end) {}

  /** The Kerberos ticket; nothing on a machine without {@code klist}. */
  Optional<Found> ticket() {
    Optional<Program.Answer> valid = ask("klist", "-s");
    if (valid.isEmpty() || valid.get().exit() != 0) {
      return valid.map(each -> new Found(false, Optional.empty()));
    }
    // without this, dates are as the user's language writes them
    Optional<Instant> end =
        ask("env", "LC_ALL=C", "klist").flatMap(each -> endOfTicket(each.out()));
    return Optional.of(
        new Found(end.filter(each -> !each.isAfter(clock.instant())).isEmpty(), end));
  }

  /** The AFS token; nothing on a machine without {@code tokens}. */
  Optional<Found> token() {
    return ask("tokens")
        .map(
            each ->
                TOKEN
                    .matcher(each.out())
                    .results()
                    .findFirst()
                    .map(found -> new Found(true, endOfToken(found.group(1))))
                    .orElse(new Found(false, Optional.empty())));
  }

  private Optional<Program.Answer> ask(String... command) {
    try {
      return Optional.of(program.run(Path.of("/"), List.of(command), PATIENCE));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  private Optional<Instant> endOfTicket(String said) {
    Matcher line = TICKET.matcher(said);
    if (!line.find()) {
      return Optional.empty();
    }
    // the dates before it in the line say since when it counts
    String date = line.group(1) != null ? line.group(1) : line.group(2).replaceAll(" +", " ");
    String pattern =
        line.group(1) == null
            ? "MMM d HH:mm:ss yyyy"
            : date.indexOf(' ') == 10 ? "MM/dd/yyyy HH:mm:ss" : "MM/dd/yy HH:mm:ss";
    return time(date, pattern);
  }

  /** Such a time has no year: it is the next one of that name, as an ended token is told apart. */
  private Optional<Instant> endOfToken(String date) {
    int year = LocalDateTime.now(clock).getYear();
    String plain = date.replaceAll(" +", " ");
    return time(year + " " + plain, "yyyy MMM d HH:mm")
        .map(
            each ->
                each.isBefore(clock.instant())
                    ? time((year + 1) + " " + plain, "yyyy MMM d HH:mm").orElse(each)
                    : each);
  }

  private Optional<Instant> time(String text, String pattern) {
    try {
      return Optional.of(
          LocalDateTime.parse(text, DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH))
              .atZone(clock.getZone())
              .toInstant());
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
