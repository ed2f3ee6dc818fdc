package hdw.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.insight.Suggestion.Verdict;
import hdw.model.Resource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How proposals are written into files, and differences as patches. */
final class RewritingTest {
  private static final long GIB = 1L << 30;

  private static Suggestion memory(String origin) {
    return suggestion(Resource.MEMORY, origin, 4 * GIB, 3 * GIB / 2);
  }

  private static Suggestion suggestion(
      Resource resource, String origin, long asked, long proposal) {
    return new Suggestion(
        "a",
        resource,
        List.of("a"),
        Optional.of(Place.of(origin)),
        asked,
        Spread.of(LongStream.range(1, 10)),
        0,
        0,
        Verdict.TOO_MUCH,
        OptionalLong.of(proposal));
  }

  private static String replaced(String text) {
    return Rewriting.replace(text, memory("4 GB (task a at w.hdw:2)")).text();
  }

  private static String why(String text) {
    return Rewriting.replace(text, memory("4 GB (task a at w.hdw:2)")).why();
  }

  @Test
  void the_amount_is_replaced_and_nothing_else() {
    assertEquals("\nmemory = 1.5 GB  # 4 GB\n", replaced("\nmemory = 4 GB  # 4 GB\n"));
    assertEquals("\nmemory = 1.5 GB    # x\n", replaced("\nmemory = 4 GB      # x\n"));
    assertEquals("\nmemory=1.5 GB", replaced("\nmemory=4096 MiB"));
    assertEquals(
        "\ntask a { memory = 1.5 GB run = \"x\" }",
        replaced("\ntask a { memory = 4 GB run = \"x\" }"));
    assertEquals("\r\n  memory = 1.5 GB\r\n", replaced("\r\n  memory = 4 GB\r\n"));
  }

  @Test
  void time_of_several_units_is_replaced_as_one() {
    Suggestion time =
        suggestion(Resource.TIME, "1 h 30 min (task a at w.hdw:1)", 5_400_000, 1_800_000);
    assertEquals(
        "time = 30 min  cpus = 2", Rewriting.replace("time = 1 h 30 min  cpus = 2", time).text());
    assertEquals("time = 30 min\n", Rewriting.replace("time = 1.5 h\n", time).text());
  }

  @Test
  void what_is_computed_or_has_changed_is_left_alone_and_said() {
    assertEquals("w.hdw:2 computes it", why("\nmemory = 4 GB * 2\n"));
    assertEquals("w.hdw:2 computes it", why("\nmemory = big\n"));
    assertEquals("w.hdw:2 computes it", why("\nmemory = 4 GB if sample.big else 2 GB\n"));
    String changed = "w.hdw:2 no longer says 4 GB: the file has changed since the run";
    assertEquals(changed, why("\nmemory = 3 GB\n"));
    assertEquals(changed, why("\n# memory = 4 GB\n"));
    assertEquals(changed, why("\nrun = \"x\"\n"));
    assertEquals(changed, why("memory = 4 GB"));
  }

  @Test
  void a_line_is_added_to_the_task_that_has_none() {
    Suggestion memory = memory("4 GB (built-in)");
    assertEquals(
        "task ab { run = \"x\" }\ntask a for each s {\n  memory = 1.5 GB\n  run = \"y\"\n}\n",
        Rewriting.add("task ab { run = \"x\" }\ntask a for each s {\n  run = \"y\"\n}\n", memory)
            .text());
    assertEquals(
        "task a { memory = 1.5 GB run = \"memory = 1\" }",
        Rewriting.add("task a { run = \"memory = 1\" }", memory).text());
    assertEquals(
        "task a {  # first\n  memory = 1.5 GB\n  run = \"x\"\n}",
        Rewriting.add("task a {  # first\n  run = \"x\"\n}", memory).text());
    assertEquals(
        "task a says its memory itself by now",
        Rewriting.add("task a {\n  run = \"{{x}} }\"\n  memory = 1 GB\n}", memory).why());
    assertEquals("task a is not in this file", Rewriting.add("task b { }", memory).why());
  }

  @Test
  void a_difference_is_told_in_hunks_with_three_lines_around() {
    var before = new StringBuilder();
    for (int i = 1; i <= 30; i++) {
      before.append("line ").append(i).append('\n');
    }
    String after =
        before.toString().replace("line 5\n", "LINE 5\n").replace("line 20\n", "").concat("end");
    assertEquals(
        """
        --- w.hdw
        +++ w.hdw
        @@ -2,7 +2,7 @@
         line 2
         line 3
         line 4
        -line 5
        +LINE 5
         line 6
         line 7
         line 8
        @@ -17,7 +17,6 @@
         line 17
         line 18
         line 19
        -line 20
         line 21
         line 22
         line 23
        @@ -28,3 +27,4 @@
         line 28
         line 29
         line 30
        +end
        \\ No newline at end of file
        """,
        UnifiedDiff.of("w.hdw", before.toString(), after));
    assertEquals("", UnifiedDiff.of("w.hdw", after, after));
  }
}
