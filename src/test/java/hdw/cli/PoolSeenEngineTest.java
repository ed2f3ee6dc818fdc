package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import hdw.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page and the report show of a run on a real pool in which jobs failed. */
@Tag("engine")
final class PoolSeenEngineTest {
  private static final Pattern ADDRESS =
      Pattern.compile("(http://localhost:\\d+)/status\\?token=([A-Za-z0-9_-]+)");

  @TempDir Path folder;
  private OnQueue pool;
  private Session session;

  @BeforeEach
  void write() throws IOException {
    pool = new OnQueue(folder, new CondorQueue());
    session = new Session(folder);
    for (int i = 0; i < 6; i++) {
      session.file("in/" + i + ".txt", i + "\n");
    }
    session.file(
        "w.hdw",
        """
        workflow w
        sample A { files = glob("in/*.txt") }
        defaults { executor = htcondor  memory = 100 MB  time = 10 min }
        task t for each sample {
          split  = 1 file
          output = "out/{{chunk}}"
          run    = \"""
            sleep 1
            case $HDW_JOB in
              *A/1*) [ $HDW_ATTEMPT = 2 ] || { echo operation expired >&2; exit 54; };;
              *A/2*|*A/3*) echo 'KeyError: genWeight' >&2; exit 1;;
            esac
            cat {{input}} > {{output}}
          \"""
        }
        task sum { input = t  output = "sum"  run = "cat {{inputs}} > {{output}}" }
        rule again on failure { when exit == 54 then retry after 1 s }
        rule give_up on failure { when exit == 1 then fail }
        """);
  }

  @AfterEach
  void leave_nothing() throws IOException {
    pool.close();
  }

  private List<Map<String, Object>> events(String kind) throws IOException {
    return pool.events(kind);
  }

  @Test
  void page_and_report_say_what_the_journal_of_a_run_on_a_pool_says() throws Exception {
    Process driver = pool.start("run", "w.hdw");
    pool.awaitEvents("submitted", 1);
    Path told = folder.resolve("page");
    Process page =
        new Program(folder).startInto("page", List.of(), "dashboard", "latest", "--port", "0");
    try {
      Engine.await(() -> ADDRESS.matcher(Files.readString(told)).find(), "an address");
      Matcher address = ADDRESS.matcher(Files.readString(told));
      assertTrue(address.find());
      String now = address.group(1) + "/api/now?token=" + address.group(2);
      Engine.await(() -> number(get(now), "done") > 0, "a job that is done, on the page");
      assertEquals(ExitCode.JOBS_FAILED.number(), pool.exit(driver), pool.said());
      Engine.await(() -> "failed".equals(head(get(now)).get("state")), "the end, on the page");
      isTrue(head(get(now)));
    } finally {
      page.destroyForcibly();
    }
    assertEquals(ExitCode.DONE, session.hdw("report", "-o", "r.html"), session.err());
    isTrue(new Told(session.read("r.html")));
  }

  private static Map<String, Object> get(String address) throws Exception {
    return JsonReader.object(
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
            .body());
  }

  private static Map<String, Object> head(Map<String, Object> now) {
    return JsonReader.inner(now, "sections")
        .flatMap(all -> JsonReader.inner(all, "head"))
        .flatMap(each -> JsonReader.inner(each, "rows"))
        .flatMap(rows -> JsonReader.inner(rows, "run"))
        .orElse(Map.of());
  }

  private static long number(Map<String, Object> now, String count) {
    return JsonReader.number(head(now), count, -1);
  }

  private void isTrue(Map<String, Object> head) throws IOException {
    assertEquals(events("done").size(), JsonReader.number(head, "done", -1));
    assertEquals(failed().size(), JsonReader.number(head, "failed", -1));
    assertEquals(events("blocked").size(), JsonReader.number(head, "skipped", -1));
    assertEquals(
        List.of(4, 2, 1),
        List.of(events("done").size(), failed().size(), events("blocked").size()));
  }

  private Set<String> failed() throws IOException {
    Set<String> jobs = new HashSet<>();
    for (Map<String, Object> each : events("failed")) {
      if ("fail".equals(JsonReader.inner(each, "decision").orElseThrow().get("kind"))) {
        jobs.add(each.get("job").toString());
      }
    }
    return jobs;
  }

  private void isTrue(Told told) throws IOException {
    assertEquals(events("done").size(), told.figure("jobs-done"));
    assertEquals(failed().size(), told.figure("jobs-failed"));
    assertEquals(events("started").size(), told.figure("task-t-attempts"));
    assertEquals(events("failed").size(), told.figure("task-t-failed"));
    assertEquals(milliseconds("done"), told.figure("cost-useful"));
    assertEquals(milliseconds("failed"), told.figure("cost-failed"));
    assertEquals(
        events("done").stream().filter(each -> each.containsKey("memory_bytes")).count(),
        told.figure("memory-t-measured"));
    assertTrue(told.has("KeyError: genWeight"));
  }

  private long milliseconds(String kind) throws IOException {
    return events(kind).stream().mapToLong(each -> JsonReader.number(each, "ms", 0)).sum();
  }
}
