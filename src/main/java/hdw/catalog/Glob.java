package hdw.catalog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds files by pattern as a shell does: {@code *}, {@code ?}, {@code [abc]}, {@code {a,b}}, and
 * {@code **} for any folders; names that begin with a dot only where the pattern does.
 */
final class Glob {
  private Glob() {}

  /** The paths that match, sorted by name; spelt relative where the pattern is. */
  static List<Path> find(Path base, String pattern) throws IOException {
    boolean absolute = pattern.startsWith("/");
    List<Path> found = List.of(absolute ? Path.of("/") : Path.of(""));
    for (String segment : List.of(pattern.split("/", -1))) {
      if (segment.isEmpty()) {
        continue;
      }
      var next = new ArrayList<Path>();
      for (Path each : found) {
        expand(base, each, segment, next);
      }
      found = next;
    }
    return found.stream()
        .distinct()
        .filter(each -> Files.exists(base.resolve(each)))
        .sorted()
        .toList();
  }

  private static void expand(Path base, Path folder, String segment, List<Path> next)
      throws IOException {
    if (segment.equals("**")) {
      next.add(folder);
      Path real = base.resolve(folder);
      if (Files.isDirectory(real)) {
        try (Stream<Path> below = Files.walk(real)) {
          below
              .filter(each -> !each.equals(real) && Files.isDirectory(each))
              .forEach(each -> next.add(folder.resolve(real.relativize(each))));
        }
      }
      return;
    }
    if (segment.chars().noneMatch(c -> "*?[{\\".indexOf(c) >= 0)) {
      next.add(folder.resolve(segment));
      return;
    }
    PathMatcher matcher = matcher(segment);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(base.resolve(folder))) {
      for (Path each : entries) {
        Path name = each.getFileName();
        boolean hidden = name.toString().startsWith(".") && !segment.startsWith(".");
        if (!hidden && matcher.matches(name)) {
          next.add(folder.resolve(name));
        }
      }
    } catch (NotDirectoryException | java.nio.file.NoSuchFileException nothing) {
      // a pattern below something that is no folder matches nothing
    }
  }

  private static PathMatcher matcher(String segment) throws IOException {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + segment);
    } catch (IllegalArgumentException broken) {
      throw new IOException("`" + segment + "` is no pattern: " + broken.getMessage(), broken);
    }
  }
}
