package hdw.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.insight.AttemptRecord.Outcome;
import hdw.insight.Insight;
import hdw.insight.TaskUse;
import hdw.json.JsonReader;
import hdw.run.JobStory.State;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import hdw.run.RunSummary.FailureGroup;
import hdw.run.RunSummary.NodeCounts;
import hdw.run.WrittenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows is what the journal says. */
final class BoardTest {
  private static final List<String> COUNTS =
      List.of("waiting", "queued", "held", "running", "done", "failed", "skipped");

  @TempDir Path folder;

  private static List<Integer> counts(NodeCounts node) {
    return List.of(
        node.waiting(),
        node.queued(),
        node.held(),
        node.running(),
        node.done(),
        node.failed(),
        node.skipped());
  }

  private static List<Integer> counts(Map<String, Object> row) {
    return COUNTS.stream().map(each -> (int) JsonReader.number(row, each, -1)).toList();
  }

  @Test
  void every_node_has_the_counts_of_status() throws Exception {
    RunFolder run = WrittenRun.write(folder, 2000, 1500);
    try (Page page = Page.of(run)) {
      Map<String, Object> now = page.now();
      List<NodeCounts> nodes = RunSummary.read(run).nodes();
      assertEquals(nodes.size(), Page.rows(now, "nodes").size());
      for (NodeCounts each : nodes) {
        Map<String, Object> row = Page.row(now, "nodes", each.id());
        assertEquals(counts(each), counts(row), each.id());
        assertEquals(each.jobs(), JsonReader.number(row, "jobs", -1));
      }
      Map<String, Object> head = Page.row(now, "head", "run");
      for (int i = 0; i < COUNTS.size(); i++) {
        int which = i;
        assertEquals(
            nodes.stream().mapToInt(each -> counts(each).get(which)).sum(), counts(head).get(i));
      }
      assertEquals(RunSummary.read(run).runState(), head.get("state"));
    }
  }

  @Test
  void a_page_rests_ten_times_as_long_as_it_worked_but_never_long() {
    assertEquals(1000, Board.rest(3));
    assertEquals(5000, Board.rest(500));
    assertEquals(30_000, Board.rest(60_000));
  }

  @Test
  void failures_stand_by_cause_and_lead_to_just_their_jobs() throws Exception {
    RunFolder run = WrittenRun.write(folder, 2000, 1500);
    try (Page page = Page.of(run)) {
      Map<String, Object> rows = Page.rows(page.now(), "failures");
      List<FailureGroup> groups = RunSummary.read(run).failures();
      assertEquals(groups.size(), rows.size());
      Map<String, Object> row = JsonReader.inner(rows, rows.keySet().iterator().next()).get();
      assertEquals(groups.get(0).reason(), row.get("reason"));
      assertEquals(groups.get(0).evidence(), row.get("evidence"));
      assertEquals(groups.get(0).jobs().size(), JsonReader.number(row, "count", -1));
      Map<String, Object> jobs = page.get("/api/jobs?group=" + row.get("group")).json();
      assertEquals(groups.get(0).jobs().size(), JsonReader.number(jobs, "count", -1));
      assertEquals(
          groups.get(0).jobs(),
          JsonReader.objects(jobs, "jobs").stream().map(each -> each.get("id")).toList());
    }
  }

  @Test
  void memory_machines_and_the_time_line_are_those_of_the_insight() throws Exception {
    RunFolder run = WrittenRun.write(folder, 2000, 1500);
    try (Page page = Page.of(run)) {
      Map<String, Object> now = page.now();
      Insight insight = Insight.of(run);
      TaskUse use = TaskUse.of(insight.attempts()).get(0);
      Map<String, Object> memory = Page.row(now, "memory", "ntuple");
      assertEquals(2048L << 20, memory.get("asked_bytes"));
      assertEquals(4096L << 20, memory.get("most_asked_bytes"));
      assertEquals(use.memory(50).bytes(), memory.get("median_bytes"));
      assertEquals(use.memory(95).bytes(), memory.get("p95_bytes"));
      assertEquals(use.memory(100).bytes(), memory.get("max_bytes"));
      Map<String, Object> machines = page.get("/api/machines?page=0").json();
      assertEquals(40L, machines.get("count"));
      assertEquals(12, JsonReader.objects(machines, "machines").size());
      long done = 0;
      for (String each : List.of("0", "1", "2", "3")) {
        done +=
            JsonReader.objects(page.get("/api/machines?page=" + each).json(), "machines").stream()
                .mapToLong(row -> JsonReader.number(row, "done", 0))
                .sum();
      }
      assertEquals(use.done(), done);
      Map<String, Object> time = Page.rows(now, "time");
      assertTrue(time.size() > 20 && time.size() <= 241, time.size() + " moments");
      var keys = new ArrayList<>(time.keySet());
      Map<String, Object> last = JsonReader.inner(time, keys.get(keys.size() - 1)).get();
      assertEquals(insight.state().lastEvent().get().getEpochSecond(), last.get("at"));
      assertEquals((long) counts(Page.row(now, "head", "run")).get(4), last.get("done"));
    }
  }

