package hdw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that tests make and leave. */
final class Folders {
  private Folders() {}

  /** Copies the files of a folder, and those below it; not what hdw or a run of it left there. */
  static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> below = Files.walk(from)) {
      all = below.filter(Files::isRegularFile).toList();
    }
    for (Path each : all) {
      String name = from.relativize(each).toString();
      if (!name.startsWith(".hdw/") && !name.startsWith("results/")) {
        Path target = to.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(each, target);
      }
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> below = Files.walk(folder)) {
      all = below.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
