package hdw.executor.slurm;

import hdw.executor.AttemptKey;
import hdw.executor.Ending;
import hdw.executor.JobMarks;
import hdw.executor.slurm.DaemonWords.Said;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How attempts ended, from what Slurm and the jobs themselves say.
 *
 * <p>States, codes and the words of slurmstepd were measured with 22.05. {@code sacct} shortens
 * exit codes to seven bits, so that the code that the job noted itself goes before it.
 */
final class Endings {
  /** The signal number by which Slurm says that it could not open the job's output. */
  private static final int NO_OUTPUT = 53;

  /** The one by which it says that the kernel ended a process for its memory. */
  private static final int NO_MEMORY = 125;

  private static final int KILLED = 9;
  private static final int STOPPED = 143;

  private final Path run;
  private final DaemonWords daemon;

  Endings(Path run) {
    this.run = run;
    this.daemon = new DaemonWords(run);
  }

  /** The ending of an attempt whose row says that it is over. */
  Ending of(AttemptKey key, JobRow row) throws IOException {
    return switch (row.state()) {
      case "COMPLETED" -> ended(key, row, OptionalInt.of(0), Verdict.ENDED, "");
      case "OUT_OF_MEMORY" ->
          ended(
              key,
              row,
              code(key, row),
              Verdict.OUT_OF_MEMORY,
              said(key, "it took more memory than it asked for"));
      case "TIMEOUT" ->
          ended(
              key,
              row,
              OptionalInt.empty(),
              Verdict.OUT_OF_TIME,
              said(key, "it ran longer than it asked for"));
      case "NODE_FAIL", "BOOT_FAIL" ->
          ended(
              key,
              row,
              OptionalInt.empty(),
              Verdict.LOST_NODE,
              "its node " + row.host() + " failed");
      case "PREEMPTED" ->
          ended(
              key,
              row,
              OptionalInt.empty(),
              Verdict.PREEMPTED,
              "it had to make room for another job");
      case "DEADLINE" ->
          ended(key, row, OptionalInt.empty(), Verdict.OUT_OF_TIME, "its deadline was over");
      case "FAILED" -> failed(key, row);
      default -> ended(key, row, OptionalInt.empty(), Verdict.REMOVED, "it was cancelled");
    };
  }

  private Ending failed(AttemptKey key, JobRow row) throws IOException {
    if (row.status().signal() == NO_OUTPUT) {
      return ended(
          key,
          row,
          OptionalInt.empty(),
          Verdict.NOT_STARTED,
          "Slurm could not open the file for its output: is the folder of the log there on "
              + row.host()
              + "?");
    }
    Optional<Said> said =
        row.status().signal() == KILLED ? daemonSaid(key) : Optional.<Said>empty();
    return said.isPresent()
        ? ended(key, row, code(key, row), said.get().verdict(), said.get().said())
        : ended(key, row, code(key, row), Verdict.ENDED, "");
  }

  private Ending ended(AttemptKey key, JobRow row, OptionalInt exit, Verdict verdict, String said)
      throws IOException {
    Optional<Memory> memory = JobMarks.read(run, key).flatMap(JobMarks::memory);
    return new Ending(exit, verdict, said, memory, row.ran());
  }

  /** A signal that ended the job's own shell left it no time to note the right code. */
  private OptionalInt code(AttemptKey key, JobRow row) throws IOException {
    int signal = row.status().signal();
    if (signal != 0 && signal != NO_MEMORY) {
      return OptionalInt.of(row.status().code());
    }
    OptionalInt noted = JobMarks.read(run, key).map(JobMarks::exit).orElse(OptionalInt.empty());
    return noted.isPresent() || signal == NO_MEMORY ? noted : OptionalInt.of(row.status().code());
  }

  private String said(AttemptKey key, String otherwise) throws IOException {
    return daemonSaid(key).map(Said::said).orElse(otherwise);
  }

  private Optional<Said> daemonSaid(AttemptKey key) throws IOException {
    Optional<JobMarks> marks = JobMarks.read(run, key);
    return marks.isEmpty()
        ? Optional.empty()
        : daemon.of(key.job(), marks.get().id(), marks.get().number());
  }

  /** The ending of an attempt that came to its end and of which Slurm knows nothing any more. */
  Ending ofMarks(AttemptKey key, JobMarks marks) throws IOException {
    int exit = marks.exit().orElseThrow();
    Optional<Said> said =
        exit == 0 ? Optional.empty() : daemon.of(key.job(), marks.id(), marks.number());
    if (said.isPresent() && (exit == STOPPED || said.get().verdict() != Verdict.REMOVED)) {
      return new Ending(
          marks.exit(), said.get().verdict(), said.get().said(), marks.memory(), marks.ran());
    }
    return new Ending(marks.exit(), Verdict.ENDED, "", marks.memory(), marks.ran());
  }

  /** The ending of an attempt that began and of which nobody knows how it ended. */
  Ending unseen(AttemptKey key, JobMarks marks) throws IOException {
    Said said =
        daemon
            .of(key.job(), marks.id(), marks.number())
            .orElse(
                new Said(
                    Verdict.LOST_NODE,
                    "it began on "
                        + marks.host()
                        + ", did not come to its end, and Slurm knows nothing of it any more"));
    return new Ending(
        OptionalInt.empty(), said.verdict(), said.said(), marks.memory(), marks.ran());
  }
}
