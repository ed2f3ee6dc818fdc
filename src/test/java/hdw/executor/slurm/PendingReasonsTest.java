package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PendingReasonsTest {
  /** The reasons that the library of Slurm 22.05 holds. */
  private static List<String> reasons() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/slurm/reasons.txt"));
  }

  @Test
  void every_reason_of_slurm_has_words() throws IOException {
    for (String each : reasons()) {
      String words = PendingReasons.words(each);
      assertTrue(words.matches("[a-z].* .* \\(" + each + "\\)|Slurm .*[a-z] \\(.*\\)"), words);
    }
  }

  @Test
  void common_reasons_are_told_as_a_physicist_would() {
    assertEquals(
        "it is its turn, and waits for enough free cores and memory (Resources)",
        PendingReasons.words("Resources"));
    assertEquals("other jobs come first (Priority)", PendingReasons.words("Priority"));
    assertEquals(
        "you are at the limit of running jobs that its QOS sets (QOSMaxJobsPerUserLimit)",
        PendingReasons.words("QOSMaxJobsPerUserLimit"));
    assertEquals(
        "your account is at its limit of cores for all who share it (AssocGrpCpuLimit)",
        PendingReasons.words("AssocGrpCpuLimit"));
    assertEquals(
        "your account has used up its share of cores, until the site grants more"
            + " (AssocGrpCPUMinutesLimit)",
        PendingReasons.words("AssocGrpCPUMinutesLimit"));
    assertEquals(
        "it asks for more time than its QOS allows a job (QOSMaxWallDurationPerJobLimit)",
        PendingReasons.words("QOSMaxWallDurationPerJobLimit"));
    assertEquals(
        "you are at the limit of running jobs that your account sets (MaxJobsPerAccount)",
        PendingReasons.words("MaxJobsPerAccount"));
  }

  @Test
  void what_slurm_adds_to_a_reason_is_kept() {
    assertEquals(
        "nodes that it could use are down, drained or reserved, as before a maintenance"
            + " (ReqNodeNotAvail, UnavailableNodes:wn01)",
        PendingReasons.words("ReqNodeNotAvail, UnavailableNodes:wn01"));
    assertFalse(PendingReasons.isForEver("ReqNodeNotAvail, UnavailableNodes:wn01"));
  }

  @Test
  void a_reason_that_nobody_knows_is_told_as_it_is() {
    assertEquals("Slurm says: PhaseOfTheMoon", PendingReasons.words("PhaseOfTheMoon"));
    assertFalse(PendingReasons.isForEver("PhaseOfTheMoon"));
  }

  @Test
  void a_held_job_is_told_with_the_word_of_slurm() {
    assertEquals(
        Optional.of("it was put back into the queue and held there (job requeued in held state)"),
        PendingReasons.heldBecause("job requeued in held state"));
    assertEquals(Optional.empty(), PendingReasons.heldBecause("Priority"));
  }

  @Test
  void no_reason_yet_is_no_riddle() {
    for (String each : List.of("None", "(null)")) {
      assertTrue(PendingReasons.words(each).startsWith("Slurm has not looked at it yet"), each);
      assertFalse(PendingReasons.isForEver(each));
    }
  }

  @Test
  void what_ends_by_itself_is_told_from_what_does_not() {
    for (String each :
        List.of(
            "PartitionTimeLimit",
            "PartitionConfig",
            "BadConstraints",
            "DependencyNeverSatisfied",
            "JobHeldUser",
            "JobHeldAdmin",
            "job requeued in held state",
            "launch failed requeued held",
            "InvalidQOS",
            "QOSMaxMemoryPerJob",
            "AssocMaxCpuPerNode",
            "QOSMinGRES")) {
      assertTrue(PendingReasons.isForEver(each), each);
    }
    for (String each :
        List.of(
            "Resources",
            "Priority",
            "JobArrayTaskLimit",
            "Licenses",
            "Dependency",
            "BeginTime",
            "PartitionDown",
            "QOSMaxCpuPerUserLimit",
            "QOSGrpNodeLimit",
            "MaxJobsPerAccount",
            "AssocGrpCPUMinutesLimit")) {
      assertFalse(PendingReasons.isForEver(each), each);
    }
  }
}
