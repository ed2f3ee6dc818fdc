package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose jobs share no files with the machine that submits them, on a real HTCondor. */
@Tag("engine")
final class TravelRunEngineTest {
  private static final String SITE =
      """
      workflow far
      site away { executor = htcondor  shared = false }
      defaults { memory = 100 MB  time = 5 min }
      sample A { files = glob("in put/*.txt") }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void enter() throws IOException {
    session = new Session(folder);
    Files.createDirectories(folder.resolve("in put"));
    for (int i = 1; i <= 3; i++) {
      session.file("in put/f, " + i + " $x.txt", i + "\n");
    }
    session.file("tool.sh", "echo helper \"$1\"\n");
  }

  private void run(ExitCode wanted, String tasks) throws IOException {
    session.file("w.hdw", SITE + tasks);
    ExitCode got = session.hdw("run", "@w.hdw");
    assertEquals(wanted, got, session.out() + session.err());
  }

  @Test
  void inputs_and_outputs_travel_through_a_whole_analysis() throws IOException {
    run(
        ExitCode.DONE,
        """
        task copy for each sample {
          split  = 1 file
          needs  = "tool.sh"
          output = "out/{{chunk}}.txt"
          run    = \"""
            [[ ! -e w.hdw && $PWD == */dir_* ]]
            echo "events 3" > $HDW_METRICS
            bash tool.sh {{inputs}} > {{output}}
            cat {{inputs}} >> {{output}}
          \"""
        }
        task all {
          input  = copy
          output = "out/all/"
          run    = "for f in {{inputs}}; do tail -n 1 \\"$f\\"; done > {{output}}/sum; echo x > {{output}}/'a b'"
        }
        task last { executor = local input = all output = "last" run = "cat {{input}}/sum > {{output}}" }
        """);
    assertEquals("1\n2\n3\n", session.read("last"));
    assertTrue(session.exists("out/all/a b"));
    assertTrue(session.read(".hdw/latest/journal.jsonl").contains("\"events\":3"));
    assertEquals(ExitCode.DONE, session.hdw("run", "@w.hdw"));
    assertTrue(session.err().contains("nothing to do"), session.err());
  }

  @Test
  void what_a_failed_attempt_wrote_does_not_become_an_output() throws IOException {
    run(
        ExitCode.JOBS_FAILED,
        """
        task bad { output = "bad.txt" run = "echo half > {{output}}; echo no >&2; exit 3" }
        """);
    assertFalse(session.exists("bad.txt"));
    try (Stream<Path> left = Files.walk(folder.resolve(".hdw/latest/logs").toRealPath())) {
      assertFalse(left.anyMatch(each -> each.toString().endsWith(".results")));
    }
    session.hdw("logs", "bad", "--err");
    assertTrue(session.out().contains("no\n"), session.out());
  }
}
