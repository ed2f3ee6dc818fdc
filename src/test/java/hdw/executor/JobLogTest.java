package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class JobLogTest {
  @Test
  void a_log_is_called_after_its_job_and_attempt() {
    JobLog log = JobLog.of("ntuple", "ntuple/DY/up/a-1f");
    assertEquals("DY~up~a-1f", log.name());
    assertTrue(log.stem(2).matches("logs/ntuple/[a-z]{2}/DY~up~a-1f[.]2"), log.stem(2));
  }

  @Test
  void a_job_with_nothing_behind_its_task_is_called_like_it() {
    assertEquals("plots", JobLog.of("plots", "plots").name());
  }

  @Test
  void a_name_longer_than_a_file_system_takes_is_cut_and_stays_unique() {
    String one = "t/" + "x".repeat(300) + "1";
    String other = "t/" + "x".repeat(300) + "2";
    assertEquals(220, JobLog.of("t", one).name().length());
    assertNotEquals(JobLog.of("t", one).name(), JobLog.of("t", other).name());
  }

  @Test
  void logs_spread_over_all_folders() {
    var folders = new HashSet<String>();
    for (int i = 0; i < 10_000; i++) {
      folders.add(JobLog.of("t", "t/A/nano_" + i + "-0").shard());
    }
    assertEquals(26 * 26, folders.size());
  }
}
