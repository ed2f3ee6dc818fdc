package hdw.scan;

import hdw.root.Entries;
import hdw.root.LocalBytes;
import hdw.root.RootFile;
import hdw.scan.Scan.Asked;
import hdw.scan.Scan.Counted;
import hdw.scan.Scan.Failed;
import hdw.scan.Scan.Kind;
import hdw.scan.Scan.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Looks at files of this machine, with a few threads. */
final class LocalScan {
  private static final int MOST_THREADS = 8;

  private final EntriesCache cache;

  LocalScan(EntriesCache cache) {
    this.cache = cache;
  }

  /** Begins with the files at these indices; done when all of them have an outcome. */
  CompletableFuture<Void> start(List<Asked> files, int[] which, FileScan.Sink sink) {
    return Crew.start(
        "hdw-scan",
        which.length == 0 ? 0 : threads(),
        which.length,
        i -> sink.put(which[i], look(files.get(which[i]))));
  }

  /** More than there are cores, as a file system makes them wait. */
  private static int threads() {
    return Math.min(MOST_THREADS, Math.max(2, 2 * Runtime.getRuntime().availableProcessors()));
  }

  private Outcome look(Asked asked) {
    Outcome outcome = once(asked);
    boolean mayPass = outcome instanceof Failed failed && failed.kind() == Kind.UNREACHABLE;
    return mayPass ? once(asked) : outcome;
  }

  private Outcome once(Asked asked) {
    Path file = asked.local().orElseThrow();
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        return new Failed(Kind.BROKEN, "is a folder", List.of());
      }
      // the time is taken first: what is written from now on changes it
      long modified = attributes.lastModifiedTime().toMillis();
      var seen =
          new EntriesCache.Seen(
              file.toAbsolutePath().normalize().toString(),
              asked.tree(),
              attributes.size(),
              modified);
      Optional<Entries> known = cache.find(seen);
      return new Counted(
          attributes.size(),
          modified,
          known.isPresent() ? known.get() : cache.keep(seen, read(file, asked.tree())));
    } catch (IOException failed) {
      return Failures.of(failed);
    }
  }

  private static Entries read(Path file, String tree) throws IOException {
    try (LocalBytes bytes = LocalBytes.open(file)) {
      return RootFile.open(bytes).entries(tree);
    }
  }
}