  @Test
  void a_pace_is_what_became_done_in_the_last_ten_minutes() throws Exception {
    RunFolder run = WrittenRun.write(folder, 2000, 1500);
    try (Page page = Page.of(run)) {
      Map<String, Object> now = page.now();
      Insight insight = Insight.of(run);
      var from = insight.state().lastEvent().get().minusSeconds(600);
      long done =
          insight.attempts().stream()
              .filter(each -> each.outcome() == Outcome.DONE && !each.ended().isBefore(from))
              .count();
      assertEquals(done * 6, Page.row(now, "head", "run").get("per_hour"));
    }
  }

  @Test
  void what_changes_is_told_and_nothing_else() throws Exception {
    RunFolder whole = WrittenRun.write(Files.createDirectory(folder.resolve("whole")), 1000, 900);
    List<String> lines = Files.readAllLines(whole.journal());
    RunFolder run = new RunFolder(Files.createDirectory(folder.resolve("big_20261122_213045")));
    Files.copy(whole.plan(), run.plan());
    Files.write(run.journal(), lines.subList(0, lines.size() - 1));
    try (Page page = Page.of(run);
        Page.Listener listener = page.listen()) {
      Map<String, Object> first = JsonReader.object(listener.next());
      assertEquals(true, first.get("whole"));
      Files.write(
          run.journal(), lines.subList(lines.size() - 1, lines.size()), StandardOpenOption.APPEND);
      String delta = listener.next();
      Map<String, Object> second = JsonReader.object(delta);
      assertEquals(false, second.get("whole"));
      assertTrue(delta.length() < 3000, delta);
      assertFalse(delta.contains("\"keys\""), delta);
      assertEquals(
          5, Page.rows(second, "nodes").size(), delta); // those that merge stay as they were
      assertEquals(1, Page.rows(second, "time").size(), delta);
      Map<String, Object> all = page.now();
      Page.rows(second, "nodes")
          .forEach((key, row) -> assertEquals(Page.row(all, "nodes", key), row));
    }
  }

  @Test
  void a_page_may_be_there_before_its_run() throws Exception {
    Path home = Files.createDirectory(folder.resolve(".hdw"));
    try (Page page = Page.of(RunChoice.latest(() -> RunFolder.latest(home)));
        Page.Listener listener = page.listen()) {
      Map<String, Object> first = JsonReader.object(listener.next());
      assertEquals("", first.get("run"));
      assertEquals("there is no run here yet", Page.row(first, "trouble", "words").get("words"));
      assertEquals(404, page.get("/api/graph").status());
      WrittenRun.write(home, 100, 100);
      assertEquals("big_20261122_213045", JsonReader.object(listener.next()).get("run"));
      assertEquals(200, page.get("/api/graph").status());
    }
  }

  private static void add(RunFolder run, String line) throws IOException {
    Files.writeString(run.journal(), line + "\n", StandardOpenOption.APPEND);
  }

  /** Another run of the same workflow, which is the latest one then. */
  private static RunFolder second(Path home, RunFolder first) throws IOException {
    var second = new RunFolder(Files.createDirectory(home.resolve("big_20261122_230000")));
    Files.copy(first.plan(), second.plan());
    Files.copy(first.journal(), second.journal());
    second.becomeLatest();
    return second;
  }

  @Test
  void a_job_that_is_held_is_shown_as_held() throws Exception {
    RunFolder run = WrittenRun.write(folder, 100, 50);
    String job =
        RunSummary.read(run).state().jobs().stream()
            .filter(each -> each.state() == State.RUNNING)
            .findFirst()
            .orElseThrow()
            .id();
    add(
        run,
        "{\"at\":\"2026-11-22T23:00:00Z\",\"event\":\"held\",\"job\":\""
            + job
            + "\",\"attempt\":1,\"because\":\"memory\"}");
    try (Page page = Page.of(run)) {
      Map<String, Object> now = page.now();
      assertEquals(1L, Page.row(now, "head", "run").get("held"));
      assertEquals(49L, Page.row(now, "head", "run").get("running"));
      Map<String, Object> held = page.get("/api/jobs?state=held").json();
      assertEquals(job, JsonReader.objects(held, "jobs").get(0).get("id"));
    }
  }

