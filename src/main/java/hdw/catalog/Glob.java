package hdw.catalog;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

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
      addFolders(base, folder, next);
      return;
    }
    if (!isPattern(segment)) {
      next.add(folder.resolve(segment));
      return;
    }
    PathMatcher matcher = matcher(segment);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(base.resolve(folder))) {
      for (Path each : entries) {
        Path name = each.getFileName();
        if (matches(matcher, segment, name)) {
          next.add(folder.resolve(name));
        }
      }
    } catch (DirectoryIteratorException broken) {
      throw broken.getCause();
    } catch (AccessDeniedException closed) {
      throw new IOException("folder `" + folder + "` may not be read", closed);
    } catch (NotDirectoryException | java.nio.file.NoSuchFileException nothing) {
      // a pattern below something that is no folder matches nothing
    }
  }

  /** A folder and all folders below it, but for those that may not be read. */
  private static void addFolders(Path base, Path folder, List<Path> next) throws IOException {
    Path real = base.resolve(folder);
    if (!Files.isDirectory(real)) {
      return;
    }
    Files.walkFileTree(
        real,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            next.add(each.equals(real) ? folder : folder.resolve(real.relativize(each)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path each, IOException closed) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, IOException closed) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Whether a segment matches more than itself. */
  static boolean isPattern(String segment) {
    return segment.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
  }

  /** Whether a name matches; hidden ones only where the segment begins with a dot, too. */
  static boolean matches(PathMatcher matcher, String segment, Path name) {
    boolean hidden = name.toString().startsWith(".") && !segment.startsWith(".");
    return !hidden && matcher.matches(name);
  }

  /** The matcher of one segment of a pattern. */
  static PathMatcher matcher(String segment) throws IOException {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + segment);
    } catch (IllegalArgumentException broken) {
      throw new IOException("`" + segment + "` is no pattern: " + broken.getMessage(), broken);
    }
  }
}
