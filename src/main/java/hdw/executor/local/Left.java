package hdw.executor.local;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An attempt of an earlier driver that still runs.
 *
 * @param pid its topmost process: the script, as long as that lives
 */
public record Left(String job, int attempt, long pid) {

  private record Candidate(Token token, Proc.Stat stat) {}

  /** Those of a run; one look at each process of this user. */
  static List<Left> of(String runToken) {
    Map<Token, Candidate> first = new HashMap<>();
    Token.all()
        .forEach(
            (pid, text) ->
                candidate(runToken, pid, text)
                    .ifPresent(each -> first.merge(each.token(), each, Left::earlier)));
    return sorted(first.values());
  }

  private static Optional<Candidate> candidate(String runToken, long pid, String text) {
    return Token.parse(text)
        .filter(token -> token.run().equals(runToken))
        .flatMap(
            token ->
                Proc.stat(pid).filter(Proc.Stat::lives).map(stat -> new Candidate(token, stat)));
  }

  /** A parent starts before its children, and has the lower number within one clock tick. */
  private static Candidate earlier(Candidate one, Candidate other) {
    return Comparator.comparingLong((Candidate each) -> each.stat().startTime())
                .thenComparingLong(each -> each.stat().pid())
                .compare(one, other)
            <= 0
        ? one
        : other;
  }

  private static List<Left> sorted(Collection<Candidate> found) {
    return found.stream()
        .map(each -> new Left(each.token().job(), each.token().attempt(), each.stat().pid()))
        .sorted(Comparator.comparing(Left::job).thenComparing(Left::attempt))
        .toList();
  }
}
