package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hdw.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Better requests as a patch: it applies, the file is right then, and the plan asks for them. */
final class TuneTest {
  private static final String WORKFLOW =
      """
      workflow t

      use "shared/ntuple"

      defaults { time = 3 h }

      sample data { files = glob("in/*.txt") }

      rule large {
        when task == ruled
        then memory = 1 GB
      }

      task plain for each sample {
        split  = 1 file
        output = "plain/{{chunk}}.txt"
        run    = "sleep 1.2; cp {{input}} {{output}}"
      }

      task ruled for each sample {
        split  = 1 file
        time   = 5 min
        output = "ruled/{{chunk}}.txt"
        run    = "sleep 1.2; cp {{input}} {{output}}"
      }
      """;

  private static final String SHARED =
      """
      task ntuple for each sample {
        split  = 1 file
        memory = 1 GB                                # as ever
        time   = 1 h 30 min
        output = "ntuple/{{chunk}}.txt"
        run    = "sleep 1.2; cp {{input}} {{output}}"
      }
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void files() throws IOException {
    session = new Session(folder).file("t.hdw", WORKFLOW).file("shared/ntuple.hdw", SHARED);
    for (int i = 0; i < 6; i++) {
      session.file("in/" + i + ".txt", i + "\n");
    }
    assertEquals(ExitCode.DONE, session.hdw("fmt", "@t.hdw", "@shared/ntuple.hdw"), session.err());
    assertEquals(ExitCode.DONE, session.hdw("run", "@t.hdw", "-j", "6"), session.err());
  }

  private Map<String, Object> node(String id) throws IOException {
    assertEquals(ExitCode.DONE, session.hdw("plan", "@t.hdw", "--json"), session.err());
    return JsonReader.objects(JsonReader.object(session.out()), "nodes").stream()
        .filter(each -> id.equals(each.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private static void applied(Path folder, String patch) throws Exception {
    Path file = Files.writeString(folder.resolve("tune.patch"), patch);
    Process process;
    try {
      process =
          new ProcessBuilder("patch", "-p0", "--fuzz=0", "-i", file.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException missing) {
      assumeTrue(false, "there is no patch here");
      return;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertFalse(said.contains("offset") || said.contains("fuzz"), said);
  }

  @Test
  void the_patch_applies_and_the_plan_asks_for_what_was_proposed() throws Exception {
    String before = session.read("t.hdw") + session.read("shared/ntuple.hdw");
    assertEquals(ExitCode.DONE, session.hdw("tune"), session.err());
    String patch = session.out();
    assertEquals(
        before, session.read("t.hdw") + session.read("shared/ntuple.hdw"), "it only prints");
    assertTrue(session.err().contains("| patch -p0"), session.err());
    assertTrue(patch.contains("-  memory = 1 GB"), patch);
    assertTrue(patch.contains("+  memory = 100 MB"), patch);
    assertEquals(2, patch.split("\\+\\+\\+ ", -1).length - 1, patch + session.err());
    applied(folder, patch);
    assertEquals(ExitCode.DONE, session.hdw("check", "@t.hdw"), session.err());
    assertEquals("", session.err());
    assertEquals(
        ExitCode.DONE,
        session.hdw("fmt", "--check", "@t.hdw", "@shared/ntuple.hdw"),
        session.out());
    for (String each : List.of("ntuple/data", "plain/data")) {
      assertEquals(100, JsonReader.number(node(each), "memory_mib", 0), each);
      assertEquals(300, JsonReader.number(node(each), "time_s", 0), each);
    }
    assertTrue(session.read("shared/ntuple.hdw").contains("# as ever"));
  }

  @Test
  void what_a_rule_or_the_command_line_says_is_told_in_words() throws IOException {
    session.hdw("tune");
    assertTrue(
        session
            .err()
            .contains(
                "not in the patch: rule large at t.hdw:11 says it, which counts more than a line of the"
                    + " task; change that rule to memory = 100 MB"),
        session.err());
    session.file("in/6.txt", "6\n");
    assertEquals(
        ExitCode.DONE,
        session.hdw("run", "@t.hdw", "-j", "7", "--new", "--set", "ntuple.memory=3GB"),
        session.err());
    session.hdw("tune");
    assertTrue(session.err().contains("next time: --set 'ntuple.memory=100 MB'"), session.err());
    assertFalse(session.out().contains("-  memory = 1 GB"), session.out());
  }

  @Test
  void a_file_that_has_changed_since_the_run_is_told_and_left_out() throws IOException {
    session.file("shared/ntuple.hdw", session.read("shared/ntuple.hdw").replace("1 GB", "2 GB"));
    assertEquals(ExitCode.DONE, session.hdw("tune"));
    assertTrue(
        session
            .err()
            .contains(
                "shared/ntuple.hdw:3 no longer says 1 GB: the file has changed since the run"),
        session.err());
    assertTrue(session.err().contains("ntuple, memory: memory = 100 MB at shared/ntuple.hdw:3"));
    assertFalse(session.out().contains("-  memory"), session.out());
    Files.delete(folder.resolve("shared/ntuple.hdw"));
    assertEquals(ExitCode.DONE, session.hdw("tune"));
    assertTrue(session.err().contains("there is no file shared/ntuple.hdw"), session.err());
  }

  @Test
  void json_has_every_figure_and_the_patch() throws IOException {
    assertEquals(ExitCode.DONE, session.hdw("tune", "--json"), session.err());
    Map<String, Object> document = JsonReader.object(session.out());
    Map<String, Object> ntuple =
        JsonReader.objects(document, "suggestions").stream()
            .filter(each -> "ntuple".equals(each.get("task")))
            .filter(each -> "memory".equals(each.get("resource")))
            .findFirst()
            .orElseThrow();
    assertEquals("too_much", ntuple.get("verdict"));
    assertEquals("shared/ntuple.hdw:3", ntuple.get("where"));
    assertEquals(1L << 30, JsonReader.number(ntuple, "asked_bytes", 0));
    assertEquals(100L << 20, JsonReader.number(ntuple, "proposed_bytes", 0));
    assertEquals("memory = 100 MB", ntuple.get("line"));
    session.hdw("tune");
    assertEquals(session.out(), document.get("patch"));
  }
}
