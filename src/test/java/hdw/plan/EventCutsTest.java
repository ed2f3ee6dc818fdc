package hdw.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.root.Clusters;
import hdw.root.Entries;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cutting the events of one file. */
final class EventCutsTest {

  private static long[] ends(long count, Clusters clusters, long most) {
    return EventCuts.ends(new Entries(count, clusters), 0, most);
  }

  private static Clusters every(long step, long count) {
    return Clusters.of(new long[] {count}, new long[] {step});
  }

  @Test
  void every_event_is_in_one_range_and_no_range_is_larger_than_asked() {
    var random = new Random(5);
    for (int trial = 0; trial < 5_000; trial++) {
      long count = random.nextInt(3000);
      long most = 1L + random.nextInt(500);
      Clusters clusters =
          random.nextBoolean() || count == 0
              ? Clusters.NONE
              : every(1 + random.nextInt(300), count);
      long at = 0;
      for (long end : ends(count, clusters, most)) {
        assertTrue(end > at && end - at <= most, at + " to " + end + " of at most " + most);
        at = end;
      }
      assertEquals(count, at);
    }
  }

  @Test
  void without_clusters_there_are_as_few_ranges_as_can_be_and_they_are_even() {
    assertArrayEquals(new long[] {50_001, 100_001}, ends(100_001, Clusters.NONE, 100_000));
    assertArrayEquals(new long[] {100, 200, 300}, ends(300, Clusters.NONE, 100));
    assertArrayEquals(new long[] {7}, ends(7, Clusters.NONE, 100));
    assertArrayEquals(new long[] {}, ends(0, Clusters.NONE, 100));
  }

  @Test
  void a_range_ends_between_two_clusters_where_that_costs_at_most_a_tenth() {
    assertArrayEquals(new long[] {90, 180, 240, 300}, ends(300, every(30, 300), 100));
    assertArrayEquals(new long[] {100, 200, 300}, ends(300, every(50, 300), 100));
  }

  @Test
  void clusters_that_would_cost_more_are_passed_over() {
    assertArrayEquals(new long[] {100, 200, 300}, ends(300, every(80, 300), 100));
  }

  @Test
  void following_clusters_makes_at_most_a_ninth_more_ranges() {
    var random = new Random(6);
    for (int trial = 0; trial < 5_000; trial++) {
      long count = 1L + random.nextInt(30_000);
      long most = 100L + random.nextInt(900);
      long[] ends = ends(count, every(1 + random.nextInt(400), count), most);
      double fewest = Math.ceil((double) count / most);
      assertTrue(ends.length <= Math.ceil(fewest / 0.9) + 1, ends.length + " for " + fewest);
    }
  }
}
