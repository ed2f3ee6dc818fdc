package hdw.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.catalog.FileNames;
import hdw.catalog.Replicas;
import hdw.catalog.Sample;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Span;
import hdw.model.Value;
import hdw.root.Clusters;
import hdw.root.Entries;
import hdw.units.Count;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Chunks that stay what they were though a sample changes. */
final class KeptChunksTest {
  private static final Span SPAN = new Source("test", "split").span(0, 5);
  private static final long EVENTS = 1000;

  /** All ways to split that `docs/language.md` names. */
  private static final List<Value> WAYS =
      List.of(
          new Value.Counted(new Count(1, Count.Unit.FILES)),
          new Value.Counted(new Count(10, Count.Unit.FILES)),
          new Value.Counted(new Count(300, Count.Unit.EVENTS)),
          new Value.Size(new Memory(3500)),
          new Value.Counted(new Count(20, Count.Unit.JOBS)),
          new Value.Time(new WallTime(1800)));

  /** What a run left, as the next one finds it. */
  private record Left(Chunks chunks, boolean measured) implements Past {
    @Override
    public Optional<KeptChunks> chunks(String node, String sample) {
      return Optional.of(
          new KeptChunks(
              chunks.how().split(),
              IntStream.range(0, chunks.wholeSize()).mapToObj(chunks::wholeRow).toList()));
    }

    @Override
    public Optional<Throughput> throughput(String task) {
      return measured
          ? Optional.of(new Throughput(4, 4000, 4, 4000, OptionalLong.of(4 * EVENTS), "w_1"))
          : Optional.empty();
    }
  }

  private static Sample sample(List<String> files) {
    long[] bytes = files.stream().mapToLong(each -> 1000).toArray();
    Entries[] entries =
        files.stream().map(each -> new Entries(EVENTS, Clusters.NONE)).toArray(Entries[]::new);
    return new Sample(
        SPAN,
        "s",
        new Sample.FileList(FileNames.of(files), bytes, bytes, Optional.of(entries), Replicas.NONE),
        Optional.empty(),
        Map.of());
  }

  private static List<String> files(int count) {
    return new ArrayList<>(
        IntStream.range(0, count).mapToObj(i -> "root://h//f" + i + ".root").toList());
  }

  private static Chunks cut(Value split, List<String> files, Past past, boolean ofEvents) {
    var diagnostics = new Diagnostics();
    var asked = new Splitter.Asked("t/s", "t", List.of(sample(files)), split, SPAN, ofEvents);
    Chunks chunks = new Splitter(past, diagnostics).split(asked).orElseThrow();
    assertEquals(List.of(), diagnostics.all());
    assertEquals(List.of(), Coverage.notOnce(asked.samples(), chunks), split.text());
    return chunks;
  }

  private static Set<String> ids(Chunks chunks) {
    var ids = new HashSet<String>();
    for (int i = 0; i < chunks.size(); i++) {
      assertTrue(ids.add(chunks.id(i)), "two chunks with one id");
    }
    return ids;
  }

  private static Past nothingBut(boolean measured) {
    Chunks none = new Chunks(List.of(), new ChunkRows(), how());
    return new Left(none, measured);
  }

  private static Splitting how() {
    return new Splitting("", true, 0, Optional.empty(), false);
  }

  @Test
  void a_file_in_the_middle_adds_chunks_of_its_own_and_changes_no_other() {
    for (Value split : WAYS) {
      for (boolean ofEvents : List.of(true, false)) {
        List<String> files = files(1000);
        Chunks before = cut(split, files, nothingBut(true), ofEvents);
        files.add(500, "root://h//new.root");
        Chunks after = cut(split, files, new Left(before, true), ofEvents);
        Set<String> added = ids(after);
        assertTrue(added.containsAll(ids(before)), split.text());
        added.removeAll(ids(before));
        for (int i = 0; i < after.size(); i++) {
          boolean isNew = added.contains(after.id(i));
          assertEquals(isNew, after.files(i).equals(List.of("root://h//new.root")), split.text());
        }
        assertTrue(!added.isEmpty(), split.text());
      }
    }
  }

