package hdw.executor.slurm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a submission is called in Slurm's queue and in its accounting, so that it is known again:
 * Slurm gives ids twice, as after a crash of slurmctld.
 *
 * @param batch the name of the files of the batch
 * @param first the row of its first job
 * @param token of the submission
 */
record JobName(String batch, int first, String token) {
  /** Its beginning is what {@code squeue} shows: the task. */
  private static final Pattern TEXT =
      Pattern.compile("(.+)\\.([0-9]{1,9})\\.hdw\\.([A-Za-z0-9_-]+\\.[0-9]{1,9})");

  /** Reads {@link #text}; nothing where it is none. */
  static Optional<JobName> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new JobName(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3)))
        : Optional.empty();
  }

  /** {@code <batch>.<first>.hdw.<token>}. */
  String text() {
    return batch + "." + first + ".hdw." + token;
  }
}
