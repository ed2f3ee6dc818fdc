package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person who stops a run: in a process of its own, as signals cannot be sent to a test. */
final class InterruptTest {
  private static final String SLOW =
      """
      workflow slow
      task nap for each n in range(6) {
        memory = 10 MB
        output = "out/{{n}}.txt"
        run    = "echo begun > mark.{{n}}; sleep $(cat seconds); echo {{n}} > {{output}}"
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void a_signal_ends_the_children_and_says_what_to_type_next(String signal) throws Exception {
    var session = new Session(folder).file("slow.hdw", SLOW).file("seconds", "60");
    Process run = start();
    waitFor("mark.0");
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid())).start();
    assertEquals(0, kill.waitFor());
    assertTrue(run.waitFor(20, TimeUnit.SECONDS), "hdw did not end");
    assertEquals(signal.equals("INT") ? 130 : 143, run.exitValue());
    String said = Files.readString(folder.resolve("said"));
    assertTrue(said.contains("no job is left running"), said);
    assertTrue(said.contains("hdw run "), said);
    assertEquals(0, run.descendants().count());
    assertEquals(List.of(), leftovers());

    session.file("seconds", "0");
    assertEquals(ExitCode.DONE, session.hdw("run", "@slow.hdw"), session.err());
    assertTrue(session.err().contains("6 of 6 jobs done"), session.err());
  }

  @Test
  void a_second_driver_is_kept_out() throws Exception {
    var session = new Session(folder).file("slow.hdw", SLOW).file("seconds", "60");
    Process run = start();
    waitFor("mark.0");
    assertEquals(ExitCode.SURROUNDINGS, session.hdw("run", "@slow.hdw"));
    assertTrue(session.err().contains("another hdw runs workflow `slow`"), session.err());
    assertEquals(ExitCode.RUNNING, session.hdw("status", "--exit-code"));
    run.destroy();
    assertTrue(run.waitFor(20, TimeUnit.SECONDS));
    assertFalse(run.isAlive());
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "hdw.cli.Main",
            "run",
            "slow.hdw",
            "-j",
            "2")
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start();
  }

  private void waitFor(String name) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(folder.resolve(name))) {
      assertTrue(System.nanoTime() < until, name + " never came");
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Temporary folders of jobs beside their outputs. */
  private List<String> leftovers() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
      return all.map(each -> each.getFileName().toString())
          .filter(each -> each.startsWith(".hdw-"))
          .toList();
    }
  }
}
