package hdw.preflight;

import hdw.executor.Mount;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a driver without a terminal can count on after its person has left.
 *
 * @param refusal why it must not begin, and what to do instead
 * @param lines until when it goes on, in words
 */
public record Farewell(Optional<String> refusal, List<String> lines) {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** Copies the list. */
  public Farewell {
    lines = List.copyOf(lines);
  }

  private static Farewell refused(String why) {
    return new Farewell(Optional.of(why), List.of());
  }

  /** Of a driver on this machine. */
  public static Farewell of(Surroundings surroundings, Logout logout) {
    return logout == Logout.END
        ? refused(
            "this machine ends every process of a user at logout (KillUserProcesses=yes), so the run"
                + " would not go on; `loginctl enable-linger` lets yours stay, or `--in-pool` in the"
                + " place of `--detach` sends the driver to HTCondor as a local-universe job")
        : withRights(
            surroundings,
            logout == Logout.END_WITH_LAST_SESSION
                ? "goes on when this terminal closes, and ends with your last session on this"
                    + " machine; `loginctl enable-linger` beforehand lets it go on after that"
                : "goes on after logout");
  }

  /** Of a driver that is a job itself, which no logout reaches. */
  public static Farewell inPool(Surroundings surroundings) {
    return withRights(surroundings, "goes on after logout, and when this machine comes up again");
  }

  private static Farewell withRights(Surroundings here, String begin) {
    List<Path> far =
        Stream.of(here.workFolder(), here.runFolder())
            .filter(each -> Mount.of(each) == Mount.AFS || Mount.of(each).isEos())
            .toList();
    var until = new ArrayList<String>();
    if (!far.isEmpty() || !here.variable("KRB5CCNAME").isEmpty()) {
      var tickets = new Tickets(here.program(), here.clock());
      Optional<Tickets.Found> ticket = tickets.ticket();
      Optional<Tickets.Found> token =
          far.stream().anyMatch(each -> Mount.of(each) == Mount.AFS)
              ? tickets.token()
              : Optional.empty();
      if (!far.isEmpty() && Stream.of(ticket, token).anyMatch(Farewell::isOver)) {
        return refused(
            "there is no valid "
                + (isOver(ticket) ? "Kerberos ticket" : "AFS token")
                + ", so the run could not write to `"
                + far.get(0)
                + "` for long; `kinit` "
                + (isOver(ticket) ? "gets one" : "and `aklog` get one"));
      }
      until(ticket, "Kerberos ticket", here).ifPresent(until::add);
      until(token, "AFS token", here).ifPresent(until::add);
    }
    untilToken(here).ifPresent(until::add);
    return new Farewell(
        Optional.empty(),
        List.of(begin + (until.isEmpty() ? "" : "; " + String.join("; ", until))));
  }

  private static boolean isOver(Optional<Tickets.Found> found) {
    return found.isPresent() && !found.get().valid();
  }

  private static Optional<String> until(
      Optional<Tickets.Found> found, String what, Surroundings here) {
    if (isOver(found)) {
      return Optional.of("there is no valid " + what);
    }
    return found.flatMap(Tickets.Found::end).map(end -> ends(what, end, here));
  }

  private static Optional<String> untilToken(Surroundings here) {
    String named = here.variable("BEARER_TOKEN_FILE");
    return named.isEmpty()
        ? Optional.empty()
        : BearerToken.end(here.workFolder().resolve(named))
            .map(end -> ends("token in BEARER_TOKEN_FILE", end, here));
  }

  private static String ends(String what, Instant end, Surroundings here) {
    boolean over = !end.isAfter(here.clock().instant());
    return "the "
        + what
        + (over ? " ended at " : " ends at ")
        + MINUTES.format(end.atZone(here.clock().getZone()));
  }
}
