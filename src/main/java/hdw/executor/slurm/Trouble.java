package hdw.executor.slurm;

import hdw.executor.Program.Answer;
import java.io.IOException;
import java.util.regex.Pattern;

/** Tells from what Slurm's programs say whether the same may work later. */
final class Trouble {
  /** Of the network, of slurmctld and slurmdbd. */
  private static final Pattern PASSING =
      Pattern.compile(
          "unable to contact slurm controller|socket timed out|connect failure"
              + "|connection (refused|reset|timed out)|communication (connection )?(failure|error)"
              + "|zero bytes were transmitted|unexpected message received|message (send|receive) failure"
              + "|temporarily unable to accept|resource temporarily unavailable|try again"
              + "|backup controller|standby mode|controller is not responding|in the process of"
              + "|problem talking to the database|munge|no space left|disk quota"
              + "|transport endpoint|interrupted system call|no route to host|name or service",
          Pattern.CASE_INSENSITIVE);

  /** Of limits below which others may go. */
  private static final Pattern FULL =
      Pattern.compile(
          "(job submit|submission) limit|job limit|maximum number of jobs|queue is full",
          Pattern.CASE_INSENSITIVE);

  private static final int NOT_FOUND = 127;
  private static final int FIRST_SIGNAL = 128;

  private Trouble() {}

  /** Whether this is no verdict on what was asked. */
  static boolean passes(Answer answer) {
    return answer.exit() == NOT_FOUND
        || wasEnded(answer)
        || FULL.matcher(answer.err()).find()
        || PASSING.matcher(answer.err()).find();
  }

  /** For people. */
  static IOException of(String program, Answer answer) {
    String said = words(program, answer);
    if (answer.exit() == NOT_FOUND) {
      return new IOException("Slurm's `" + program + "` is not on the path: " + said);
    } else if (wasEnded(answer)) {
      return new IOException("Slurm's `" + program + "` was ended: exit code " + answer.exit());
    } else if (FULL.matcher(answer.err()).find()) {
      return new IOException("Slurm takes no more jobs for now: " + said);
    }
    return new IOException(
        passes(answer)
            ? "Slurm does not answer: " + said
            : "Slurm's `" + program + "` failed: " + said);
  }

  private static boolean wasEnded(Answer answer) {
    return answer.exit() > FIRST_SIGNAL && answer.err().isBlank();
  }

  /** What a program said on standard error, on one line, without its own name before it. */
  static String words(String program, Answer answer) {
    String err = answer.err().replaceAll("(?m)^[ \\t]*" + program + ": (error: )?", "");
    return new Answer(answer.exit(), answer.out(), err).complaint();
  }
}
