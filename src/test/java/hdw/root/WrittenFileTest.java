package hdw.root;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.root.WrittenFile.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were written here, each with one thing that real files have, are read as written. */
final class WrittenFileTest {
  @TempDir Path folder;

  private RootFile read(WrittenFile file) throws IOException {
    return RootFile.open(new InMemory(file.bytes()));
  }

  @Test
  void entries_and_clusters_are_those_that_were_written() throws IOException {
    Entries entries = read(new WrittenFile().tree("Events", 1050, 100)).entries("Events");
    assertEquals(1050, entries.count());
    assertEquals(Clusters.of(new long[] {1050}, new long[] {100}), entries.clusters());
    assertEquals(11, entries.clusters().count());
  }

  @Test
  void ranges_come_before_the_clusters_of_one_size() throws IOException {
    WrittenTree tree =
        WrittenTree.of("Events", 100).ranges(new long[] {9, 39}, new long[] {5, 10}).every(20);
    assertEquals(
        Clusters.of(new long[] {10, 40, 100}, new long[] {5, 10, 20}),
        read(new WrittenFile().tree(tree)).entries("Events").clusters());
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 16, 17, 18, 19, 20})
  void every_version_of_a_tree_tells_its_entries(int version) throws IOException {
    WrittenTree tree = WrittenTree.of("tree", 123_456_789_012L).every(1000).version(version);
    Entries entries = read(new WrittenFile().tree(tree)).entries("tree");
    assertEquals(123_456_789_012L, entries.count());
    assertEquals(version >= 18 ? 123_456_790 : 0, entries.clusters().count());
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void every_compression_is_unpacked(Compression compression) throws IOException {
    RootFile file = read(new WrittenFile().tree("Events", 77, 7).compressed(compression));
    assertEquals(77, file.entries("Events").count());
    assertEquals(compression, file.compression(file.tree("Events")));
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void an_object_may_begin_in_one_block_and_go_on_in_the_next(Compression compression)
      throws IOException {
    long[] lasts = LongStream.rangeClosed(1, 100).map(each -> 10 * each - 1).toArray();
    long[] sizes = LongStream.rangeClosed(1, 100).map(each -> 1 + each % 10).toArray();
    WrittenTree tree = WrittenTree.of("Events", 1000).ranges(lasts, sizes);
    RootFile file = read(new WrittenFile().tree(tree).compressed(compression).blocks(500));
    Clusters clusters = file.entries("Events").clusters();
    assertArrayEquals(sizes, clusters.steps());
    assertArrayEquals(LongStream.of(lasts).map(each -> each + 1).toArray(), clusters.ends());
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void each_part_may_have_positions_of_8_bytes_without_the_others(Part part) throws IOException {
    WrittenFile file = new WrittenFile().tree("a", 1, 1).tree("one/two/b", 2, 1).wide(part);
    assertEquals(1, read(file).entries("a").count());
    assertEquals(2, read(file).entries("one/two/b").count());
  }

  @Test
  void a_tree_beyond_4_GiB_is_found() throws IOException {
    Path path = folder.resolve("big.root");
    new WrittenFile().tree("one/Events", 5, 1).gap(5L << 30).wide(Part.values()).write(path);
    assertTrue(Files.size(path) > 5L << 30);
    try (LocalBytes bytes = LocalBytes.open(path)) {
      assertEquals(5, RootFile.open(bytes).entries("one/Events").count());
    }
  }

  @Test
  void a_tree_between_2_and_4_GiB_is_found_with_positions_of_4_bytes() throws IOException {
    Path path = folder.resolve("big.root");
    new WrittenFile().tree("Events", 5, 1).gap(3L << 30).write(path);
    try (LocalBytes bytes = LocalBytes.open(path)) {
      assertEquals(5, RootFile.open(bytes).entries("Events").count());
    }
  }

  @Test
  void the_first_record_may_begin_earlier_as_geant4_has_it() throws IOException {
    assertEquals(3, read(new WrittenFile().begin(64).tree("t", 3, 1)).entries("t").count());
  }

  @Test
  void the_highest_cycle_counts_wherever_it_stands() throws IOException {
    WrittenTree tree = WrittenTree.of("Events", 10);
    RootFile file =
        read(
            new WrittenFile()
                .tree(tree.cycle(2))
                .tree(WrittenTree.of("Events", 30).cycle(3))
                .tree(WrittenTree.of("Events", 20)));
    assertEquals(30, file.entries("Events").count());
    assertEquals(10, file.entries("Events;2").count());
    assertEquals(List.of("Events;2", "Events;3", "Events;1"), ids(file));
  }

  private static List<String> ids(RootFile file) throws IOException {
    return file.objects().stream().map(each -> each.id()).toList();
  }

  @Test
  void trees_of_directories_are_listed_with_their_paths() throws IOException {
    RootFile file = read(new WrittenFile().tree("a/b/c/d", 1, 1).tree("a/e", 1, 1).tree("f", 1, 1));
    assertEquals(List.of("f;1", "a/e;1", "a/b/c/d;1"), ids(file));
  }

  @Test
  void a_version_that_nothing_describes_is_refused_not_guessed() throws IOException {
    RootFile file = read(new WrittenFile().tree(WrittenTree.of("Events", 10).version(21)));
    var thrown = assertThrows(RootException.class, () -> file.entries("Events"));
    assertEquals(RootException.Kind.UNSUPPORTED, thrown.kind());
  }

  @Test
  void a_file_that_ends_early_says_so_wherever_it_ends() throws IOException {
    byte[] whole = new WrittenFile().tree("Events", 10, 5).bytes();
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      var thrown = assertThrows(RootException.class, () -> RootFile.open(new InMemory(cut)));
      assertTrue(length < 4 || thrown.kind() == RootException.Kind.TRUNCATED, "at " + length);
    }
  }

  @Test
  void directories_that_go_down_without_end_are_damage_not_all_memory() throws IOException {
    RootFile file = read(new WrittenFile().tree("deeper/".repeat(700) + "tree", 1, 1));
    var thrown = assertThrows(RootException.class, file::objects);
    assertEquals(RootException.Kind.DAMAGED, thrown.kind());
  }
}
