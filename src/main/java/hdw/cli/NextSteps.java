package hdw.cli;

import hdw.model.Executor;
import hdw.run.Event;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import hdw.run.RunSummary.FailureGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to type next, by where a run stands.
 *
 * @param named how a person named the run; empty for the latest one, which needs no name
 */
record NextSteps(RunSummary summary, String named) {

  /** The lines, none where nothing is to be done. */
  List<String> lines(String state) {
    var lines = new ArrayList<String>();
    List<FailureGroup> failures = summary.failures();
    if (!failures.isEmpty()) {
      lines.add(
          "see: hdw logs --failed"
              + ofJobs()
              + ", hdw why "
              + failures.get(0).jobs().get(0)
              + ofJobs());
    }
    lines.addAll(held());
    step(state, !failures.isEmpty()).ifPresent(lines::add);
    return lines;
  }

  private Optional<String> step(String state, boolean failed) {
    Optional<RunFolder> next = summary.next();
    if (next.isPresent()) {
      return next.map(each -> "a later run has begun: hdw status " + each.name());
    }
    if (summary.waitsForDriver()) {
      return Optional.of("what waits is left for a driver: hdw resume" + ofRun());
    }
    if (!summary.state().paused().isEmpty()) {
      return Optional.of("to go on all the same: hdw resume --go-on" + ofRun());
    }
    return switch (state) {
      case "stopped", "cancelled" -> Optional.of("to go on: hdw resume" + ofRun());
      case "failed" ->
          failed ? Optional.of("to try what failed again: hdw retry" + ofJobs()) : Optional.empty();
      case "planned" -> Optional.of("to submit it: hdw run " + summary.name());
      default -> Optional.empty();
    };
  }

  /** What lets held jobs go on: their batch system holds them, and only it can release them. */
  private List<String> held() {
    return summary.held().keySet().stream()
        .map(each -> Optional.ofNullable(summary.state().submissions().get(each.token())))
        .flatMap(Optional::stream)
        .map(NextSteps::release)
        .distinct()
        .map(each -> "when what holds them is mended: " + each + "; or hdw cancel" + ofRun())
        .toList();
  }

  private static String release(Event.Submitted submitted) {
    boolean slurm = submitted.executor().equals(Executor.SLURM.word());
    return (slurm ? "scontrol release " : "condor_release ") + submitted.id();
  }

  private String ofJobs() {
    return named.isEmpty() ? "" : " --run " + named;
  }

  private String ofRun() {
    return named.isEmpty() ? "" : " " + named;
  }
}