  @Test
  void a_first_look_is_followed_by_the_run_after_it_even_where_it_was_named() throws Exception {
    RunFolder look = WrittenRun.write(folder, 100, 100);
    try (Page page = Page.of(look);
        Page.Listener listener = page.listen()) {
      assertEquals(look.name(), JsonReader.object(listener.next()).get("run"));
      RunFolder whole = second(folder, look);
      add(
          look,
          "{\"at\":\"2026-11-22T23:00:00Z\",\"event\":\"first_look\",\"tasks\":[\"ntuple\"]}");
      Map<String, Object> next = JsonReader.object(listener.next());
      while (!whole.name().equals(next.get("run"))) {
        next = JsonReader.object(listener.next());
      }
      assertEquals(true, next.get("whole"));
    }
  }

  @Test
  void a_run_that_was_named_stays_and_the_latest_gives_way_to_the_next() throws Exception {
    RunFolder first = WrittenRun.write(folder, 100, 100);
    Optional<Insight> shown = Optional.of(Insight.of(first));
    RunFolder second = second(folder, first);
    assertEquals(Optional.of(first), RunChoice.named(first).choose(shown));
    assertEquals(
        Optional.of(second), RunChoice.latest(() -> RunFolder.latest(folder)).choose(shown));
  }

  @Test
  void the_time_left_is_what_the_pace_makes_of_it() {
    var pace = new Pace(Duration.ofMinutes(10), Map.of("a", 40, "b", 20));
    assertEquals(240, pace.perHour("a"));
    assertEquals(0, pace.perHour("c"));
    assertEquals(360, pace.perHour());
    assertEquals(Optional.of(Duration.ofMinutes(5)), pace.timeFor(30));
    assertEquals(Optional.empty(), new Pace(Duration.ofMinutes(1), Map.of()).timeFor(3));
  }

  @Test
  void rows_that_came_or_went_are_told_by_their_keys() {
    var one = new Snapshot("r", Map.of("s", rows("a", "b")));
    assertEquals(
        "{\"run\":\"r\",\"whole\":false,\"sections\":{\"s\":{\"more\":[\"c\"],\"rows\":{\"c\":1}}}}",
        new Snapshot("r", Map.of("s", rows("a", "b", "c"))).since(one));
    assertEquals(
        "{\"run\":\"r\",\"whole\":false,\"sections\":{\"s\":{\"keys\":[\"b\",\"a\"],\"rows\":{}}}}",
        new Snapshot("r", Map.of("s", rows("b", "a"))).since(one));
    assertTrue(new Snapshot("other", one.sections()).since(one).contains("\"whole\":true"));
  }

