package hdw.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import hdw.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real failures left behind is recognised with nothing but the shipped rules. */
final class LogsTest {
  private static final Path LOGS = Path.of("src/test/resources/logs");

  @TempDir Path folder;

  static List<Path> logs() throws IOException {
    try (Stream<Path> all = Files.walk(LOGS)) {
      return all.filter(each -> each.toString().endsWith(".err")).sorted().toList();
    }
  }

  private Cause cause(Path log) throws IOException {
    String[] parts = log.getFileName().toString().split("\\.", -1);
    var workflow = Attempts.workflow(folder, "workflow w\nuse \"rules/standard\"\n");
    return new Causes(workflow, Attempts.world(folder))
        .of(Attempts.ended(Integer.parseInt(parts[1]), Files.readString(log)), "skim");
  }

  @ParameterizedTest
  @MethodSource("logs")
  void a_log_tells_its_reason(Path log) throws IOException {
    Cause cause = cause(log);
    assertEquals(log.getParent().getFileName().toString(), cause.reason().word(), cause.toString());
    if (cause.reason() != Reason.COMMAND_FAILED && cause.reason() != Reason.UNKNOWN) {
      assertNotEquals(Cause.Sureness.GUESSED, cause.sure());
    }
  }

  @Test
  void the_line_that_decided_is_shown() throws IOException {
    assertEquals(
        "OSError: XRootD error: [ERROR] Operation expired",
        cause(LOGS.resolve("bad_input/uproot-xrootd.1.err")).line());
    assertEquals(
        "ModuleNotFoundError: No module named 'higgs_dna'",
        cause(LOGS.resolve("command_failed/no-module.1.err")).line());
    assertEquals("KeyError: 'nMuon'", cause(LOGS.resolve("command_failed/key-error.1.err")).line());
    assertEquals(
        "exit code 137, and not a word", cause(LOGS.resolve("unknown/silent.137.err")).line());
  }
}
