package hdw.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.root.Clusters;
import hdw.root.WrittenFile;
import hdw.root.WrittenTree;
import hdw.scan.Scan.Asked;
import hdw.scan.Scan.Counted;
import hdw.scan.Scan.Failed;
import hdw.scan.Scan.Kind;
import hdw.scan.Scan.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of this machine are counted, and what was found is kept. */
final class FileScanTest {
  @TempDir Path folder;
  private Path cache;

  @BeforeEach
  void place() {
    cache = folder.resolve("cache");
  }

  private List<Outcome> scan(List<Asked> files) {
    return scan(files, Progress.NONE);
  }

  private List<Outcome> scan(List<Asked> files, Progress progress) {
    return new FileScan(
            cache,
            () -> {
              throw new AssertionError("no file lies behind a network");
            },
            progress)
        .read(files);
  }

  private Outcome scan(Path file) {
    return scan(List.of(asked(file))).get(0);
  }

  private static Asked asked(Path file) {
    return new Asked(file.getFileName().toString(), Optional.of(file), "Events");
  }

  private Path written(String name, long events) throws IOException {
    Path file = folder.resolve(name);
    new WrittenFile().tree("Events", events, 100).write(file);
    return file;
  }

  private static long count(Outcome outcome) {
    return assertInstanceOf(Counted.class, outcome, outcome.toString()).entries().count();
  }

  /**
   * Other content of the same size, as if nobody had touched the file: only opening it shows it.
   */
  private static void spoil(Path file) throws IOException {
    write(file, new byte[(int) Files.size(file)]);
  }

