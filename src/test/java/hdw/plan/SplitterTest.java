package hdw.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.catalog.Sample;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Span;
import hdw.model.Value;
import hdw.units.Count;
import hdw.units.Memory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cutting samples into chunks: for many samples and widths, chosen by a fixed seed. */
final class SplitterTest {
  private static final Span SPAN = new Source("test", "x").span(0, 1);

  private static Value files(int count) {
    return new Value.Counted(new Count(count, Count.Unit.FILES));
  }

  private static Value jobs(int count) {
    return new Value.Counted(new Count(count, Count.Unit.JOBS));
  }

  private static Value size(long bytes) {
    return new Value.Size(new Memory(bytes));
  }

  private static Sample sample(String name, long... bytes) {
    String[] paths =
        IntStream.range(0, bytes.length)
            .mapToObj(i -> name + "_" + i + ".root")
            .toArray(String[]::new);
    return new Sample(
        SPAN, name, new Sample.FileList(paths, bytes, bytes), Optional.empty(), Map.of());
  }

  private static Chunks split(Value how, Sample... samples) {
    var diagnostics = new Diagnostics();
    Chunks chunks = split(Past.NONE, diagnostics, how, samples).orElseThrow();
    assertEquals(List.of(), diagnostics.all());
    return chunks;
  }

  private static Optional<Chunks> split(
      Past past, Diagnostics diagnostics, Value how, Sample... samples) {
    return new Splitter(past, diagnostics)
        .split(new Splitter.Asked("t/s", "t", List.of(samples), how, SPAN, true));
  }

  private static List<Integer> counts(Chunks chunks) {
    return IntStream.range(0, chunks.size()).mapToObj(chunks::fileCount).toList();
  }

  private static List<String> ids(Chunks chunks) {
    return IntStream.range(0, chunks.size()).mapToObj(chunks::id).toList();
  }

  @Test
  void every_file_is_in_exactly_one_chunk_and_in_order() {
    var random = new Random(1);
    for (int trial = 0; trial < 500; trial++) {
      Sample one = sample("one", random.longs(random.nextInt(60), 0, 1000).toArray());
      Sample two = sample("two", random.longs(1 + random.nextInt(60), 0, 1000).toArray());
      int width = 1 + random.nextInt(30);
      for (Value how : List.of(files(width), jobs(width), size(width * 100L))) {
        Chunks chunks = split(how, one, two);
        var found = new ArrayList<String>();
        for (int i = 0; i < chunks.size(); i++) {
          assertTrue(chunks.fileCount(i) > 0, "an empty chunk");
          assertTrue(
              chunks.sample(i).files().paths().containsAll(chunks.files(i)),
              "a chunk of two samples");
          found.addAll(chunks.files(i));
        }
        var expected = new ArrayList<>(one.files().paths());
        expected.addAll(two.files().paths());
        assertEquals(expected, found);
        assertEquals(chunks.size(), new HashSet<>(ids(chunks)).size(), "two chunks with one id");
      }
    }
  }

  @Test
  void so_many_files_each_and_the_rest_in_the_last() {
    assertEquals(List.of(3, 3, 1), counts(split(files(3), sample("s", new long[7]))));
    assertEquals(List.of(7), counts(split(files(100), sample("s", new long[7]))));
  }

  @Test
  void so_many_jobs_as_even_as_whole_files_allow() {
    var random = new Random(2);
    for (int trial = 0; trial < 200; trial++) {
      int count = 1 + random.nextInt(100);
      int parts = 1 + random.nextInt(40);
      List<Integer> counts = counts(split(jobs(parts), sample("s", new long[count])));
      assertEquals(Math.min(count, parts), counts.size());
      int fewest = counts.stream().min(Integer::compare).orElseThrow();
      int most = counts.stream().max(Integer::compare).orElseThrow();
      assertTrue(most - fewest <= 1, counts.toString());
    }
  }

  @Test
  void no_chunk_is_larger_than_asked_but_one_file_alone_and_none_is_smaller_than_need_be() {
    var random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      long[] bytes = random.longs(1 + random.nextInt(50), 0, 500).toArray();
      Chunks chunks = split(size(400), sample("s", bytes));
      for (int i = 0; i < chunks.size(); i++) {
        long own = chunks.bytes(i).bytes();
        assertTrue(own <= 400 || chunks.fileCount(i) == 1, "too large");
        int next = chunks.file(i, 0) + chunks.fileCount(i);
        assertTrue(next == bytes.length || own + bytes[next] > 400 || own == 0, "cut too early");
      }
    }
  }

  @Test
  void by_one_file_an_added_file_adds_its_chunk_and_renames_none() {
    List<String> before = ids(split(files(1), sample("s", 1, 2, 3)));
    List<String> after = ids(split(files(1), sample("s", 1, 2, 3, 4)));
    assertEquals(before, after.subList(0, 3));
    assertEquals(4, after.size());
  }

  @Test
  void size_and_time_of_a_file_are_no_part_of_an_id() {
    assertEquals(
        ids(split(files(2), sample("s", 1, 2, 3))), ids(split(files(2), sample("s", 7, 8, 9))));
  }

  @Test
  void an_id_shows_the_file_where_it_is_one_alone() {
    List<String> ids = ids(split(files(2), sample("s", 1, 2, 3)));
    assertTrue(ids.get(0).matches("[0-9a-f]{16}"), ids.get(0));
    assertTrue(ids.get(1).matches("s_2-[0-9a-f]{16}"), ids.get(1));
  }

  @Test
  void the_same_file_behind_another_redirector_has_the_same_id() {
    String[] paths = {
      "root://one.cern.ch//store/a.root", "root://two//store/a.root", "/store/a.root"
    };
    var found = new HashSet<String>();
    for (String each : paths) {
      var files = new Sample.FileList(new String[] {each}, new long[] {-1}, new long[] {-1});
      found.addAll(ids(split(files(1), new Sample(SPAN, "s", files, Optional.empty(), Map.of()))));
    }
    assertEquals(1, found.size(), found.toString());
  }

  @Test
  void a_file_of_unknown_size_cannot_be_split_by_size() {
    var diagnostics = new Diagnostics();
    Optional<Chunks> chunks = split(Past.NONE, diagnostics, size(10), sample("s", 1, -1));
    assertTrue(chunks.isEmpty());
    assertEquals(1, diagnostics.all().size());
  }
}
