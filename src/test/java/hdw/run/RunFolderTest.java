package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a run, by whatever path it is reached. */
final class RunFolderTest {
  @TempDir Path folder;

  @Test
  void a_run_has_one_token_whichever_link_leads_to_it() throws IOException {
    Path run = Files.createDirectories(folder.resolve("real/run_1"));
    Files.createDirectories(folder.resolve("real/run_2"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    assertEquals(new RunFolder(run).token(), new RunFolder(link.resolve("run_1")).token());
    assertNotEquals(new RunFolder(run).token(), new RunFolder(link.resolve("run_2")).token());
  }
}
