package hdw.executor.slurm;

import hdw.executor.JobLog;
import hdw.rules.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What slurmstepd says of a job that it ended, in the file that all tasks of an array share: {@code
 * logs/<task>/slurm-<array>.out}. Where memory is watched by Slurm's own polling, nothing else
 * tells that memory was the reason.
 */
final class DaemonWords {
  private static final Pattern MEMORY =
      Pattern.compile("oom-kill event|exceeded (job )?memory limit", Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME = Pattern.compile("DUE TO TIME LIMIT");
  private static final Pattern NODE = Pattern.compile("DUE TO NODE FAILURE");
  private static final Pattern PREEMPTED = Pattern.compile("DUE TO PREEMPTION");
  private static final Pattern CANCELLED =
      Pattern.compile("\\*\\*\\* (JOB|STEP) \\S+ ON .*CANCELLED");

  /** Who says it, of which step, and what else might be thought. */
  private static final Pattern SUPERFLUOUS =
      Pattern.compile(
          "^slurmstepd\\S*: error: |\\.? Some of your .*|( in)? ?StepId=\\S+?(?=\\.? |$)");

  private final Path run;

  DaemonWords(Path run) {
    this.run = run;
  }

  /**
   * A verdict, and the words for it.
   *
   * @param said one line
   */
  record Said(Verdict verdict, String said) {}

  /**
   * What was said of a job.
   *
   * @param job {@code <task>/<name>}
   * @param id such as {@code 4137_7}
   * @param number the job's own number, by which slurmstepd calls it
   */
  Optional<Said> of(String job, String id, String number) throws IOException {
    String task = job.substring(0, job.indexOf('/'));
    Path file =
        run.resolve(JobLog.folder(task)).resolve("slurm-" + id.replaceFirst("_.*", "") + ".out");
    var own = Pattern.compile("(StepId=|JOB |STEP )" + Pattern.quote(number) + "(\\.\\S+)?\\b");
    Optional<Said> cancelled = Optional.empty();
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        if (own.matcher(line).find()) {
          Optional<Verdict> verdict = verdict(line);
          String words = SUPERFLUOUS.matcher(line).replaceAll("").strip();
          if (verdict.isPresent()) {
            return Optional.of(new Said(verdict.get(), words));
          } else if (CANCELLED.matcher(line).find()) {
            cancelled = Optional.of(new Said(Verdict.REMOVED, words));
          }
        }
      }
    } catch (NoSuchFileException silent) {
      return Optional.empty();
    }
    return cancelled;
  }

  private static Optional<Verdict> verdict(String line) {
    if (MEMORY.matcher(line).find()) {
      return Optional.of(Verdict.OUT_OF_MEMORY);
    } else if (TIME.matcher(line).find()) {
      return Optional.of(Verdict.OUT_OF_TIME);
    } else if (NODE.matcher(line).find()) {
      return Optional.of(Verdict.LOST_NODE);
    }
    return PREEMPTED.matcher(line).find() ? Optional.of(Verdict.PREEMPTED) : Optional.empty();
  }
}
