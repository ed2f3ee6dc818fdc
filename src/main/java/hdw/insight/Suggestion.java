package hdw.insight;

import hdw.model.Resource;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What attempts took of a resource that they asked for, and what they might ask for instead.
 * Amounts of memory are bytes, those of time milliseconds.
 *
 * @param resource memory or time
 * @param nodes the nodes whose request comes from one place
 * @param place that place; nothing where the plan does not say it
 * @param asked what each of them asks for at first
 * @param taken what their attempts took that ended well, as far as it was measured
 * @param ranOut how many attempts ran out of it
 * @param triedAgain how many of those were followed by another attempt
 * @param verdict what follows from that
 * @param proposal what would do; nothing where nothing else is proposed
 */
public record Suggestion(
    String task,
    Resource resource,
    List<String> nodes,
    Optional<Place> place,
    long asked,
    Spread taken,
    int ranOut,
    int triedAgain,
    Verdict verdict,
    OptionalLong proposal) {

  /** Copies the list. */
  public Suggestion {
    nodes = List.copyOf(nodes);
  }

  /** What is to be said of a request. */
  public enum Verdict {
    /** Much less would do. */
    TOO_MUCH,
    /** It is not enough for many jobs. */
    TOO_LITTLE,
    /** Nothing else is worth a change. */
    FITS,
    /** Too few attempts were measured. */
    UNKNOWN
  }

  /** An amount as the language writes it, such as {@code 1.5 GB}, {@code 1 h 30 min}. */
  public String amount(long amount) {
    return resource == Resource.MEMORY
        ? spelled(new Memory(amount))
        : new WallTime(amount / 1000).toString();
  }

  private static String spelled(Memory memory) {
    boolean isHalf = memory.bytes() % (1L << 29) == 0 && memory.bytes() < 1L << 40;
    return isHalf ? memory.rounded() : memory.toString();
  }

  /** An amount that was measured, rounded for people. */
  public String measured(long amount) {
    return resource == Resource.MEMORY
        ? new Memory(amount).rounded()
        : new WallTime((amount + 999) / 1000).toString();
  }

  /** What the line is to be, such as {@code memory = 2 GB}; nothing where none is proposed. */
  public Optional<String> line() {
    return proposal.isPresent()
        ? Optional.of(resource.word() + " = " + amount(proposal.getAsLong()))
        : Optional.empty();
  }

  /** All of it in one sentence, without the name of the task. */
  public String text() {
    return switch (verdict) {
      case TOO_MUCH ->
          line().orElse("")
              + at()
              + " would do, not "
              + amount(asked)
              + source()
              + ": "
              + figures();
      case TOO_LITTLE ->
          amount(asked)
              + source()
              + " is too little: "
              + outOf()
              + "; "
              + line().orElse("")
              + at()
              + " would be enough: "
              + figures();
      case FITS -> amount(asked) + " fits: " + figures() + (ranOut == 0 ? "" : "; " + outOf());
      case UNKNOWN ->
          "not known: "
              + count(taken.size(), "measured attempt")
              + " ended well, and it takes "
              + Suggestions.FEWEST
              + (ranOut == 0 ? "" : "; " + outOf());
    };
  }

  private String at() {
    return place
        .filter(each -> each.isOfTask() || each.isOfRule())
        .flatMap(Place::where)
        .map(each -> " at " + each)
        .orElse(" in task " + task);
  }

  /** Who asks, where the line itself does not say so. */
  private String source() {
    return place
        .filter(each -> !each.isOfTask())
        .map(each -> " (" + each.source() + each.where().map(at -> " at " + at).orElse("") + ")")
        .orElse("");
  }

  private String figures() {
    return "the 95th percentile of "
        + count(taken.size(), "attempt")
        + " is "
        + measured(taken.percentile(95))
        + ", the most "
        + measured(taken.largest());
  }

  private String outOf() {
    String fate =
        triedAgain == 0
            ? ""
            : ranOut == triedAgain
                ? (ranOut == 1 ? " and was tried again" : " and were tried again")
                : ", "
                    + triedAgain
                    + " of them "
                    + (triedAgain == 1 ? "was" : "were")
                    + " tried again";
    return ranOut == 0
        ? "jobs take more than that"
        : count(ranOut, "attempt") + " ran out of " + resource.word() + fate;
  }

  private static String count(int number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }
}
