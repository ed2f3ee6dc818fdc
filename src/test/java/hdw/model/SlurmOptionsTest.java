package hdw.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SlurmOptionsTest {
  private static Map<String, String> values(String... lines) {
    return SlurmOptions.of(List.of(lines)).values();
  }

  @Test
  void options_are_read_in_every_way_to_write_them() {
    var expected = Map.of("partition", "long", "time", "3:00:00", "mem", "4G");
    assertEquals(expected, values("--partition=long", "--time=3:00:00", "--mem=4G"));
    assertEquals(expected, values("#SBATCH -p long -t3:00:00 --mem 4G"));
    assertEquals(expected, values("  #SBATCH   --part=long --mem=4G # --qos=x", "-t 3:00:00"));
  }

  @Test
  void a_name_that_is_cut_counts_where_one_option_is_meant() {
    assertEquals(Map.of("job-name", "x"), values("--job=x"));
    assertEquals(Map.of("mem-per-cpu", "2G"), values("--mem-per-c=2G"));
    assertEquals(Map.of("gpus", "2"), values("--gpus=2"));
    assertEquals(Map.of("no-such", "2"), values("--no-such=2"));
  }

  @Test
  void the_later_of_two_values_counts() {
    assertEquals(Map.of("mem", "3G"), values("--mem=2G", "--mem=3G"));
  }

  @Test
  void a_word_may_be_of_any_length() {
    String much = "a\\ \"b\"".repeat(20_000);
    assertEquals("a\\ b".repeat(20_000), values("--comment=" + much).get("comment"));
  }

  @Test
  void quotes_and_comments_hide_what_is_in_them() {
    assertEquals(
        Map.of("comment", "a --array b", "hold", ""), values("--comment=\"a --array b\" -H"));
    assertEquals(Map.of(), values("##SBATCH --array=1", "# --array=1", "module load --x", ""));
  }

  @Test
  void gpus_are_seen_among_other_resources() {
    assertTrue(SlurmOptions.of(List.of("--gres=lustre:1,gpu:a100:2")).setsGpus());
    assertTrue(SlurmOptions.of(List.of("--gres gpu")).setsGpus());
    assertTrue(SlurmOptions.of(List.of("-G 2")).setsGpus());
    assertFalse(SlurmOptions.of(List.of("--gres=gpumem:2G")).setsGpus());
  }
}
