package hdw.cli;

import hdw.rules.Decision;
import hdw.rules.Raised;
import java.util.List;

/** What is done about a failed attempt, in words. */
final class Reacted {
  private Reacted() {}

  /**
   * The words behind a failure, such as {@code ; tried again with memory = 4 GB (rule grow)}; empty
   * where the job just fails.
   */
  static String words(Decision decision) {
    String rule = decision.rule().map(each -> " (rule " + each + ")").orElse("");
    return switch (decision.kind()) {
      case RETRY ->
          "; tried again" + after(decision) + elsewhere(decision) + with(decision.raised()) + rule;
      case SKIP -> "; skipped" + rule;
      case HALVE -> "; its halves are tried" + rule;
      case ABORT -> "; the run is given up" + rule;
      case FAIL ->
          decision.rule().isPresent() && !decision.note().isEmpty()
              ? "; given up: " + decision.note() + rule
              : "";
    };
  }

  private static String after(Decision decision) {
    return decision.after().map(each -> " after " + each).orElse("");
  }

  private static String elsewhere(Decision decision) {
    return decision.avoidNode() ? " on another machine" : "";
  }

  private static String with(List<Raised> raised) {
    return raised.isEmpty()
        ? ""
        : " with " + String.join(", ", raised.stream().map(Raised::text).toList());
  }
}
