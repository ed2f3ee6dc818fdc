package hdw.catalog;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Asks the file system for the size and time of a sample's files, and reports those that are not
 * there.
 */
final class FileLookUp {
  private static final long UNKNOWN = -1;
  private static final long MISSING = -2;

  private final Surroundings world;
  private final Diagnostics diagnostics;

  FileLookUp(Surroundings world, Diagnostics diagnostics) {
    this.world = world;
    this.diagnostics = diagnostics;
  }

  /**
   * The files with size and time; without the missing ones where {@code skip} says that they may be
   * missing, and else with a report.
   */
  Sample.FileList look(Span span, String name, List<String> files, boolean skip) {
    String[] paths = files.toArray(String[]::new);
    long[] bytes = new long[paths.length];
    long[] modified = new long[paths.length];
    // a network file system answers one question slowly and many at once fast
    IntStream.range(0, paths.length).parallel().forEach(i -> stat(paths[i], i, bytes, modified));
    int[] missing = IntStream.range(0, paths.length).filter(i -> bytes[i] == MISSING).toArray();
    if (missing.length == 0) {
      return new Sample.FileList(paths, bytes, modified);
    }
    if (!skip) {
      diagnostics.add(missing(span, name, paths, missing));
      return new Sample.FileList(paths, bytes, modified);
    }
    int[] there = IntStream.range(0, paths.length).filter(i -> bytes[i] != MISSING).toArray();
    return new Sample.FileList(
        Arrays.stream(there).mapToObj(i -> paths[i]).toArray(String[]::new),
        Arrays.stream(there).mapToLong(i -> bytes[i]).toArray(),
        Arrays.stream(there).mapToLong(i -> modified[i]).toArray());
  }

  private void stat(String path, int i, long[] bytes, long[] modified) {
    Optional<Path> file = world.path(path);
    bytes[i] = UNKNOWN;
    modified[i] = UNKNOWN;
    if (file.isPresent()) {
      try {
        var attributes = Files.readAttributes(file.get(), BasicFileAttributes.class);
        bytes[i] = attributes.size();
        modified[i] = attributes.lastModifiedTime().toMillis();
      } catch (IOException notThere) {
        bytes[i] = MISSING;
      }
    }
  }

  private static Diagnostic missing(Span span, String name, String[] paths, int[] missing) {
    var shown = new ArrayList<String>();
    Arrays.stream(missing).limit(3).forEach(i -> shown.add("`" + paths[i] + "`"));
    String more =
        missing.length > shown.size() ? " and " + (missing.length - shown.size()) + " more" : "";
    String what =
        paths.length == 1
            ? "the file"
            : missing.length == paths.length
                ? "none of the " + paths.length + " files"
                : missing.length + " of " + paths.length + " files";
    boolean none = paths.length > 1 && missing.length == paths.length;
    return Diagnostic.of(
            Code.HDW0502,
            span,
            what
                + " of sample `"
                + name
                + (none ? "` can be found: " : "` cannot be found: ")
                + String.join(", ", shown)
                + more)
        .hint("mend the paths, or write `on_missing = skip` in the sample to go on without them");
  }
}
