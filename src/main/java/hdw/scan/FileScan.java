package hdw.scan;

import hdw.remote.Remote;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Counts the entries of files here and over the network, both at the same time, and keeps what it
 * found in the user's cache folder.
 *
 * <p>A file that cannot be reached is tried twice. What failed is not kept.
 */
public final class FileScan implements Scan {
  private final Path folder;
  private final Supplier<Remote> remote;
  private final Progress progress;

  /** Takes the outcome of the file at an index, from any thread. */
  @FunctionalInterface
  interface Sink {
    void put(int index, Outcome outcome);
  }

  /**
   * A scan.
   *
   * @param cache the user's cache folder of hdw, such as {@code ~/.cache/hdw}; where it cannot be
   *     written nothing is kept
   * @param remote opens the network, when the first URL is met; it stays open
   */
  public FileScan(Path cache, Supplier<Remote> remote, Progress progress) {
    this.folder = cache.resolve("entries");
    this.remote = remote;
    this.progress = progress;
  }

  @Override
  public List<Outcome> read(List<Asked> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    var cache = new EntriesCache(folder);
    var tally = new Tally(progress, files.size());
    var outcomes = new Outcome[files.size()];
    Sink sink =
        (index, outcome) -> {
          outcomes[index] = outcome;
          tally.one();
        };
    int[] here = where(files, true);
    int[] far = where(files, false);
    CompletableFuture<Void> local = new LocalScan(cache).start(files, here, sink);
    if (far.length > 0) {
      new RemoteScan(remote.get(), cache).read(files, far, sink);
    }
    local.join();
    cache.save();
    tally.end();
    return Arrays.asList(outcomes);
  }

  private static int[] where(List<Asked> files, boolean local) {
    return IntStream.range(0, files.size())
        .filter(i -> files.get(i).local().isPresent() == local)
        .toArray();
  }
}
