package hdw.catalog;

import hdw.catalog.Sample.FileList;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.scan.Crew;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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

  /** A network file system answers one question slowly and many at once fast. */
  private static final int MOST_THREADS = 16;

  private static final int FILES_OF_A_THREAD = 8;

  private final Surroundings world;
  private final Diagnostics diagnostics;

  FileLookUp(Surroundings world, Diagnostics diagnostics) {
    this.world = world;
    this.diagnostics = diagnostics;
  }

  /**
   * The sample with its files, their sizes and times; without the missing ones where it says that
   * they may be missing, and else with a report.
   */
  Sample look(Sample sample, Listing listing) {
    String[] paths = listing.paths();
    var files =
        new FileList(
            paths,
            new long[paths.length],
            new long[paths.length],
            Optional.empty(),
            listing.replicas());
    int threads = Math.min(MOST_THREADS, paths.length / FILES_OF_A_THREAD);
    Crew.start("hdw-stat", threads, paths.length, i -> stat(files, i)).join();
    FileList found = elsewhere(files);
    int[] missing = which(found, true);
    if (missing.length == 0) {
      return sample.with(found);
    }
    var words = Arrays.stream(missing).mapToObj(i -> "`" + paths[i] + "`").toList();
    boolean skips = sample.leniency().skipsMissing();
    diagnostics.add(
        skips ? left(sample, words, paths.length) : missing(sample, words, paths.length));
    return sample.with(skips ? found.only(which(found, false)) : found);
  }

  private static int[] which(FileList files, boolean missing) {
    return IntStream.range(0, files.size())
        .filter(i -> files.bytes()[i] == MISSING == missing)
        .toArray();
  }

  private void stat(FileList files, int i) {
    Optional<Path> file = world.path(files.paths()[i]);
    files.bytes()[i] = UNKNOWN;
    files.modified()[i] = UNKNOWN;
    if (file.isPresent()) {
      try {
        var attributes = Files.readAttributes(file.get(), BasicFileAttributes.class);
        files.bytes()[i] = attributes.size();
        files.modified()[i] = attributes.lastModifiedTime().toMillis();
      } catch (IOException notThere) {
        files.bytes()[i] = MISSING;
      }
    }
  }

  /** Missing files that have replicas, at the first place where they are not missing. */
  private FileList elsewhere(FileList files) {
    FileList found = files;
    for (int tried = 0; tried < files.replicas().most(); tried++) {
      int[] again = found.replicas().more(which(found, true), tried);
      FileList moved = found.moved(again);
      Arrays.stream(again).forEach(i -> stat(moved, i));
      found = moved;
    }
    return found;
  }

  private static Diagnostic left(Sample sample, List<String> words, int all) {
    return Diagnostic.of(
            Code.HDW0551, sample.span(), new Some(words, all).cannot(sample.name(), "found"))
        .note("the sample says `on_missing = skip`, so it goes on without them");
  }

  private static Diagnostic missing(Sample sample, List<String> words, int all) {
    return Diagnostic.of(
            Code.HDW0502, sample.span(), new Some(words, all).cannot(sample.name(), "found"))
        .hint("mend the paths, or write `on_missing = skip` in the sample to go on without them");
  }
}
