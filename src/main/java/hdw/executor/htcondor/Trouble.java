package hdw.executor.htcondor;

import hdw.executor.Program.Answer;
import java.io.IOException;
import java.util.regex.Pattern;

/** Tells from what HTCondor's programs say whether the same may work later. */
final class Trouble {
  /** Of the network, of the schedd, of its disk, and of limits that other jobs may leave. */
  private static final Pattern PASSING =
      Pattern.compile(
          "failed to connect|can't connect|unable to (connect|contact)|connection (refused|reset)"
              + "|can't find address|failed to locate|unable to locate|failed to fetch ads"
              + "|^(CEDAR|AUTHENTICATE|SECMAN|DAEMON|DCSchedd[^:]*):"
              + "|failed to authenticate|communication error|tim(ed|e) ?out"
              + "|no space left|disk quota|failed to open.*spool|cannot allocate a cluster id"
              + "|failed to end classad message|error receiving"
              + "|exceed MAX_JOBS_(SUBMITTED|PER_OWNER)|MAX_JOBS_(SUBMITTED|PER_OWNER) exceeded",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /** The schedd may have written the jobs down, or not, before it went away. */
  private static final String COMMIT = "Failed to commit job submission";

  /** A policy of the site, in its own words behind this. */
  private static final Pattern REJECTED =
      Pattern.compile("rejected|SUBMIT_REQUIREMENT|not meet|requirement", Pattern.CASE_INSENSITIVE);

  private static final int NOT_FOUND = 127;
  private static final int FIRST_SIGNAL = 128;

  private Trouble() {}

  /** Whether this is no verdict on what was asked. */
  static boolean passes(Answer answer) {
    String said = answer.err();
    return answer.exit() >= NOT_FOUND
        || PASSING.matcher(said).find()
        || said.contains(COMMIT) && !REJECTED.matcher(said).find();
  }

  /** For people. */
  static IOException of(String program, Answer answer) {
    String said = answer.complaint();
    if (answer.exit() == NOT_FOUND) {
      return new IOException("HTCondor's `" + program + "` is not on the path: " + said);
    }
    if (answer.exit() > FIRST_SIGNAL) {
      return new IOException("HTCondor's `" + program + "` was ended: exit code " + answer.exit());
    }
    return new IOException(
        passes(answer)
            ? "HTCondor's schedd does not answer: " + said
            : "HTCondor's `" + program + "` failed: " + said);
  }
}
