package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.dashboard.Browser;
import hdw.executor.MachineName;
import hdw.executor.PageWords;
import hdw.run.RunFolder;
import hdw.run.WrittenRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hdw dashboard} as somebody types it. */
final class DashboardTest {
  private static final Pattern ADDRESS =
      Pattern.compile("http://localhost:(\\d+)/status\\?token=[A-Za-z0-9_-]+");

  /** Two samples, one of them with a file that cannot be read. */
  private static final String WORKFLOW =
      """
      workflow zee
      sample DYto2L { files = glob("data/dy_*.txt") }
      sample TTto2L2Nu { files = glob("data/tt_*.txt") }
      task ntuple for each sample {
        split  = 1 file
        memory = 50 MB
        output = "ntuples/{{chunk}}.txt"
        run    = "echo reading {{input}} >&2; while [ ! -e go ]; do sleep 0.1; done; grep -v broken {{input}} > {{output}}"
      }
      task merged for each sample {
        input  = ntuple
        memory = 50 MB
        output = "{{sample}}.txt"
        run    = "cat {{inputs}} > {{output}}"
      }
      """;

  @TempDir Path folder;

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  /** What is said once it says something. */
  private Matcher said(Pattern wanted) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      Matcher matcher = wanted.matcher(said());
      if (matcher.find()) {
        return matcher;
      }
      assertTrue(System.nanoTime() < until, said());
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static int interrupt(Process process) throws Exception {
    String pid = Long.toString(process.pid());
    assertEquals(0, new ProcessBuilder("kill", "-INT", pid).start().waitFor());
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it did not end");
    return process.exitValue();
  }

  private static String get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  void it_says_where_it_is_and_how_a_laptop_reaches_it_and_ends_with_ctrl_c() throws Exception {
    WrittenRun.write(Files.createDirectory(folder.resolve(".hdw")), 100, 100);
    Process process = new Program(folder).start("dashboard", "--port", "0");
    try {
      Matcher address = said(ADDRESS);
      said(Pattern.compile("Ctrl-C ends the page"));
      String user = System.getProperty("user.name");
      String line = "ssh -N -f -L localhost:8000:localhost:" + address.group(1) + " " + user + "@";
      assertTrue(said().contains(line + MachineName.full() + "\n"), said());
      String path = address.group().replaceFirst("http://localhost:\\d+", "");
      assertTrue(said().contains("and there: http://localhost:8000" + path), said());
      assertTrue(said().contains("dashboard of big_20261122_213045: http://"), said());
      assertTrue(get(address.group()).contains("<title>hdw</title>"));
      assertEquals(130, interrupt(process));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void it_prints_what_its_page_of_the_manual_says_it_prints() throws Exception {
    String page = Files.readString(Path.of("docs/dashboard.md"));
    String session = page.substring(page.indexOf("$ hdw dashboard\n"));
    String promised = session.substring(session.indexOf('\n') + 1, session.indexOf("```"));
    WrittenRun.write(Files.createDirectory(folder.resolve(".hdw")), 100, 100);
    Process process = new Program(folder).start("dashboard", "--port", "0");
    try {
      said(Pattern.compile("Ctrl-C ends the page.*\n"));
      assertEquals(masked(promised), masked(said()));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String masked(String text) {
    return text.replaceAll("[a-z]+_\\d{8}_\\d{6}", "RUN")
        .replaceAll("localhost:(?!8000)\\d+", "localhost:PORT")
        .replaceAll("token=\\S+", "token=SECRET")
        .replaceAll("\\S+@\\S+", "USER@HOST");
  }

  @Test
  void a_port_that_is_taken_is_said_as_dask_says_it() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Process process = new Program(folder).start("dashboard", "--port", port);
      try {
        Matcher address = said(ADDRESS);
        assertTrue(
            said()
                .contains(
                    "Port "
                        + port
                        + " is already in use.\n"
                        + "Perhaps you already have a cluster running?\n"
                        + "Hosting the HTTP server on port "
                        + address.group(1)
                        + " instead\n"),
            said());
        assertTrue(said().contains("dashboard of the run to come: "), said());
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void the_usual_port_is_left_to_dask_where_dask_runs_the_jobs() throws Exception {
    RunFolder run = WrittenRun.write(Files.createDirectory(folder.resolve(".hdw")), 100, 100);
    Files.writeString(run.plan(), Files.readString(run.plan()).replace("htcondor", "dask"));
    Process process = new Program(folder).start("dashboard");
    try {
      Matcher address = said(ADDRESS);
      assertFalse(address.group(1).equals("8787"), said());
      assertTrue(said().contains("port 8787 is left to the page of Dask itself"), said());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void an_address_that_others_reach_is_said_loudly() throws Exception {
    Process process = new Program(folder).start("dashboard", "--address", "0.0.0.0", "--port", "0");
    try {
      said(Pattern.compile("http://\\S+/status\\?token="));
      assertTrue(said().contains("hdw: warning: everybody who reaches "), said());
      assertFalse(said().contains("ssh -N"), said());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_line_for_a_shell_holds_whatever_a_user_is_called() {
    assertEquals(
        "ssh -N -f -L localhost:8000:localhost:8787 anna@lxplus901.cern.ch",
        PageWords.tunnel(8787, "anna", "lxplus901.cern.ch"));
    assertTrue(PageWords.tunnel(1, "a'b c", "x").endsWith(" 'a'\\''b c@x'"));
  }

  @Test
  void what_is_no_port_no_address_and_no_run_is_a_mistake() {
    var session = new Session(folder);
    assertEquals(ExitCode.USAGE, session.hdw("dashboard", "--port", "70000"));
    assertEquals(ExitCode.USAGE, session.hdw("dashboard", "--port", "eighty"));
    assertEquals(ExitCode.USAGE, session.hdw("dashboard", "--address", "no.such.host.invalid"));
  }

  @Test
  @Tag("browser")
  void a_real_run_is_followed_from_before_its_begin_to_its_end() throws Exception {
    var session = new Session(folder).file("zee.hdw", WORKFLOW);
    for (int i = 0; i < 6; i++) {
      session.file("data/dy_" + i + ".txt", "1\n").file("data/tt_" + i + ".txt", "2\n");
    }
    session.file("data/tt_3.txt", "broken\n");
    try (Browser browser = Browser.start()) {
      Process page = new Program(folder).start("dashboard", "--port", "0");
      Process run = null;
      try {
        String address = said(ADDRESS).group();
        browser.open(address);
        browser.await("document.querySelector('#banner').textContent.includes('no run here yet')");
        run = new Program(folder).startInto("run", List.of(), "run", "zee.hdw", "-j", "4");
        browser.await("document.querySelector('[data-state=running] b')?.textContent === '4'");
        assertEquals("running", browser.text("#state"));
        session.file("go", "");
        browser.await("document.querySelector('[data-state=done] b').textContent === '12'");
        browser.await("document.querySelector('#state').textContent === 'failed'");
        assertEquals("1", browser.text("[data-state=failed] b"));
        assertEquals("1", browser.text("[data-state=skipped] b"));
        browser.await(
            "document.querySelector('#failures pre').textContent.includes('reading data')");
        browser.click("#failures .jobs-of button");
        browser.await("document.querySelector('#why') !== null");
        assertEquals(ExitCode.DONE, session.hdw("why", "ntuple/TTto2L2Nu/tt_3"));
        assertEquals(session.out().strip(), browser.text("#why").strip());
        assertEquals(List.of(), browser.said());
      } finally {
        page.destroyForcibly();
        if (run != null) {
          run.destroy();
          run.waitFor();
        }
      }
    }
  }
}