  @Test
  void chunks_stand_in_the_order_of_their_first_files() {
    List<String> files = files(6);
    var two = new Value.Counted(new Count(2, Count.Unit.FILES));
    Chunks before = cut(two, files, nothingBut(true), false);
    files.add(1, "root://h//new.root");
    Chunks after = cut(two, files, new Left(before, true), false);
    assertEquals(
        List.of(
            List.of("root://h//f0.root", "root://h//f1.root"),
            List.of("root://h//new.root"),
            List.of("root://h//f2.root", "root://h//f3.root"),
            List.of("root://h//f4.root", "root://h//f5.root")),
        IntStream.range(0, after.size()).mapToObj(after::files).toList());
    assertEquals(3, after.how().kept());
  }

  @Test
  void a_file_that_is_gone_takes_its_own_chunk_with_it_and_no_other() {
    var random = new Random(8);
    for (int trial = 0; trial < 100; trial++) {
      Value split = WAYS.get(random.nextInt(WAYS.size()));
      List<String> files = files(1 + random.nextInt(200));
      Chunks before = cut(split, files, nothingBut(true), false);
      String gone = files.remove(random.nextInt(files.size()));
      Chunks after = cut(split, files, new Left(before, true), false);
      for (int i = 0; i < before.size(); i++) {
        assertEquals(
            !before.files(i).contains(gone), ids(after).contains(before.id(i)), split.text());
      }
    }
  }

  @Test
  void another_redirector_in_front_of_the_same_files_keeps_all_chunks() {
    for (Value split : WAYS) {
      Chunks before = cut(split, files(50), nothingBut(true), true);
      List<String> elsewhere =
          files(50).stream().map(each -> each.replace("root://h/", "root://other.org/")).toList();
      assertEquals(ids(before), ids(cut(split, elsewhere, new Left(before, true), true)));
    }
  }

  @Test
  void another_split_keeps_nothing() {
    Chunks before =
        cut(new Value.Counted(new Count(10, Count.Unit.FILES)), files(50), nothingBut(true), false);
    Chunks after =
        cut(
            new Value.Counted(new Count(5, Count.Unit.FILES)),
            files(50),
            new Left(before, true),
            false);
    assertEquals(10, after.size());
    assertEquals(0, after.how().kept());
  }

  @Test
  void what_a_first_look_took_of_a_file_stays_a_chunk_and_the_rest_is_cut_by_the_measurement() {
    var half = new Value.Time(new WallTime(500)); // 1000 events take 1000 s
    List<String> files = files(3);
    var rows = new ChunkRows();
    rows.add(0, 0, 0, 100);
    var first = new Chunks(List.of(new OrderedFiles(sample(files))), rows, how());
    Past past =
        new Past() {
          @Override
          public Optional<KeptChunks> chunks(String node, String sample) {
            return Optional.of(new KeptChunks(half.text(), List.of(first.wholeRow(0))));
          }

          @Override
          public Optional<Throughput> throughput(String task) {
            return new Left(first, true).throughput(task);
          }
        };
    Chunks chunks = cut(half, files, past, true);
    assertEquals(first.id(0), chunks.id(0));
    assertEquals(100, chunks.firstEvent(1));
    assertEquals(550, chunks.stopEvent(1));
    assertEquals(7, chunks.size());
  }

  @Test
  void a_look_at_a_few_events_loses_no_chunk_of_before() {
    var half = new Value.Time(new WallTime(500)); // 1000 events take 1000 s
    Chunks before = cut(half, files(1), nothingBut(true), true);
    var rows = new ArrayList<>(List.of(before.wholeRow(0), before.wholeRow(1)));
    rows.add(new KeptChunks.Row(rows.get(0).files(), 0, 100));
    rows.add(0, rows.remove(1)); // one that slept stands before those that did not
    Past past =
        new Past() {
          @Override
          public Optional<KeptChunks> chunks(String node, String sample) {
            return Optional.of(new KeptChunks(half.text(), rows));
          }

          @Override
          public Optional<Throughput> throughput(String task) {
            return Optional.empty();
          }
        };
    assertEquals(ids(before), ids(cut(half, files(1), past, true)));
    assertEquals(2, cut(half, files(1), past, true).how().kept());
  }

  @Test
  void time_without_a_measurement_takes_a_first_look() {
    var time = new Value.Time(new WallTime(60));
    Chunks chunks = cut(time, files(3), nothingBut(false), false);
    assertEquals(3, chunks.size());
    assertTrue(chunks.how().provisional());
    assertTrue(!cut(time, files(3), nothingBut(true), false).how().provisional());
  }
}
