package hdw.executor.htcondor;

import hdw.rules.Verdict;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Of what the reason speaks that a site or a person wrote for a hold or a removal.
 *
 * <p>Every site has words of its own, so these are guesses; the text itself is always shown.
 */
final class Wording {
  /** Paths are names that people gave: a folder {@code disk/} says nothing of a disk. */
  private static final Pattern PATH = Pattern.compile("(?<![A-Za-z0-9)\\]])/[^\\s,;:'\"|]+");

  private static final Pattern CREDENTIAL =
      words("proxy|proxies|token|credentials?|kerberos|certificate|x509\\w*");
  private static final Pattern MEMORY =
      words("(\\w*memory\\w*|ResidentSetSize\\w*|RSS|OOM|out-of-memory)");
  private static final Pattern DISK =
      words("(\\w*disk\\w*|quota|no space left|scratch (space|usage)|ScratchDirUsage)");

  private static final Pattern TIME =
      words(
          "(wall[ -]?(clock )?time|\\w*WallClockTime|run[ -]?time|\\w*MaxRuntime|cpu[ -]?time"
              + "|time limit|time\\(\\)|duration|over [0-9]+ ?(s|min|h))");

  private static final Pattern EXCEEDED = words("exceed(s|ed|ing)?");

  /** What may be exceeded as well, and is no time. */
  private static final Pattern COUNTED =
      words("(\\w*starts|restarts|holds|\\w*cpus\\w*|cpu usage)");

  private Wording() {}

  private static Pattern words(String words) {
    return Pattern.compile("(?<!\\w)(" + words + ")(?!\\w)", Pattern.CASE_INSENSITIVE);
  }

  /** Memory, disk or time, looked for in this order; nothing where it speaks of none of them. */
  static Optional<Verdict> limit(String text) {
    String plain = plain(text);
    if (MEMORY.matcher(plain).find()) {
      return Optional.of(Verdict.OUT_OF_MEMORY);
    }
    if (DISK.matcher(plain).find()) {
      return Optional.of(Verdict.DISK_FULL);
    }
    boolean time =
        TIME.matcher(plain).find()
            || EXCEEDED.matcher(plain).find() && !COUNTED.matcher(plain).find();
    return time ? Optional.of(Verdict.OUT_OF_TIME) : Optional.empty();
  }

  /** Whether it speaks of a disk or a quota. */
  static boolean isOfDisk(String text) {
    return DISK.matcher(plain(text)).find();
  }

  /** Whether it speaks of a proxy or a token; the file of a proxy has a name that is known. */
  static boolean isOfCredential(String text) {
    return text.contains("/x509up_u") || CREDENTIAL.matcher(plain(text)).find();
  }

  private static String plain(String text) {
    return PATH.matcher(text).replaceAll(" ");
  }
}
