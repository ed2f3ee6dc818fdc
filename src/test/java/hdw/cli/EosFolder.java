package hdw.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder of a person below {@code /eos}: hdw goes by the path alone, so that any machine has one
 * where it may be made. What is made here is removed at the end.
 */
final class EosFolder implements AutoCloseable {
  private static final Path PARENT = Path.of("/eos/user/h");

  private final List<Path> made = new ArrayList<>();
  private final Path path;

  private EosFolder() throws IOException {
    path = PARENT.resolve("hdw" + UUID.randomUUID());
    for (Path each = path; each != null && !Files.exists(each); each = each.getParent()) {
      made.add(each);
    }
    Files.createDirectories(path);
  }

  /** Makes one; the test is skipped where that cannot be. */
  static EosFolder make() throws IOException {
    Path there = PARENT;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    assumeTrue(Files.isWritable(there), "no folder can be made in " + there + " for this test");
    return new EosFolder();
  }

  Path path() {
    return path;
  }

  /** Removes it, and the folders above it that were made for it and that nobody else uses. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    for (Path each : made.subList(1, made.size())) {
      try {
        Files.deleteIfExists(each);
      } catch (DirectoryNotEmptyException inUse) {
        return;
      }
    }
  }
}
