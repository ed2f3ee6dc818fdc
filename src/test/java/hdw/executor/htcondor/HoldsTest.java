package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.rules.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HoldsTest {
  private static void means(Verdict verdict, int code, int subcode, String text) {
    assertEquals(Optional.of(verdict), Holds.verdict(code, subcode, text), text);
  }

  @Test
  void what_a_person_holds_a_person_releases() {
    assertEquals(Optional.empty(), Holds.verdict(1, 5, "user said hold (by user hdw)"));
    assertEquals(Optional.empty(), Holds.verdict(15, 0, "submitted on hold at user's request"));
    assertEquals(Optional.empty(), Holds.verdict(16, 0, "Spooling input data files"));
  }

  @Test
  void a_job_out_of_resources_is_out_of_memory_unless_the_text_speaks_of_a_disk() {
    means(Verdict.OUT_OF_MEMORY, 34, 0, "Job has gone over cgroup memory limit of 128 megabytes.");
    means(Verdict.OUT_OF_MEMORY, 34, 102, "");
    means(Verdict.DISK_FULL, 34, 104, "Job has exceeded request_disk, using 300 megabytes.");
    means(Verdict.OUT_OF_MEMORY, 34, 102, "memory limit exceeded in /disk/pool/dir_1");
  }

  @Test
  void what_the_machine_held_is_known_by_its_subcode_or_its_text() {
    means(Verdict.OUT_OF_MEMORY, 21, 102, "said the machine");
    means(Verdict.DISK_FULL, 21, 104, "disk usage exceeded request_disk");
    means(Verdict.REMOVED, 21, 101, "cpu usage exceeded request_cpus");
  }

  @Test
  void what_users_and_sites_hold_is_known_by_their_texts() {
    for (int code : new int[] {3, 26}) {
      means(Verdict.OUT_OF_TIME, code, 0, "wall time 8 s exceeded allowed max of 6 s");
      means(Verdict.OUT_OF_TIME, code, 77, "hdw: over 8 s");
      means(Verdict.OUT_OF_MEMORY, code, 0, "MemoryUsage > 1.5 * RequestMemory");
      means(Verdict.OUT_OF_MEMORY, code, 102, "used 320 of 100 MB");
      means(Verdict.DISK_FULL, code, 0, "Disk quota exceeded");
      means(Verdict.REMOVED, code, 0, "exceeded the allowed number of restarts");
      means(Verdict.REMOVED, code, 42, "system says no");
      means(Verdict.REMOVED, code, 0, "cannot read /eos/memory/disk");
    }
  }

  @Test
  void files_that_cannot_travel_are_told_apart() {
    means(Verdict.BAD_INPUT, 13, 2, "reading from file /data/a: (errno 2) No such file");
    means(
        Verdict.BAD_INPUT, 13, 2, "reading from file /home/proxy/token/a: (errno 2) No such file");
    means(Verdict.NO_CREDENTIAL, 13, 2, "reading from file /tmp/x509up_u1000: (errno 2)");
    means(Verdict.NO_CREDENTIAL, 13, 1, "the proxy has expired");
    means(Verdict.MISSING_OUTPUT, 12, 2, "reading from file /d/disk/o: (errno 2) No such file");
    means(Verdict.DISK_FULL, 12, 122, "writing to file /d/o: (errno 122) Disk quota exceeded");
    means(Verdict.DISK_FULL, 12, 28, "writing to file /d/o: (errno 28) No space left on device");
    means(Verdict.DISK_FULL, 32, 0, "");
    means(Verdict.DISK_FULL, 33, 0, "");
  }

  @Test
  void what_could_not_begin_has_not_started() {
    for (int code : new int[] {6, 7, 8, 14, 22, 35, 45}) {
      means(Verdict.NOT_STARTED, code, 2, "No such file or directory");
    }
  }

  @Test
  void the_other_codes_have_their_own_meaning() {
    means(Verdict.NO_CREDENTIAL, 4, 0, "");
    means(Verdict.OUT_OF_TIME, 46, 0, "The job exceeded allowed job duration of 00:08");
    means(Verdict.OUT_OF_TIME, 47, 0, "");
    means(Verdict.REMOVED, 36, 0, "");
    means(Verdict.REMOVED, 0, 0, "");
    means(Verdict.REMOVED, 4711, 0, "out of memory");
  }
}
