package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ClusterConfigTest {
  private static final Duration USUAL = Duration.ofSeconds(30);

  private static ClusterConfig config(String storage, int minJobAge) {
    return ClusterConfig.parse(
        """
        AccountingStorageType   = accounting_storage/%s
        MaxArraySize            = 1001
        MinJobAge               = %d sec
        SLURM_VERSION           = 22.05.8
        """
            .formatted(storage, minJobAge));
  }

  @Test
  void what_scontrol_prints_is_read() {
    assertEquals(new ClusterConfig("22.05.8", 1001, true, 300), config("slurmdbd", 300));
    assertEquals(new ClusterConfig("22.05.8", 1001, false, 5), config("none", 5));
    assertEquals(new ClusterConfig("?", 1001, false, 300), ClusterConfig.parse(""));
  }

  @Test
  void where_nothing_else_remembers_jobs_the_queue_is_looked_at_before_it_forgets_them() {
    assertEquals(USUAL, config("slurmdbd", 5).pause(USUAL));
    assertEquals(USUAL, config("none", 300).pause(USUAL));
    assertEquals(Duration.ofSeconds(20), config("none", 60).pause(USUAL));
    assertEquals(Duration.ofSeconds(1), config("none", 2).pause(USUAL));
    assertEquals(USUAL, config("none", 0).pause(USUAL));
  }
}
