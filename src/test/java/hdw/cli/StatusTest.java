package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.run.RunFolder;
import hdw.run.RunSummary;
import hdw.run.WrittenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hdw status} shows of a run of some hundred jobs. */
final class StatusTest {
  @TempDir Path folder;
  private Session session;
  private RunFolder run;

  @BeforeEach
  void write() throws IOException {
    session = new Session(folder);
    run = WrittenRun.write(Files.createDirectory(folder.resolve(".hdw")), 1000, 700);
  }

  private long lines(String... parts) throws IOException {
    try (Stream<String> lines = Files.lines(run.journal())) {
      return lines.filter(line -> Stream.of(parts).allMatch(line::contains)).count();
    }
  }

  private void status(String... options) {
    String[] words = Stream.concat(Stream.of("status"), Stream.of(options)).toArray(String[]::new);
    assertEquals(ExitCode.DONE, session.hdw(words), session.err());
  }

  private List<String> cells(String first) {
    String row =
        session
            .out()
            .lines()
            .filter(each -> each.startsWith(first + " "))
            .findFirst()
            .orElseThrow();
    return List.of(row.split(" +", -1));
  }

  private void append(String... events) throws IOException {
    for (String each : events) {
      Files.writeString(
          run.journal(),
          "{\"at\":\"2026-11-23T08:00:00Z\"," + each + "}\n",
          StandardOpenOption.APPEND);
    }
  }

  @Test
  void every_count_of_a_node_is_what_the_journal_says() throws IOException {
    status();
    String node = "\"job\":\"ntuple/WZ/";
    long done = lines("\"event\":\"done\"", node);
    long failed = lines("\"event\":\"failed\"", node, "\"reason\":\"bad_input\"");
    long began = lines("\"event\":\"began\"", node);
    long again = lines("\"event\":\"began\"", node, "\"attempt\":2");
    long running = began - again - done - failed;
    long queued = 200 - done - failed - running;
    assertEquals("NODE", session.out().lines().skip(1).findFirst().get().substring(0, 4));
    List<String> row = cells("ntuple/WZ");
    assertEquals(
        List.of("200", "" + done, "" + running, "" + queued, "0", "" + failed, "0"),
        row.subList(2, row.size()));
  }

  @Test
  void what_is_passed_over_changes_no_count_and_no_failure() throws IOException {
    RunSummary all = RunSummary.read(run);
    RunSummary glance = RunSummary.glance(run, new BatchSystems());
    assertEquals(all.nodes(), glance.nodes());
    assertEquals(all.failures(), glance.failures());
    assertEquals(all.runState(), glance.runState());
    assertEquals(all.state().lastEvent(), glance.state().lastEvent());
  }

  @Test
  void by_sample_and_by_task_add_up_to_the_same_jobs() {
    status("--by", "sample");
    assertEquals("201", cells("WZ").get(2));
    status("--by", "task");
    assertEquals("1000", cells("ntuple").get(2));
    assertEquals("5", cells("merge").get(2));
  }

  @Test
  void by_host_counts_what_runs_what_ended_and_what_failed_on_each_machine() throws IOException {
    status("--by", "host");
    assertEquals(41, session.out().lines().filter(each -> each.matches("(HOST|b7g).*")).count());
    long failed = lines("\"event\":\"failed\"", "\"host\":\"b7g39.cern.ch\"");
    List<String> row = cells("b7g39.cern.ch");
    assertEquals(Long.toString(failed), row.get(3));
    String first = session.out().lines().skip(2).findFirst().get();
    assertTrue(Pattern.compile(" [1-9][0-9]*$").matcher(first).find(), "the worst first: " + first);
    long began = lines("\"event\":\"began\"", "\"host\":\"b7g39.cern.ch\"");
    assertEquals(
        began,
        Long.parseLong(row.get(1)) + Long.parseLong(row.get(2)) + Long.parseLong(row.get(3)));
  }

  @Test
  void by_reason_says_how_many_what_share_and_what_one_of_them_said() throws IOException {
    status("--by", "reason");
    long failed = lines("\"event\":\"failed\"", "\"reason\":\"bad_input\"");
    assertTrue(
        session.out().contains("bad_input       " + failed + "  100.0 %  [FATAL] Auth failed"),
        session.out());
  }

