package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Plans;
import hdw.executor.RenderedFile;
import hdw.executor.Rendering;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DagFileTest {
  @TempDir Path folder;

  private static String text(Plan plan, String path) {
    return Rendering.dagman(plan, "..").files().stream()
        .filter(each -> each.path().equals(path))
        .map(RenderedFile::text)
        .findFirst()
        .orElseThrow();
  }

  private List<String> lines(Plan plan, String word) {
    return text(plan, plan.workflow().name() + ".dag")
        .lines()
        .filter(line -> line.startsWith(word + " "))
        .toList();
  }

  private Plan plan(String text) {
    return Plans.of(folder, "workflow w\nuse \"rules/standard\"\n" + text);
  }

  @Test
  void a_word_of_dagman_and_a_plus_are_no_names() {
    Plan plan =
        plan(
            """
            sample A { files = "root://h//x+y.root" }
            defaults { executor = htcondor }
            task parent { output = "p"  run = "true > {{output}}" }
            task t for each sample {
              split = 1 file  after = parent  output = "{{chunk}}"  run = "true > {{output}}"
            }
            """);
    assertEquals("JOB parent@ jobs/parent.sub", lines(plan, "JOB").get(0));
    String name = lines(plan, "JOB").get(1).split(" ", -1)[1];
    assertTrue(name.startsWith("t/A/x@y-"), name);
    assertEquals(List.of("PARENT parent@ CHILD " + name), lines(plan, "PARENT"));
  }

  @Test
  void where_many_wait_for_many_one_node_stands_between() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.writeString(folder.resolve("f" + i), "");
    }
    Plan plan =
        plan(
            """
            sample A { files = glob("f*") }
            defaults { executor = htcondor }
            task first for each sample { split = 1 file  output = "{{chunk}}"  run = "true > {{output}}" }
            task up for each variation in ["u", "d"] { input = first  output = "{{variation}}"  run = "true > {{output}}" }
            task second for each sample {
              split = 1 file  after = first  output = "2{{chunk}}"  run = "true > {{output}}"
            }
            """);
    assertEquals(1, lines(plan, "JOB").stream().filter(each -> each.endsWith(" NOOP")).count());
    assertEquals(2, lines(plan, "PARENT").size());
  }

  @Test
  void a_chain_of_chunks_has_an_arrow_for_each() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.writeString(folder.resolve("f" + i), "");
    }
    Plan plan =
        plan(
            """
            sample A { files = glob("f*") }
            defaults { executor = htcondor }
            task a for each sample { split = 1 file  output = "{{chunk}}"  run = "true > {{output}}" }
            task b for each sample { input = each a  output = "b{{chunk}}"  run = "true > {{output}}" }
            """);
    assertEquals(30, lines(plan, "PARENT").size());
    assertEquals(60, lines(plan, "JOB").size());
  }

  @Test
  void no_line_grows_with_the_number_of_jobs() throws IOException {
    Plan plan = Plans.of(Plans.large(folder, 2));
    assertEquals(2 * 2 + 1, lines(plan, "PARENT").size());
    assertTrue(lines(plan, "PARENT").stream().allMatch(each -> each.length() < 50_000));
  }

  @Test
  void memory_goes_up_as_the_rules_say_and_retries_are_the_jobs() {
    Plan plan = plan("task t { executor = htcondor  memory = 6 GB  retries = 2  run = \"true\" }");
    assertTrue(
        lines(plan, "VARS").get(0).contains(" memory=\"6144, 12288, 16384\" "),
        lines(plan, "VARS").get(0));
    assertEquals(List.of("RETRY t 2 UNLESS-EXIT 91"), lines(plan, "RETRY"));
    Plan never = plan("task t { executor = htcondor  retries = 0  run = \"true\" }");
    assertEquals(List.of(), lines(never, "RETRY"));
  }

  @Test
  void no_more_jobs_than_the_task_says_run_at_a_time_and_few_on_the_submit_machine() {
    Plan plan =
        plan(
            """
            task t { executor = htcondor  max_running = 7  run = "true" }
            task here { run = "true" }
            """);
    assertEquals(List.of("CATEGORY t t", "CATEGORY here @local"), lines(plan, "CATEGORY"));
    assertEquals(List.of("MAXJOBS @local 4", "MAXJOBS t 7"), lines(plan, "MAXJOBS"));
  }

  @Test
  void a_job_of_this_machine_is_in_the_local_universe_and_asks_for_nothing() {
    String text = text(plan("task here { run = \"true\" }"), "jobs/here.sub");
    assertTrue(Pattern.compile("(?m)^universe +  *= local$").matcher(text).find(), text);
    assertFalse(text.contains("request_"), text);
    assertFalse(text.contains("$$"), text);
    assertTrue(text.endsWith("\nqueue\n"), text);
  }

  @Test
  void a_value_never_ends_its_quotes() {
    assertEquals("\"a\\\"b\\\\\"", DagNames.quoted("a\"b\\"));
  }
}
