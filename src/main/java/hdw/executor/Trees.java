package hdw.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files and whole folders: moved to a place in one step, compared, removed. */
public final class Trees {
  private Trees() {}

  /**
   * Lets a file or a folder take the place of what is at {@code target}, in one step; across file
   * systems it is copied beside the target first, and compared.
   */
  static void replace(Path source, Path target) throws IOException {
    Path beside = Files.createTempDirectory(target.toAbsolutePath().getParent(), ".hdw-");
    try {
      try {
        move(source, target, beside.resolve("old"));
      } catch (AtomicMoveNotSupportedException elsewhere) {
        Path copy = beside.resolve("new");
        copy(source, copy);
        move(copy, target, beside.resolve("old"));
        remove(source);
      }
    } finally {
      remove(beside);
    }
  }

  /** A full folder cannot be replaced in one step: it steps aside first. */
  private static void move(Path source, Path target, Path aside) throws IOException {
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.isDirectory(source)) {
        throw new DirectoryNotEmptyException(target + " is a folder, and the output is a file");
      }
      Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      if (Files.exists(aside) && !Files.exists(target)) {
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      }
      throw failed;
    }
  }

  private static void copy(Path source, Path copy) throws IOException {
    for (Path each : list(source)) {
      Path place = copy.resolve(source.relativize(each).toString());
      Files.copy(each, place, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)
          && Files.mismatch(each, place) >= 0) {
        throw new IOException("the copy " + place + " is not what was copied");
      }
    }
  }

  /** Removes a file, or a folder and all that is in it; nothing where there is nothing. */
  public static void remove(Path root) throws IOException {
    if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      for (Path each : list(root).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static List<Path> list(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.toList();
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }
}
