package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of the workers of Dask by what the driver noted. */
final class DaskWorkersTest {
  @TempDir Path folder;

  private Optional<DaskWorkers> noted(String text) throws IOException {
    Files.createDirectories(folder.resolve("dask"));
    Files.writeString(folder.resolve(DaskWorkers.FILE), text);
    return DaskWorkers.of(new RunFolder(folder));
  }

  @Test
  void workers_and_the_page_of_dask_are_told() throws IOException {
    DaskWorkers workers =
        noted(
                """
                {"dashboard": "http://127.0.0.1:8787/status",
                 "workers": {"running": 3, "waiting": 2, "most": 50}}
                """)
            .orElseThrow();
    assertEquals("3 of at most 50 workers run, 2 wait in the queue", workers.text());
    assertEquals(Optional.of("http://127.0.0.1:8787/status"), workers.dashboard());
  }

  @Test
  void without_bokeh_there_is_no_page() throws IOException {
    DaskWorkers workers =
        noted("{\"dashboard\": null, \"workers\": {\"running\": 1, \"waiting\": 0, \"most\": 1}}")
            .orElseThrow();
    assertEquals("1 of at most 1 workers run", workers.text());
    assertEquals(Optional.empty(), workers.dashboard());
  }

  @Test
  void what_is_no_address_of_a_page_is_no_link() throws IOException {
    assertEquals(
        Optional.empty(),
        noted("{\"dashboard\": \"javascript:alert(1)\", \"workers\": {\"running\": 1}}")
            .orElseThrow()
            .dashboard());
  }

  @Test
  void a_run_without_workers_and_a_note_that_is_not_whole_tell_nothing() throws IOException {
    assertEquals(Optional.empty(), DaskWorkers.of(new RunFolder(folder)));
    assertEquals(Optional.empty(), noted("{\"dashboard\": \"http://127"));
  }
}
