package hdw.scan;

import hdw.root.Clusters;
import hdw.root.Entries;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Entries that were counted once, kept from scan to scan.
 *
 * <p>Files of one folder are kept in one file of the cache, and all folders share at most 256 of
 * them: ten thousand files are looked up with as few reads when they share a folder as when each
 * has its own.
 */
final class EntriesCache {
  /** Of files with more ranges of clusters than this the clusters are forgotten. */
  static final int MOST_RANGES = 512;

  private static final int SHARDS = 256;

  private final Path folder;
  private final Map<Integer, Shard> shards = new ConcurrentHashMap<>();

  /**
   * A tree of a file as it is now.
   *
   * @param bytes the file's size
   * @param modified its time of last change in milliseconds since 1970; -1 where unknown
   */
  record Seen(String path, String tree, long bytes, long modified) {}

  /** A cache in this folder, which need not be there. */
  EntriesCache(Path folder) {
    this.folder = folder;
  }

  /** The entries, where the file is as it was when they were counted. */
  Optional<Entries> find(Seen seen) {
    return seen.modified() < 0
        ? Optional.empty()
        : shard(seen).find(key(seen), seen.bytes(), seen.modified());
  }

  /**
   * Keeps what was counted, and gives it as it will be found: what is forgotten the second time
   * must not be known the first time either, or the same files would be split differently.
   */
  Entries keep(Seen seen, Entries counted) {
    boolean many = counted.clusters().ends().length > MOST_RANGES;
    Entries kept = many ? new Entries(counted.count(), Clusters.NONE) : counted;
    // without a time nobody sees that the file has changed
    if (seen.modified() >= 0) {
      shard(seen).put(key(seen), new Shard.Row(seen.bytes(), seen.modified(), kept));
    }
    return kept;
  }

  /** Writes what is new; where that fails it is counted again next time. */
  void save() {
    shards.values().forEach(Shard::save);
  }

  private Shard shard(Seen seen) {
    int slash = seen.path().lastIndexOf('/');
    int number = spread(seen.path().substring(0, slash + 1)) & (SHARDS - 1);
    return shards.computeIfAbsent(
        number, each -> Shard.read(folder.resolve(String.format("%02x", each))));
  }

  private static int spread(String folder) {
    int hash = folder.hashCode() * 0x9E3779B9;
    return hash ^ hash >>> 16;
  }

  /** Half of a SHA-256: two names with one key will not be seen. */
  private static Shard.Key key(Seen seen) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(seen.path().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(seen.tree().getBytes(StandardCharsets.UTF_8));
      ByteBuffer hash = ByteBuffer.wrap(digest.digest());
      return new Shard.Key(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
