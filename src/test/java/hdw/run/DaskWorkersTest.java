package hdw.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of the workers of Dask by what the driver noted. */
final class DaskWorkersTest {
  @TempDir Path folder;

  private DaskWorkers noted(String crew, String page) throws IOException {
    Files.createDirectories(folder.resolve("dask"));
    Files.writeString(folder.resolve("dask/crew.json"), crew);
    Files.writeString(folder.resolve("dask/page.json"), page);
    return DaskWorkers.of(new RunFolder(folder)).orElseThrow();
  }

  @Test
  void workers_and_the_page_of_dask_are_told() throws IOException {
    DaskWorkers workers =
        noted(
            "{\"working\": 3, \"waiting\": 2, \"most\": 50}",
            "{\"dashboard\": \"http://localhost:8787/status\"}");
    assertEquals("3 of at most 50 workers run, 2 wait in the queue", workers.text());
    assertEquals(Optional.of("http://localhost:8787/status"), workers.dashboard());
  }

  @Test
  void what_keeps_workers_from_coming_is_told_with_them() throws IOException {
    assertEquals(
        "0 of at most 1 workers run: held: no such queue",
        noted("{\"most\": 1, \"said\": \"held: no such queue\\nand more\"}", "{}").text());
  }

  @Test
  void what_is_no_address_of_a_page_is_no_link() throws IOException {
    String crew = "{\"working\": 1, \"most\": 1}";
    for (String each :
        List.of("{\"dashboard\": \"javascript:alert(1)\"}", "{\"dashboard\": null}", "{\"da")) {
      assertEquals(Optional.empty(), noted(crew, each).dashboard(), each);
    }
  }

  @Test
  void a_run_without_workers_tells_nothing() {
    assertEquals(Optional.empty(), DaskWorkers.of(new RunFolder(folder)));
  }
}
