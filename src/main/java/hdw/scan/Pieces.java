package hdw.scan;

import hdw.remote.RemoteFile;
import hdw.root.Bytes;
import hdw.root.MissingBytesException;
import hdw.root.RootFile;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The pieces of a file that have been fetched over the network; several may come at once. */
final class Pieces implements Bytes {
  private final RemoteFile file;
  private final TreeMap<Long, byte[]> pieces = new TreeMap<>();

  Pieces(RemoteFile file) {
    this.file = file;
  }

  /** Fetches the beginning and the end together: most files need no more. */
  CompletableFuture<Void> fetchEnds() {
    if (size() <= RootFile.HEAD + RootFile.TAIL) {
      return fetch(0, (int) size());
    }
    return CompletableFuture.allOf(
        fetchExactly(0, RootFile.HEAD), fetchExactly(size() - RootFile.TAIL, RootFile.TAIL));
  }

  /** Fetches a piece, and a little of what stands behind it. */
  CompletableFuture<Void> fetch(long offset, int length) {
    long there = size() - offset;
    return fetchExactly(offset, (int) Math.min(there, Math.max(length, RootFile.AHEAD)));
  }

  private CompletableFuture<Void> fetchExactly(long offset, int length) {
    if (length <= 0) {
      return CompletableFuture.completedFuture(null);
    }
    return file.read(offset, length).thenAccept(bytes -> put(offset, bytes));
  }

  private synchronized void put(long offset, byte[] bytes) {
    pieces.merge(offset, bytes, (one, other) -> one.length > other.length ? one : other);
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public synchronized byte[] read(long offset, int length) throws MissingBytesException {
    for (Map.Entry<Long, byte[]> each : pieces.headMap(offset, true).entrySet()) {
      long start = offset - each.getKey();
      if (start + length <= each.getValue().length) {
        return Arrays.copyOfRange(each.getValue(), (int) start, (int) start + length);
      }
    }
    throw new MissingBytesException(offset, length);
  }
}
