package hdw.scan;

import hdw.remote.Remote;
import hdw.remote.RemoteFile;
import hdw.remote.Threads;
import hdw.root.Entries;
import hdw.root.MissingBytesException;
import hdw.root.RootException;
import hdw.root.RootFile;
import hdw.scan.Scan.Asked;
import hdw.scan.Scan.Counted;
import hdw.scan.Scan.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * Looks at files over the network, many at a time: the round trips decide, not the cores, and no
 * file has a thread of its own.
 */
final class RemoteScan {
  private static final int IN_FLIGHT = 64;
  private static final int MOST_FETCHES = 100;
  private static final int PARSERS = 2;

  private final Remote remote;
  private final EntriesCache cache;
  private final Servers servers = new Servers();
  private final ExecutorService parsers = Threads.pool("hdw-scan-url", PARSERS);

  RemoteScan(Remote remote, EntriesCache cache) {
    this.remote = remote;
    this.cache = cache;
  }

  /** Looks at the files at these indices, and comes back when all of them have an outcome. */
  void read(List<Asked> files, int[] which, FileScan.Sink sink) {
    var permits = new Semaphore(IN_FLIGHT);
    var looks = new CompletableFuture<?>[which.length];
    for (int k = 0; k < which.length; k++) {
      int i = which[k];
      permits.acquireUninterruptibly();
      looks[k] =
          look(files.get(i))
              .whenComplete((outcome, failed) -> permits.release())
              .thenAccept(outcome -> sink.put(i, outcome));
    }
    try {
      CompletableFuture.allOf(looks).join();
    } finally {
      parsers.shutdown();
    }
  }

  private CompletableFuture<Outcome> look(Asked asked) {
    return once(asked)
        .exceptionallyCompose(
            failed ->
                Failures.mayPass(failed) && servers.mayAnswer(asked.path())
                    ? once(asked)
                    : CompletableFuture.failedFuture(failed))
        .exceptionally(
            failed -> {
              if (Failures.cause(failed) instanceof IOException expected) {
                return Failures.of(expected);
              }
              throw new IllegalStateException(asked.path(), failed);
            });
  }

  private CompletableFuture<Outcome> once(Asked asked) {
    Optional<IOException> silent = servers.silence(asked.path());
    if (silent.isPresent()) {
      return CompletableFuture.failedFuture(silent.get());
    }
    return remote
        .open(asked.path())
        .whenComplete((file, failed) -> servers.note(asked.path(), Optional.ofNullable(failed)))
        .thenCompose(file -> counted(file, asked));
  }

  private CompletableFuture<Outcome> counted(RemoteFile file, Asked asked) {
    var seen = new EntriesCache.Seen(asked.path(), asked.tree(), file.size(), file.modified());
    Optional<Entries> known = cache.find(seen);
    if (known.isPresent()) {
      file.close();
      return CompletableFuture.completedFuture(
          new Counted(file.size(), file.modified(), known.get()));
    }
    var pieces = new Pieces(file);
    return pieces
        .fetchEnds()
        .thenComposeAsync(fetched -> parsed(pieces, asked.tree(), MOST_FETCHES), parsers)
        .whenComplete((entries, failed) -> file.close())
        .thenApply(entries -> new Counted(file.size(), file.modified(), cache.keep(seen, entries)));
  }

  /** Reads what was fetched; where a piece is missing, fetches it and reads anew. */
  private CompletableFuture<Entries> parsed(Pieces pieces, String tree, int fetches) {
    try {
      return CompletableFuture.completedFuture(RootFile.open(pieces).entries(tree));
    } catch (MissingBytesException missing) {
      if (fetches == 0) {
        return CompletableFuture.failedFuture(
            new RootException(
                RootException.Kind.DAMAGED, "is spread over more pieces than hdw fetches"));
      }
      return pieces
          .fetch(missing.offset(), missing.length())
          .thenComposeAsync(fetched -> parsed(pieces, tree, fetches - 1), parsers);
    } catch (IOException broken) {
      return CompletableFuture.failedFuture(broken);
    }
  }
}
