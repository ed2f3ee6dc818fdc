package hdw.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.catalog.Sample;
import hdw.diagnostic.Source;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts of the files that a job reads. */
final class InputHashTest {

  private static String hash(String path, long bytes, long modified) {
    var files = new Sample.FileList(new String[] {path}, new long[] {bytes}, new long[] {modified});
    var hash = new InputHash();
    hash.add(
        new Sample(new Source("t", "x").span(0, 1), "s", files, Optional.empty(), Map.of()), 0);
    return hash.text();
  }

  @Test
  void another_size_or_time_of_a_local_file_counts() {
    assertTrue(InputHash.same(hash("a.root", 1, 2), hash("a.root", 1, 2)));
    assertFalse(InputHash.same(hash("a.root", 1, 2), hash("a.root", 1, 3)));
    assertFalse(InputHash.same(hash("a.root", 1, 2), hash("a.root", 2, 2)));
    assertFalse(InputHash.same(hash("a.root", 1, 2), hash("b.root", 1, 2)));
  }

  @Test
  void another_size_of_a_file_behind_a_url_counts_where_both_plans_looked() {
    String unseen = hash("root://h//a.root", -1, -1);
    String seen = hash("root://h//a.root", 5, 6);
    assertTrue(InputHash.same(unseen, seen));
    assertTrue(InputHash.same(seen, unseen));
    assertFalse(InputHash.same(seen, hash("root://h//a.root", 6, 6)));
    assertFalse(InputHash.same(unseen, hash("root://h//b.root", 5, 6)));
  }

  @Test
  void the_time_of_a_file_behind_a_url_does_not_count_as_each_copy_has_its_own() {
    assertTrue(InputHash.same(hash("root://h//a.root", 5, 6), hash("root://h//a.root", 5, 7)));
  }

  @Test
  void the_server_that_hands_a_file_out_does_not_count() {
    assertTrue(InputHash.same(hash("root://h//a.root", 5, 6), hash("root://i//a.root", 5, 6)));
  }
}