  private static void write(Path file, byte[] content) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);
  }

  @Test
  void a_file_is_counted_with_its_clusters_size_and_time() throws IOException {
    Path file = written("a.root", 250);
    Counted counted = assertInstanceOf(Counted.class, scan(file));
    assertEquals(250, counted.entries().count());
    assertEquals(3, counted.entries().clusters().count());
    assertEquals(Files.size(file), counted.bytes());
    assertEquals(Files.getLastModifiedTime(file).toMillis(), counted.modified());
  }

  @Test
  void a_second_look_opens_no_file() throws IOException {
    Path file = written("a.root", 1000);
    Outcome first = scan(file);
    spoil(file);
    assertEquals(first, scan(file));
  }

  @Test
  void a_file_that_has_changed_is_read_anew() throws IOException {
    Path file = written("a.root", 1000);
    assertEquals(1000, count(scan(file)));
    FileTime before = Files.getLastModifiedTime(file);
    written("a.root", 2000);
    Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1));
    assertEquals(2000, count(scan(file)));
    Files.writeString(file, "of another size");
    Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1));
    assertEquals(Kind.BROKEN, assertInstanceOf(Failed.class, scan(file)).kind());
  }

  @Test
  void each_tree_of_a_file_is_kept_by_itself() throws IOException {
    Path file = folder.resolve("a.root");
    new WrittenFile().tree("Events", 10, 10).tree("dir/Runs", 3, 3).write(file);
    var both = List.of(asked(file), new Asked("a.root", Optional.of(file), "dir/Runs"));
    for (int look = 0; look < 2; look++) {
      assertEquals(List.of(10L, 3L), scan(both).stream().map(FileScanTest::count).toList());
    }
  }

  @Test
  void what_failed_is_looked_at_again() throws IOException {
    Path file = written("a.root", 1000);
    byte[] good = Files.readAllBytes(file);
    spoil(file);
    assertInstanceOf(Failed.class, scan(file));
    write(file, good);
    assertEquals(1000, count(scan(file)));
  }

  @Test
  void every_way_to_fail_has_its_kind_and_its_words() throws IOException {
    Path good = written("good.root", 1000);
    byte[] bytes = Files.readAllBytes(good);
    Path cut = Files.write(folder.resolve("cut.root"), Arrays.copyOf(bytes, bytes.length / 2));
    Path text = Files.writeString(folder.resolve("text.root"), "no events here".repeat(50));
    Path empty = Files.write(folder.resolve("empty.root"), new byte[0]);
    Path other = folder.resolve("other.root");
    new WrittenFile().tree("tree", 5, 5).tree("sub/Events", 5, 5).write(other);
    Path below = Files.createDirectory(folder.resolve("folder.root"));
    Path gone = folder.resolve("gone.root");
    List<Outcome> outcomes =
        scan(
            Stream.of(gone, good, cut, text, empty, below, other)
                .map(FileScanTest::asked)
                .toList());
    assertEquals(1000, count(outcomes.get(1)));
    assertEquals(
        List.of(
            Kind.MISSING, Kind.BROKEN, Kind.BROKEN, Kind.BROKEN, Kind.BROKEN, Kind.NO_SUCH_TREE),
        failures(outcomes).stream().map(Failed::kind).toList());
    assertEquals(
        List.of("is not there", "is a folder"),
        List.of(failures(outcomes).get(0).message(), failures(outcomes).get(4).message()));
    assertEquals(List.of("sub/Events", "tree"), sorted(failures(outcomes).get(5).trees()));
  }

  private static List<Failed> failures(List<Outcome> outcomes) {
    return outcomes.stream().filter(Failed.class::isInstance).map(Failed.class::cast).toList();
  }

  private static List<String> sorted(List<String> words) {
    return words.stream().sorted().toList();
  }

  @Test
  void a_torn_foreign_or_newer_cache_counts_as_empty_and_is_mended() throws IOException {
    Path file = written("a.root", 1000);
    Outcome first = scan(file);
    Path shard = onlyShard();
    byte[] good = Files.readAllBytes(shard);
    byte[] newer = good.clone();
    newer[7]++;
    byte[] flipped = good.clone();
    flipped[good.length / 2] ^= 4;
    for (byte[] each :
        List.of(
            new byte[0],
            Arrays.copyOf(good, good.length - 1),
            Arrays.copyOf(good, good.length + 1),
            new byte[good.length],
            newer,
            flipped)) {
      Files.write(shard, each);
      assertEquals(first, scan(file));
      assertEquals(-1, Arrays.mismatch(good, Files.readAllBytes(shard)));
    }
  }

  private Path onlyShard() throws IOException {
    try (Stream<Path> all = Files.list(cache.resolve("entries"))) {
      List<Path> shards = all.toList();
      assertEquals(1, shards.size(), shards.toString());
      return shards.get(0);
    }
  }

  @Test
  void a_cache_that_cannot_be_written_is_no_error() throws IOException {
    Path file = written("a.root", 1000);
    Files.writeString(cache, "a file where a folder should be");
    assertEquals(1000, count(scan(file)));
    assertEquals(1000, count(scan(file)));
    assertEquals("a file where a folder should be", Files.readString(cache));
  }

  @Test
  void scans_at_the_same_time_do_not_spoil_the_cache_for_each_other() throws IOException {
    var files = new ArrayList<Asked>();
    for (int i = 0; i < 60; i++) {
      files.add(asked(written(i + ".root", 100 + i)));
    }
    List<Long> counts = LongStream.range(100, 160).boxed().toList();
    List<CompletableFuture<List<Outcome>>> scans =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> scan(files)))
            .toList();
    for (CompletableFuture<List<Outcome>> each : scans) {
      assertEquals(counts, each.join().stream().map(FileScanTest::count).toList());
    }
    for (Asked each : files) {
      spoil(each.local().orElseThrow());
    }
    assertEquals(counts, scan(files).stream().map(FileScanTest::count).toList());
    try (Stream<Path> kept = Files.list(cache.resolve("entries"))) {
      assertEquals(1, kept.count(), "files were left aside");
    }
  }

  @Test
  void ten_thousand_files_are_known_at_the_second_look() throws IOException {
    Path file = written("a.root", 7);
    var files = new ArrayList<Asked>();
    for (int i = 0; i < 10_000; i++) {
      Path own = Files.createDirectories(folder.resolve("part" + i % 10)).resolve(i + ".root");
      files.add(asked(Files.createLink(own, file)));
    }
    assertEquals(70_000, scan(files).stream().mapToLong(FileScanTest::count).sum());
    spoil(file);
    assertEquals(70_000, scan(files).stream().mapToLong(FileScanTest::count).sum());
  }

  @Test
  void progress_goes_up_to_all_files() throws IOException {
    var files = new ArrayList<Asked>();
    for (int i = 0; i < 50; i++) {
      files.add(asked(written(i + ".root", 1)));
    }
    var said = new ArrayList<Integer>();
    scan(
        files,
        (done, all) -> {
          assertEquals(50, all);
          said.add(done);
        });
    assertEquals(50, said.get(said.size() - 1));
    assertEquals(said.stream().sorted().toList(), said);
  }

  @Test
  void clusters_beyond_what_is_kept_are_not_known_at_the_first_look_either() throws IOException {
    int many = EntriesCache.MOST_RANGES + 1;
    long[] lasts = LongStream.rangeClosed(1, many).map(i -> i * (i + 1) / 2 - 1).toArray();
    long[] sizes = LongStream.rangeClosed(1, many).toArray();
    Path file = folder.resolve("a.root");
    long events = lasts[many - 1] + 1;
    new WrittenFile().tree(WrittenTree.of("Events", events).ranges(lasts, sizes)).write(file);
    Counted first = assertInstanceOf(Counted.class, scan(file));
    assertEquals(events, first.entries().count());
    assertEquals(Clusters.NONE, first.entries().clusters());
    assertEquals(first, scan(file));
  }

  @Test
  void no_file_is_no_work() {
    assertTrue(scan(List.of()).isEmpty());
  }
}
