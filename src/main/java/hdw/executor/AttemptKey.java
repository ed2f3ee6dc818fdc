package hdw.executor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a batch system knows an attempt: the words that travel with its submission and come back in
 * its logs and queues.
 *
 * @param token of the submission; no blank, {@code :} or {@code #}
 * @param job the task and the name of the job's log, {@code <task>/<name>}: see {@link JobLog}
 * @param attempt from 1
 */
public record AttemptKey(String token, String job, int attempt) {
  private static final Pattern TEXT =
      Pattern.compile("hdw:([^\\s:#]+):([A-Za-z0-9._+/~-]+)#([0-9]{1,9})");

  /** The key of a job's attempt. */
  public static AttemptKey of(String token, JobLog log, int attempt) {
    return new AttemptKey(token, log.task() + "/" + log.name(), attempt);
  }

  /** Reads {@link #text}; nothing where it is none. */
  public static Optional<AttemptKey> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            new AttemptKey(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  /** {@code hdw:<token>:<job>#<attempt>}. */
  public String text() {
    return "hdw:" + token + ":" + job + "#" + attempt;
  }
}
