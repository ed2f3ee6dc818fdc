package hdw.executor.dask;

import hdw.executor.Ending;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How jobs ended whose worker went away under them: as the batch system says the worker ended.
 *
 * <p>For memory one job answers, the one that held most; the others were not at fault. For time
 * answers a job that had the worker's whole time to itself, or used up its own.
 */
final class Losses {
  /** Of a worker's life, the share that a job had if nothing came before it. */
  private static final double NEARLY_ALL = 0.8;

  private Losses() {}

  /**
   * A worker that is gone.
   *
   * @param title as people can find it
   * @param because why it left, as the bridge saw it
   * @param said what it said itself as it left
   * @param record how its batch job ended; nothing where the batch system has not said so
   */
  record Departure(String title, Report.Cause because, String said, Optional<Ending> record) {}

  /** The ending of one of the jobs that had begun on it. */
  static Ending of(DaskJob job, Report.Cut cut, List<Report.Cut> together, Departure worker) {
    Verdict ofWorker = worker.record().map(Ending::verdict).orElse(Verdict.LOST_NODE);
    String words = words(worker);
    if (ofWorker == Verdict.OUT_OF_MEMORY) {
      return cut.equals(largest(together))
          ? ending(cut, Verdict.OUT_OF_MEMORY, used(cut) + words)
          : ending(cut, Verdict.LOST_NODE, words + "; another job held more memory");
    }
    boolean outOfTime =
        ofWorker == Verdict.OUT_OF_TIME || worker.because() == Report.Cause.LIFETIME;
    if (outOfTime) {
      return ending(
          cut, hadItsTime(job, cut, worker) ? Verdict.OUT_OF_TIME : Verdict.PREEMPTED, words);
    }
    return switch (ofWorker) {
      case PREEMPTED, REMOVED -> ending(cut, Verdict.PREEMPTED, words);
      default -> ending(cut, Verdict.LOST_NODE, words);
    };
  }

  private static Report.Cut largest(List<Report.Cut> together) {
    return together.stream()
        .max(Comparator.comparing(each -> each.memory().map(Memory::bytes).orElse(0L)))
        .orElseThrow();
  }

  private static boolean hadItsTime(DaskJob job, Report.Cut cut, Departure worker) {
    boolean ownTime =
        job.request().time().filter(each -> cut.ran().toSeconds() >= each.seconds()).isPresent();
    boolean fromTheBeginning =
        worker
            .record()
            .filter(each -> cut.ran().toMillis() >= NEARLY_ALL * each.ran().toMillis())
            .isPresent();
    return ownTime || fromTheBeginning;
  }

  private static String used(Report.Cut cut) {
    return cut.memory().map(each -> "held " + each.rounded() + "; ").orElse("");
  }

  private static Ending ending(Report.Cut cut, Verdict verdict, String said) {
    return new Ending(OptionalInt.empty(), verdict, said, cut.memory(), cut.ran());
  }

  private static String words(Departure worker) {
    String batch = worker.record().map(Losses::words).orElse("the batch system does not say how");
    String said = worker.said().isEmpty() ? "" : " (it said: " + worker.said() + ")";
    return worker.title() + " ended under it: " + batch + said;
  }

  /** How a batch job ended, in few words. */
  static String words(Ending ending) {
    if (!ending.said().isEmpty()) {
      return ending.said();
    }
    if (ending.verdict() != Verdict.ENDED) {
      return ending.verdict().word().replace('_', ' ');
    }
    return ending.exit().isPresent()
        ? "exit code " + ending.exit().getAsInt()
        : "nobody saw it end";
  }
}
