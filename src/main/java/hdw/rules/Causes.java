package hdw.rules;

import hdw.eval.World;
import hdw.model.Reason;
import hdw.model.Workflow;
import hdw.rules.Cause.Sureness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides why an attempt failed: the one place that does, and never from an exit code alone.
 *
 * <p>What ended the attempt comes first (the scheduler, the job's own script), then the symptoms of
 * the workflow, then what was measured, then what bash said. What remains is a guess, and says so.
 */
public final class Causes {
  private final Optional<Symptoms> symptoms;

  /** Causes in a workflow, whose symptoms may look at {@code world}. */
  public Causes(Workflow workflow, World world) {
    this.symptoms = Optional.of(new Symptoms(workflow, world));
  }

  private Causes() {
    this.symptoms = Optional.empty();
  }

  /** Causes where nobody knows what the workflow is. */
  public static Causes withoutSymptoms() {
    return new Causes();
  }

  private Optional<Symptoms.Seen> seen(Evidence evidence, LogTail log, String task) {
    return symptoms.flatMap(each -> each.in(evidence, log, task));
  }

  /** Why an attempt at a job of {@code task} failed. */
  public Cause of(Evidence evidence, String task) {
    LogTail log = LogTail.of(evidence);
    Finding found =
        ofScheduler(evidence, log)
            .or(() -> ofScript(evidence, log, task))
            .or(() -> ofSymptom(evidence, log, task))
            .or(() -> new Measurements(evidence, log).finding())
            .or(() -> ofSignal(evidence, log))
            .orElseGet(() -> remaining(evidence, log));
    return new Cause(
        found.reason(),
        found.sure(),
        found.because(),
        line(evidence, log, found),
        Signs.of(evidence, log));
  }

  /** The scheduler's word counts; for a limit that it enforced itself it needs no second one. */
  private static Optional<Finding> ofScheduler(Evidence evidence, LogTail log) {
    if (evidence.verdict() == Verdict.ENDED) {
      return Optional.empty();
    }
    Reason reason = Reason.valueOf(evidence.verdict().name());
    boolean enforced = reason == Reason.OUT_OF_MEMORY || reason == Reason.OUT_OF_TIME;
    var because = new ArrayList<String>();
    String said = LogTail.shown(evidence.said());
    String did = reason == Reason.NOT_STARTED ? "did not start it" : "ended it";
    because.add("the executor " + did + ": " + (said.isEmpty() ? reason.word() : said));
    new Measurements(evidence, log)
        .used(reason)
        .filter(used -> !used.equals(said))
        .ifPresent(because::add);
    exit(evidence).ifPresent(because::add);
    return Optional.of(
        new Finding(
            reason,
            enforced || evidence.exit().isEmpty() ? Sureness.CERTAIN : Sureness.LIKELY,
            because,
            Optional.empty()));
  }

  /** What the job's own script says: a code of its own, and a line that begins with its name. */
  private Optional<Finding> ofScript(Evidence evidence, LogTail log, String task) {
    Optional<LogTail.Line> said = log.lastError().filter(each -> each.text().startsWith("hdw: "));
    OptionalInt exit = evidence.exit();
    if (said.isEmpty() || exit.isEmpty()) {
      return Optional.empty();
    }
    Optional<Reason> reason =
        switch (exit.getAsInt()) {
          case 90 -> Optional.of(Reason.NOT_STARTED);
          case 91 -> Optional.of(Reason.MISSING_OUTPUT);
          case 92 -> Optional.of(undelivered(log));
          default -> Optional.empty();
        };
    Optional<Finding> why =
        reason.filter(each -> each == Reason.MISSING_OUTPUT).isPresent()
            ? whyMissing(evidence, log, task)
            : Optional.empty();
    return why.or(
        () ->
            reason.map(
                each ->
                    new Finding(
                        each,
                        Sureness.CERTAIN,
                        List.of(said.get().said(), exit(evidence).orElseThrow()),
                        said)));
  }

  private static Reason undelivered(LogTail log) {
    boolean full =
        log.last(each -> each.contains("No space left") || each.contains("quota exceeded"))
            .isPresent();
    return full ? Reason.DISK_FULL : Reason.COMMAND_FAILED;
  }

  /** A command that ended with 0 and left its output out may have said why. */
  private Optional<Finding> whyMissing(Evidence evidence, LogTail log, String task) {
    return seen(evidence, log, task)
        .filter(each -> each.symptom().reason() != Reason.COMMAND_FAILED)
        .map(each -> ofSymptom(each, Sureness.LIKELY, "an output is missing"));
  }

  private Optional<Finding> ofSymptom(Evidence evidence, LogTail log, String task) {
    boolean ended = evidence.exit().isPresent() && evidence.exit().getAsInt() != 0;
    return seen(evidence, log, task)
        .filter(each -> ended || each.symptom().reason() != Reason.COMMAND_FAILED)
        .map(
            each ->
                ofSymptom(
                    each,
                    ended ? Sureness.CERTAIN : Sureness.LIKELY,
                    exit(evidence).orElse("nobody saw it end")));
  }

  private static Finding ofSymptom(Symptoms.Seen seen, Sureness sure, String second) {
    String where = "the symptom at " + seen.symptom().span().where();
    return new Finding(
        seen.symptom().reason(),
        sure,
        List.of(
            seen.line().map(each -> each.said() + ", " + where).orElse(where + " holds"), second),
        seen.line());
  }

  /** A signal that both the exit code and bash's own line tell of. */
  private static Optional<Finding> ofSignal(Evidence evidence, LogTail log) {
    Optional<Signal> signal = Signal.meant(evidence.exit());
    Optional<LogTail.Line> line = signal.flatMap(each -> BashWords.line(each, log));
    return line.map(
        each ->
            new Finding(
                reason(signal.orElseThrow(), log),
                signal.get() == Signal.KILLED || signal.get() == Signal.TERMINATED
                    ? Sureness.LIKELY
                    : Sureness.CERTAIN,
                List.of(each.said() + ", " + signal.get().word(), exit(evidence).orElseThrow()),
                line));
  }

  /** Of what ends programs from outside, SIGKILL is most often the kernel's answer to memory. */
  private static Reason reason(Signal signal, LogTail log) {
    return switch (signal) {
      case KILLED -> Reason.OUT_OF_MEMORY;
      case TERMINATED -> Reason.REMOVED;
      case CPU_TIME -> Reason.OUT_OF_TIME;
      case ABORTED ->
          log.last(each -> each.contains("std::bad_alloc")).isPresent()
              ? Reason.OUT_OF_MEMORY
              : Reason.COMMAND_FAILED;
      default -> Reason.COMMAND_FAILED;
    };
  }

  /** Nothing better was found. */
  private static Finding remaining(Evidence evidence, LogTail log) {
    if (!evidence.missing().isEmpty()) {
      boolean seen = evidence.exit().isPresent();
      return new Finding(
          Reason.MISSING_OUTPUT,
          seen && evidence.exit().getAsInt() == 0 || isMissing(evidence)
              ? Sureness.CERTAIN
              : Sureness.LIKELY,
          List.of(
              "it left out " + String.join(", ", evidence.missing()),
              exit(evidence).orElse("nobody saw it end")),
          Optional.empty());
    }
    Optional<String> exit = exit(evidence);
    Optional<LogTail.Line> line = log.last(each -> !BashWords.isEnding(each));
    boolean failed = evidence.exit().isPresent() && evidence.exit().getAsInt() != 0;
    if (!failed || Signal.meant(evidence.exit()).equals(Optional.of(Signal.KILLED))) {
      return new Finding(
          Reason.UNKNOWN,
          Sureness.GUESSED,
          List.of(exit.orElse("nobody saw it end"), "nothing else says why"),
          Optional.empty());
    }
    boolean ordinary = evidence.exit().getAsInt() < 128 && line.isPresent();
    return new Finding(
        Reason.COMMAND_FAILED,
        ordinary ? Sureness.LIKELY : Sureness.GUESSED,
        ordinary ? List.of(exit.orElseThrow(), line.get().said()) : List.of(exit.orElseThrow()),
        Optional.empty());
  }

  private static boolean isMissing(Evidence evidence) {
    return evidence.exit().equals(OptionalInt.of(91));
  }

  static Optional<String> exit(Evidence evidence) {
    return evidence.exit().isPresent()
        ? Optional.of("exit code " + evidence.exit().getAsInt())
        : Optional.empty();
  }

  /**
   * The line that says most: what was measured when it was ended, the one that decided, else the
   * last that says more than "it ended".
   */
  private static String line(Evidence evidence, LogTail log, Finding found) {
    if (evidence.verdict() != Verdict.ENDED && !evidence.said().isEmpty()) {
      return LogTail.shown(evidence.said());
    }
    Optional<LogTail.Line> line =
        found.line().or(() -> lastWords(log)).or(() -> log.last(each -> true));
    return line.map(each -> LogTail.shown(each.text()))
        .orElseGet(() -> exit(evidence).orElse("nobody saw it end") + ", and not a word");
  }

  private static Optional<LogTail.Line> lastWords(LogTail log) {
    return log.err().stream().allMatch(BashWords::isEnding)
        ? log.lastError()
        : log.last(each -> !BashWords.isEnding(each));
  }
}
