package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hdw.executor.Engine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of a real Slurm that belong to an ordinary user, as on every site. */
@Tag("engine")
final class SlurmUserEngineTest {
  /** Made by slurm-up.sh. */
  private static final String USER = "hep";

  @TempDir Path scratch;
  private Path folder;
  private List<String> classes;

  @BeforeEach
  void give_the_user_a_folder_and_a_copy_of_hdw() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root may become another");
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
    classes = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path from = Path.of(each);
      if (!each.isEmpty() && Files.exists(from) && !each.contains("test-classes")) {
        classes.add(copy(from, scratch.resolve("classes/" + classes.size())).toString());
      }
    }
    folder = Files.createDirectory(scratch.resolve("home"));
    new Session(folder)
        .file(
            "w.hdw",
            """
            workflow w
            defaults { executor = slurm  memory = 50 MB }
            task t for each n in range(3) {
              output = "out/{{n}}"
              run    = "id -un > {{output}}; [ {{n}} != 2 ] || [ {{attempt}} = 2 ]"
            }
            task sum { input = t  output = "sum"  run = "cat {{inputs}} > {{output}}" }
            task nap { after = sum  output = "nap"  run = "while [ ! -e go ]; do sleep 0.2; done; echo > {{output}}" }
            rule again on failure { when exit == 1 then retry after 1 s }
            """);
    Engine.run(scratch, "chown", "-R", USER, folder.toString());
  }

  private static Path copy(Path from, Path to) throws IOException {
    Path target = Files.isDirectory(from) ? to : to.resolve(from.getFileName().toString());
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path copy = target.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(copy);
        } else {
          Files.createDirectories(copy.getParent());
          Files.copy(each, copy);
        }
      }
    }
    return target;
  }

  /** Starts hdw as that user. */
  private Process start(String... words) throws IOException {
    var command = new ArrayList<>(List.of("runuser", "-u", USER, "--", "env", "HOME=" + folder));
    command.addAll(Program.command(words));
    command.set(command.indexOf("-cp") + 1, String.join(File.pathSeparator, classes));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("said").toFile());
    return builder.start();
  }

  private String said() throws IOException {
    return Files.readString(scratch.resolve("said"));
  }

  private String hdw(int code, String... words) throws Exception {
    Process hdw = start(words);
    assertTrue(hdw.waitFor(120, TimeUnit.SECONDS), said());
    assertEquals(code, hdw.exitValue(), said());
    return said();
  }

  @Test
  void an_ordinary_user_runs_retries_resumes_and_cancels_and_sees_only_jobs_of_ones_own()
      throws Exception {
    Process driver = start("run", "w.hdw");
    Engine.await(this::isNapping, "the last job");
    assertEquals((USER + "\n").repeat(3), Files.readString(folder.resolve("sum")));
    driver.destroyForcibly().waitFor();
    assertTrue(hdw(0, "status").contains(" RUNNING "), said());
    assertTrue(hdw(0, "cancel").contains("cancel"), said());
    assertEquals(List.of(), new SlurmQueue().jobs(folder));
    Files.writeString(folder.resolve("go"), "");
    assertTrue(hdw(0, "run", "w.hdw").contains("5 of 5 jobs done"), said());
    assertEquals(USER, Files.getOwner(folder.resolve("nap")).getName());
  }

  private boolean isNapping() throws Exception {
    return new SlurmQueue().rows(folder).stream().anyMatch(each -> each.name().startsWith("nap."));
  }
}
