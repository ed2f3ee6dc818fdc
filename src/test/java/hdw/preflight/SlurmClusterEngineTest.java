package hdw.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.ChildProcess;
import hdw.executor.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Slurm, there and not there. */
@Tag("engine")
final class SlurmClusterEngineTest {
  @TempDir Path folder;

  private Optional<String> trouble(Map<String, String> environment) {
    return new SlurmCluster(new ChildProcess(environment), folder).trouble();
  }

  @Test
  void a_cluster_that_is_there_gives_no_trouble() {
    assertEquals(Optional.empty(), trouble(System.getenv()));
  }

  @Test
  void a_machine_without_it_says_what_is_missing() {
    String said = trouble(Map.of("PATH", folder.toString())).orElseThrow();
    assertTrue(said.contains("there is no `scontrol` on the path"), said);
  }

  @Test
  void a_controller_that_nobody_hears_is_told_in_the_words_of_scontrol() throws Exception {
    Matcher at =
        Pattern.compile("SLURM_CONF\\s*=\\s*(\\S+)")
            .matcher(Engine.run(folder, "scontrol", "show", "config"));
    assertTrue(at.find());
    String port = "SlurmctldPort=1\n"; // where nobody listens
    Path silent =
        Files.writeString(
            folder.resolve("slurm.conf"),
            Files.readString(Path.of(at.group(1))).replaceAll("(?m)^SlurmctldPort=.*\n", "")
                + port);
    String said =
        trouble(Map.of("PATH", System.getenv("PATH"), "SLURM_CONF", silent.toString()))
            .orElseThrow();
    assertTrue(said.matches("no controller of Slurm answers: Slurmctld.* is DOWN"), said);
  }
}
