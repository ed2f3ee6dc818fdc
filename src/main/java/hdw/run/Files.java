package hdw.run;

import hdw.catalog.Surroundings;
import hdw.run.JobRecord.OutputStat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a workflow as the driver sees them: paths are relative to the workflow's folder. */
final class Files {
  private final Path folder;
  private final Map<String, String> contents = new HashMap<>();

  Files(Path folder) {
    this.folder = folder;
  }

  /**
   * A hash of what a file, or everything below a folder, holds; of the same path asked twice, read
   * once.
   */
  String content(String path) throws IOException {
    String known = contents.get(path);
    if (known == null) {
      known = read(folder.resolve(path));
      contents.put(path, known);
    }
    return known;
  }

  private static String read(Path path) throws IOException {
    if (!java.nio.file.Files.isDirectory(path)) {
      var hash = new Hash();
      add(path, hash);
      return hash.text();
    }
    var hash = new Hash();
    try (Stream<Path> below = java.nio.file.Files.walk(path)) {
      List<Path> files =
          below
              .filter(each -> java.nio.file.Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
              .filter(each -> !isCache(path.relativize(each)))
              .sorted()
              .toList();
      for (Path each : files) {
        hash.add(path.relativize(each).toString());
        add(each, hash);
      }
    }
    return hash.text();
  }

  /** Files that tools write beside sources by themselves. */
  private static boolean isCache(Path relative) {
    for (Path each : relative) {
      String name = each.toString();
      if (name.equals("__pycache__") || name.equals(".git") || name.equals(RunFolder.HOME)) {
        return true;
      }
    }
    return false;
  }

  private static void add(Path file, Hash hash) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = java.nio.file.Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        hash.add(buffer, read);
      }
    }
  }

  /** An output as it is now; nothing where it is not there. */
  Optional<OutputStat> stat(String path) {
    if (Surroundings.isUrl(path)) {
      return Optional.of(new OutputStat(path, -1, -1));
    }
    try {
      var attributes =
          java.nio.file.Files.readAttributes(folder.resolve(path), BasicFileAttributes.class);
      if (attributes.isDirectory() != path.endsWith("/")) {
        return Optional.empty();
      }
      long bytes = attributes.isDirectory() ? -1 : attributes.size();
      return Optional.of(new OutputStat(path, bytes, attributes.lastModifiedTime().toMillis()));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** Whether anything stands at a path, of whatever kind. */
  boolean exists(String path) {
    return !Surroundings.isUrl(path)
        && java.nio.file.Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }
}