  @Test
  void failures_have_one_line_of_evidence_and_what_to_type_next() {
    status();
    assertTrue(session.out().contains("3 x bad_input: [FATAL] Auth failed: no such file\n    "));
    assertTrue(session.out().contains("see: hdw logs --failed, hdw why ntuple/"), session.out());
    assertTrue(session.out().endsWith("to go on: hdw resume\n"), session.out());
  }

  @Test
  void what_to_type_next_fits_the_state_and_names_the_run_that_was_named() throws IOException {
    append("\"event\":\"closed\",\"state\":\"failed\"");
    status();
    assertTrue(session.out().endsWith("to try what failed again: hdw retry\n"), session.out());
    status("big");
    assertTrue(session.out().endsWith(": hdw retry --run big\n"), session.out());
    assertTrue(session.out().contains("hdw logs --failed --run big, "), session.out());
    append("\"event\":\"paused\",\"name\":\"merge\",\"jobs\":10,\"evidence\":\"no proxy\"");
    status();
    assertTrue(session.out().endsWith(": hdw resume --go-on\n"), session.out());
  }

  @Test
  void jobs_that_are_held_are_told_with_what_releases_them() throws IOException {
    String job = "ntuple/DYto2L/file_9e3779b97f4a7c15";
    append(
        "\"event\":\"started\",\"job\":\"" + job + "\",\"attempt\":9,\"submission\":\"t1\"",
        "\"event\":\"held\",\"job\":\"" + job + "\",\"attempt\":9,\"because\":\"a person did it\"");
    status();
    assertTrue(
        session.out().contains("1 x held: a person did it\n    " + job + "\n"), session.out());
    assertTrue(session.out().contains("is mended: condor_release 4137; or hdw cancel\n"));
    assertEquals("HELD", session.out().lines().skip(1).findFirst().get().split(" +", -1)[5]);
  }

  @Test
  void colour_says_nothing_that_words_do_not() {
    status();
    String plain = session.out();
    assertFalse(plain.contains("\u001b"));
    status("--color", "always");
    assertTrue(session.out().contains("\u001b[31mntuple/Data"), session.out());
    assertEquals(plain, session.out().replaceAll("\u001b\\[[0-9]*m", ""));
  }

  @Test
  void a_long_id_keeps_its_beginning_and_its_end_where_the_terminal_is_narrow() throws IOException {
    var view = new StatusView(StatusLooks.at(run), "", "");
    List<PaintedLine> wide = view.text(Optional.empty()).lines(1000);
    int widest = wide.get(1).text().length();
    List<PaintedLine> narrow = view.text(Optional.empty()).lines(widest - 3);
    assertEquals(widest - 3, narrow.get(1).text().length());
    assertTrue(narrow.stream().anyMatch(each -> each.text().startsWith("ntup...o2L2Nu ")));
    assertTrue(narrow.stream().anyMatch(each -> each.text().startsWith("ntuple/WZ ")));
    List<PaintedLine> tiny = view.text(Optional.empty()).lines(widest - 10);
    assertTrue(tiny.stream().noneMatch(each -> each.text().contains("####")), "no room for bars");
    assertTrue(tiny.get(1).text().endsWith("SKIPPED"));
  }

  @Test
  void a_small_window_keeps_what_is_at_work_or_has_failed() {
    List<PaintedLine> lines =
        List.of(
            PaintedLine.plain("title"),
            new PaintedLine("done", Paint.GOOD),
            new PaintedLine("waits", Paint.QUIET),
            new PaintedLine("failed", Paint.BAD),
            new PaintedLine("runs", Paint.BUSY));
    assertEquals(lines, Fitted.to(lines, 5));
    assertEquals(
        List.of("title", "failed", "runs", "and 2 more lines"),
        Fitted.to(lines, 4).stream().map(PaintedLine::text).toList());
    assertEquals(
        List.of("title", "and 4 more lines"),
        Fitted.to(lines, 2).stream().map(PaintedLine::text).toList());
  }

  @Test
  void a_rate_has_the_unit_in_which_it_is_a_number() {
    assertEquals("12.5/s", Rates.of(12.5));
    assertEquals("30.0/min", Rates.of(0.5));
    assertEquals("18.0/h", Rates.of(0.005));
    assertEquals("1 h 2 min", Rates.about(3725));
    assertEquals("59 s", Rates.about(59.2));
  }
}
