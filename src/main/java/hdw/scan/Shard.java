package hdw.scan;

import hdw.root.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One file of the cache. It is written aside and renamed, so that whoever reads it meanwhile sees
 * the old or the new one; a file that cannot be understood counts as empty.
 */
final class Shard {
  private final Path file;
  private final Map<Key, Row> known;
  private final Map<Key, Row> fresh = new ConcurrentHashMap<>();

  /** A tree of a file, hashed. */
  record Key(long high, long low) {}

  /** What was counted when the file had this size and time. */
  record Row(long bytes, long modified, Entries entries) {}

  private Shard(Path file, Map<Key, Row> known) {
    this.file = file;
    this.known = known;
  }

  static Shard read(Path file) {
    return new Shard(file, rows(file));
  }

  private static Map<Key, Row> rows(Path file) {
    try {
      return Files.exists(file) && Files.size(file) <= ShardFormat.MOST_BYTES
          ? ShardFormat.decode(Files.readAllBytes(file))
          : Map.of();
    } catch (IOException unreadable) {
      return Map.of();
    }
  }

  Optional<Entries> find(Key key, long bytes, long modified) {
    return Optional.ofNullable(known.get(key))
        .filter(row -> row.bytes() == bytes && row.modified() == modified)
        .map(Row::entries);
  }

  void put(Key key, Row row) {
    fresh.put(key, row);
  }

  /** Writes what is new in front of what the file holds now: another hdw may have added to it. */
  void save() {
    if (fresh.isEmpty()) {
      return;
    }
    var all = new LinkedHashMap<>(fresh);
    rows(file).forEach(all::putIfAbsent);
    try {
      Files.createDirectories(file.getParent());
      Path aside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
      try {
        Files.write(aside, ShardFormat.encode(all));
        Files.move(
            aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException | UnsupportedOperationException notKept) {
      // it will be counted again
    }
  }
}
