package hdw.root;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of experiments and of other programs, which stand beside the project where it is built. */
final class RealFiles {
  private static final Path FOLDER = Path.of("../shared/data/root");

  private RealFiles() {}

  static boolean areHere() {
    return Files.exists(FOLDER.resolve("MANIFEST.tsv"));
  }

  /** A file; the test is skipped where it is not there. */
  static Path file(String name) {
    Path path = FOLDER.resolve(name);
    assumeTrue(Files.exists(path), () -> "real ROOT files are not here: " + path);
    return path;
  }

  /** The lines of the list of files, cut at tabs: name, size, ..., and last what is in it. */
  static List<List<String>> list() throws IOException {
    return Files.readAllLines(file("MANIFEST.tsv")).stream()
        .skip(1)
        .map(line -> List.of(line.split("\t", -1)))
        .toList();
  }
}
