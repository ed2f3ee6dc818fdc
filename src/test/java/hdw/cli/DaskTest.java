package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A run with Dask whose workers are processes of this machine. */
final class DaskTest extends DaskRuns {
  private static final Pattern ADDRESS =
      Pattern.compile("http://localhost:(\\d+)/status\\?token=[A-Za-z0-9_-]+");

  @Override
  String cluster() {
    return "max_workers = 2  cpus = 1  memory = 150 MB";
  }

  @Override
  List<String> inQueue(Path run) {
    return List.of();
  }

  @Test
  void a_worker_that_is_killed_is_named_with_its_jobs_and_replaced() throws Exception {
    write(8, "sleep 3"); // what ends before anybody can end it counts
    Process driver = start("run", "crew.hdw");
    await("done", 3);
    running("worker.py").get(0).destroyForcibly();
    assertEquals(0, exit(driver), this::said);
    checkWhole(8);
    assertTrue(said().contains("lost_node: worker "), this::said);
    assertTrue(said().contains("ended under it: exit code 137"), this::said);
  }

  @Test
  void ctrl_c_ends_the_jobs_and_the_workers_and_the_next_run_goes_on() throws Exception {
    write(12, "sleep $(cat seconds)");
    Files.writeString(folder.resolve("seconds"), "0.2");
    Process driver = start("run", "crew.hdw");
    await("done", 2);
    Files.writeString(folder.resolve("seconds"), "60");
    Files.delete(folder.resolve("said"));
    interrupt(driver);
    assertEquals(130, exit(driver), this::said);
    checkNothingIsLeft();
    Files.writeString(folder.resolve("seconds"), "0");
    runWell("run", "crew.hdw");
    checkWhole(12);
  }

  private static void interrupt(Process process) throws Exception {
    String pid = Long.toString(process.pid());
    assertEquals(0, new ProcessBuilder("kill", "-INT", pid).start().waitFor());
  }

  @Test
  void status_and_the_page_count_the_workers() throws Exception {
    write(4, "sleep 8");
    Process driver = start("run", "crew.hdw");
    await("began", 2);
    Engine.await(
        () -> {
          Files.deleteIfExists(folder.resolve("said"));
          exit(start("status"));
          return said().contains("dask: 2 of at most 2 workers run, http://localhost:");
        },
        "status does not name the workers: " + said());
    start("dashboard", "--port", "0");
    Engine.await(() -> ADDRESS.matcher(said()).find(), "there is no page: " + said());
    Matcher address = ADDRESS.matcher(said());
    assertTrue(address.find());
    URI now = URI.create(address.group().replace("/status?", "/api/now?"));
    String page =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(now).build(), BodyHandlers.ofString())
            .body();
    assertTrue(page.contains("2 of at most 2 workers run"), page);
    assertEquals(0, exit(driver), this::said);
  }
}
