package hdw.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.executor.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real driver, rules and journal in a simulated batch system: whatever is lost, doubled, late
 * or unanswered, and whenever the driver dies.
 *
 * <p>{@code -Dhdw.histories=1000} is the whole test, as CI runs it; {@code -Dhdw.seed=N
 * -Dhdw.histories=1} plays one history again.
 */
final class RandomHistoriesTest {
  private static final int HISTORIES = Integer.getInteger("hdw.histories", 40);
  private static final long SEED = Long.getLong("hdw.seed", 20261124);

  @TempDir Path home;

  @Test
  void whatever_happens_each_result_is_accepted_once_and_nothing_is_missing() throws Exception {
    List<String> failed = new ArrayList<>();
    int deaths = 0;
    for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
      Path folder = Files.createDirectories(home.resolve("h" + seed));
      var history = new History(seed, folder);
      try {
        history.play();
        Invariants.check(history);
      } catch (AssertionError | RuntimeException | IOException wrong) {
        failed.add("seed " + seed + ": " + wrong);
        System.out.println("seed " + seed + ": " + wrong);
        history.told().forEach(System.out::println);
        for (StackTraceElement each : wrong.getStackTrace()) {
          if (each.getClassName().startsWith("hdw")) {
            System.out.println("    " + each);
          }
        }
      }
      deaths += history.deaths();
      Trees.remove(folder);
    }
    System.out.printf("%d histories from seed %d, %d drivers died%n", HISTORIES, SEED, deaths);
    assertEquals(List.of(), failed);
  }
}