  private static Map<String, String> rows(String... keys) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String each : keys) {
      rows.put(each, "1");
    }
    return rows;
  }

  @Test
  void a_job_is_told_with_its_attempts_and_logs() throws Exception {
    RunFolder run = WrittenRun.write(folder, 200, 200);
    Insight insight = Insight.of(run);
    var again =
        insight.attempts().stream().filter(each -> each.attempt() == 2).findFirst().orElseThrow();
    Path log = run.file(RunFolder.log("ntuple", again.job(), 1) + ".err");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "<img src=x onerror=alert(1)>\n".repeat(4000));
    try (Page page = Page.of(run)) {
      page.now();
      String job = Page.query(Map.of("job", again.job()));
      Map<String, Object> story = page.get("/api/job" + job).json();
      assertEquals(List.of(again.job() + " is told about", "  in two lines"), story.get("why"));
      List<Map<String, Object>> attempts = JsonReader.objects(story, "attempts");
      assertEquals("out_of_memory", attempts.get(0).get("reason"));
      assertEquals("done", attempts.get(1).get("outcome"));
      assertEquals(again.ran().toMillis(), attempts.get(1).get("ran_ms"));
      assertEquals(again.asked().memory().bytes(), attempts.get(1).get("asked_bytes"));
      assertEquals(
          "attempt 1, standard error", JsonReader.objects(story, "logs").get(0).get("title"));
      Map<String, Object> text = page.get("/api/log" + job + "&attempt=1&number=0").json();
      assertEquals(false, text.get("whole"));
      assertEquals(Files.size(log), text.get("bytes"));
      assertEquals(64 << 10, text.get("text").toString().length());
      assertTrue(page.get("/api/queue" + job).body().contains("the pool says nothing of"));
    }
  }

  @Test
  void jobs_are_found_by_a_part_of_their_id_and_come_fifty_at_a_time() throws Exception {
    RunFolder run = WrittenRun.write(folder, 1000, 900);
    try (Page page = Page.of(run)) {
      page.now();
      Map<String, Object> all = page.get("/api/jobs?node=ntuple/WW").json();
      assertEquals(200L, all.get("count"));
      assertEquals(50, JsonReader.objects(all, "jobs").size());
      assertEquals(4L, all.get("pages"));
      Map<String, Object> last = page.get("/api/jobs?node=ntuple/WW&page=99").json();
      assertEquals(3L, last.get("page"));
      String id = JsonReader.objects(last, "jobs").get(49).get("id").toString();
      Map<String, Object> found = page.get("/api/jobs?id=" + id.substring(id.length() - 16)).json();
      assertEquals(1L, found.get("count"));
      assertEquals(100L, page.get("/api/jobs?state=running").json().get("count"));
      assertEquals(0L, page.get("/api/jobs?task=merge").json().get("count"));
    }
  }

  @Test
  void a_picture_has_a_box_for_each_node_and_of_very_many_for_each_task() throws Exception {
    RunFolder run = WrittenRun.write(folder, 100, 100);
    try (Page page = Page.of(run)) {
      page.now();
      Map<String, Object> graph = page.get("/api/graph").json();
      assertEquals("node", graph.get("by"));
      assertEquals(10, JsonReader.objects(graph, "boxes").size());
      assertEquals(5, JsonReader.objects(graph, "lines").size());
      Map<String, Object> byTask = page.get("/api/graph?by=task").json();
      assertEquals("task", byTask.get("by"));
      assertEquals(2, JsonReader.objects(byTask, "boxes").size());
    }
    var many = new ArrayList<hdw.insight.PlannedNode>();
    for (hdw.insight.PlannedNode each : Insight.of(run).nodes()) {
      for (int i = 0; i < 16; i++) {
        many.add(
            new hdw.insight.PlannedNode(
                each.id() + i,
                each.task(),
                each.dimensions(),
                each.executor(),
                Optional.empty(),
                each.asked(),
                each.jobs(),
                each.after().stream().map(before -> before + "0").toList(),
                Map.of()));
      }
    }
    Map<String, Object> tasks = JsonReader.object(GraphPicture.of("r", many, false));
    assertEquals("task", tasks.get("by"));
    assertEquals(2, JsonReader.objects(tasks, "boxes").size());
    assertEquals(1, JsonReader.objects(tasks, "lines").size());
  }

  @Test
  void a_run_that_cannot_be_read_is_said_and_shown_again_when_it_can() throws Exception {
    RunFolder run = WrittenRun.write(folder, 100, 100);
    String plan = Files.readString(run.plan());
    Files.writeString(run.plan(), "{");
    try (Page page = Page.of(run);
        Page.Listener listener = page.listen()) {
      String first = listener.next();
      assertTrue(first.contains("the run cannot be read"), first);
      Files.writeString(run.plan(), plan);
      Map<String, Object> second = JsonReader.object(listener.next());
      assertEquals(run.name(), second.get("run"));
      assertTrue(Page.rows(second, "trouble").isEmpty());
    }
  }

  @Test
  void what_a_page_shows_grows_with_its_journal_to_the_same() throws Exception {
    RunFolder run = WrittenRun.write(folder, 500, 400);
    var board = new Board(RunChoice.named(run), java.time.InstantSource.system());
    byte[] journal = Files.readAllBytes(run.journal());
    Files.write(run.journal(), java.util.Arrays.copyOf(journal, journal.length / 2));
    board.look();
    Snapshot half = board.latest();
    Files.write(run.journal(), journal);
    board.look();
    var fresh = new Board(RunChoice.named(run), java.time.InstantSource.system());
    fresh.look();
    assertFalse(half.equals(board.latest()));
    assertEquals(fresh.latest(), board.latest());
    board.close();
    fresh.close();
  }

  @Test
  void a_lost_connection_leaves_nothing_behind() throws Exception {
    RunFolder run = WrittenRun.write(folder, 100, 100);
    try (Page page = Page.of(run)) {
      for (int i = 0; i < 30; i++) {
        page.listen().close();
      }
      try (Page.Listener listener = page.listen()) {
        assertTrue(JsonReader.object(listener.next()).containsKey("run"));
      }
    }
  }
}
