package hdw.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A shell that keeps what slow commands answered in the user's cache folder for an hour.
 *
 * <p>A command that answers within a second is asked every time, so that {@code ls} never tells of
 * yesterday; asking a catalogue of datasets for fifty of them takes minutes, and they change
 * seldom. A failure and an empty answer are not kept.
 */
public final class KeptAnswers implements Surroundings.Shell {
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final Surroundings.Shell shell;
  private final Path folder;
  private final boolean asksAnew;
  private final Clock clock;
  private final Consumer<Used> told;

  /** A kept answer that was used. */
  public record Used(String line, Instant given) {}

  /**
   * A shell that keeps answers.
   *
   * @param cache the user's cache folder of hdw
   * @param asksAnew whether nothing that was kept counts
   * @param told hears of each answer that was used
   */
  public KeptAnswers(
      Surroundings.Shell shell, Path cache, boolean asksAnew, Clock clock, Consumer<Used> told) {
    this.shell = shell;
    this.folder = cache.resolve("answers");
    this.asksAnew = asksAnew;
    this.clock = clock;
    this.told = told;
  }

  @Override
  public List<String> run(String line, Path where) throws IOException {
    Path file = folder.resolve(name(line, where));
    Optional<List<String>> kept = asksAnew ? Optional.empty() : kept(line, file);
    if (kept.isPresent()) {
      return kept.get();
    }
    Instant begun = clock.instant();
    List<String> answer = shell.run(line, where);
    boolean slow = Duration.between(begun, clock.instant()).compareTo(SLOW) > 0;
    if (slow && answer.stream().anyMatch(each -> !each.isBlank())) {
      keep(answer, file);
    }
    return answer;
  }

  private Optional<List<String>> kept(String line, Path file) {
    try {
      Instant given = Files.getLastModifiedTime(file).toInstant();
      if (given.plus(KEPT).isAfter(clock.instant())) {
        List<String> answer = Files.readAllLines(file);
        told.accept(new Used(line, given));
        return Optional.of(answer);
      }
    } catch (IOException none) {
      // then it is asked
    }
    return Optional.empty();
  }

  private void keep(List<String> answer, Path file) {
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "answer", ".new");
      Files.write(fresh, answer);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException noCache) {
      // the next one asks again
    }
  }

  private static String name(String line, Path where) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((where + "\n" + line).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16) + ".txt";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
