package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that squeue and sacct of Slurm 22.05 printed. */
final class JobRowTest {
  private static final String NAME = "count.0.hdw.ab12.7";

  private static JobRow queued(String line) {
    return JobRow.queued(line).orElseThrow();
  }

  @Test
  void a_task_that_failed_has_the_exit_code_that_it_really_had() {
    JobRow row =
        queued("212_1|FAILED|33280|NonZeroExitCode|1795451712|1795451715|0|wn01|" + NAME + "|");
    assertEquals(130, row.status().code());
    assertEquals(List.of(1), row.ids().all());
    assertEquals(Duration.ofSeconds(3), row.ran());
    assertTrue(row.isOver());
  }

  @ParameterizedTest
  @CsvSource({"1792,7", "253,253", "9,137", "15,143", "0,0", "33280,130"})
  void what_wait_gives_becomes_a_code_as_bash_has_it(int raw, int code) {
    assertEquals(code, JobRow.Status.ofRaw(raw).code());
  }

  @Test
  void the_rest_of_an_array_waits_in_one_row() {
    JobRow row = queued("212_[3-5,8-14:3%6]|PENDING|0|JobArrayTaskLimit|N/A|N/A|0||" + NAME + "|");
    assertEquals(List.of(3, 4, 5, 8, 11, 14), row.ids().all());
    assertTrue(row.isWaiting());
    assertFalse(row.isOver());
    assertEquals(Duration.ZERO, row.ran());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "211|COMPLETED|0|None|1795451709|1795451709|0|wn01|sh|",
        "211|COMPLETED|0|None|1795451709|1795451709|0|wn01|a|b|c|",
        "x|COMPLETED|0|None|1795451709|1795451709|0|wn01|count.0.hdw.ab12.7|",
        "|||||||||",
        "",
      })
  void what_other_people_call_their_jobs_does_not_matter(String line) {
    assertEquals(Optional.empty(), JobRow.queued(line));
  }

  @Test
  void the_accounting_adds_who_cancelled_it() {
    var name = new JobName("count", 0, "ab12.7");
    JobRow row =
        JobRow.accounted("212_3|CANCELLED by 0|0:0|100|127|wn01|" + NAME, name).orElseThrow();
    assertEquals("CANCELLED", row.state());
    assertEquals(Duration.ofSeconds(27), row.ran());
    assertTrue(JobRow.accounted("9|FAILED|1:0|1|2|wn01|allocation", name).isPresent());
    assertEquals(Optional.empty(), JobRow.accounted("9|FAILED|1:0|1|2|wn01|other", name));
  }

  @Test
  void a_name_says_of_which_submission_it_is() {
    assertEquals(Optional.of(new JobName("count", 0, "ab12.7")), JobName.parse(NAME));
    assertEquals(
        Optional.of(new JobName("AN-DY.0.hdw.x.1-2", 1001, "ab12.17")),
        JobName.parse("AN-DY.0.hdw.x.1-2.1001.hdw.ab12.17"));
    assertEquals(Optional.empty(), JobName.parse("count.hdw.ab12.7"));
    assertEquals(NAME, new JobName("count", 0, "ab12.7").text());
  }

  @Test
  void tasks_of_an_array_are_named_in_few_letters() {
    assertEquals("0-2,5,7-8", TaskIds.ranges(List.of(0, 1, 2, 5, 7, 8)));
    assertEquals("4", TaskIds.ranges(List.of(4)));
  }
}
