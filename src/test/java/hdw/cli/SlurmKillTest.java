package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.run.RunFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** A driver of jobs in a real Slurm that is killed. */
@Tag("engine")
final class SlurmKillTest extends DriverKills {
  private static final SlurmQueue QUEUE = new SlurmQueue();

  SlurmKillTest() {
    super(QUEUE, "hdw.slurm");
  }

  /** What Slurm still knows of; a job's name says which rows of which submission it has. */
  @Override
  Set<String> checkHistory(RunFolder run, int lostOnes) throws Exception {
    Map<String, String> arrays = new HashMap<>();
    Set<String> tokens = new HashSet<>();
    var rows = new ArrayList<>(QUEUE.rows(run.path(), "-t", "all"));
    rows.addAll(QUEUE.accounts(run.path()));
    for (SlurmQueue.Row each : rows) {
      String array = arrays.computeIfAbsent(each.name(), name -> each.array());
      assertEquals(array, each.array(), each.name() + " was submitted twice");
      tokens.add(each.token());
    }
    return tokens;
  }
}
