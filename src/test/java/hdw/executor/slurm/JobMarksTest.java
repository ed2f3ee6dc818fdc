package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.executor.JobMarks;
import hdw.rules.Verdict;
import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job notes, and what slurmstepd says of it, cut off and mixed as they may be. */
final class JobMarksTest {
  private static final AttemptKey KEY = new AttemptKey("ab12.7", "t/A~in1", 2);
  private static final String JOB = "job\tab12.7\t212_3\t216\twn01\t1000\n";
  private static final String BEGIN = "begin\tt/A/in1\t2\t5034\n";
  private static final String END = "end\tt/A/in1\t2\t7\n";

  @TempDir Path run;

  @BeforeEach
  void make_the_folder_of_the_log() throws IOException {
    Files.createDirectories(run.resolve(JobMarks.path(KEY)).getParent());
  }

  private Optional<JobMarks> marks(String text) throws IOException {
    Files.writeString(run.resolve(JobMarks.path(KEY)), text);
    return JobMarks.read(run, KEY);
  }

  @Test
  void an_attempt_that_noted_nothing_never_began() throws Exception {
    assertEquals(Optional.empty(), JobMarks.read(run, KEY));
    assertEquals(Optional.empty(), marks(""));
    assertEquals(Optional.empty(), marks(JOB.strip())); // half written
  }

  @Test
  void its_end_counts_when_the_whole_line_is_there() throws Exception {
    assertEquals(OptionalInt.empty(), marks(JOB + BEGIN).orElseThrow().exit());
    assertEquals(OptionalInt.empty(), marks(JOB + BEGIN + END.strip()).orElseThrow().exit());
    JobMarks whole = marks(JOB + BEGIN + END).orElseThrow();
    assertEquals(OptionalInt.of(7), whole.exit());
    assertEquals("212_3", whole.id());
    assertEquals("wn01", whole.host());
  }

  @Test
  void a_job_that_began_again_has_not_ended() throws Exception {
    assertEquals(OptionalInt.empty(), marks(JOB + BEGIN + END + JOB).orElseThrow().exit());
  }

  @Test
  void the_most_memory_counts_where_this_attempt_noted_it() throws Exception {
    String memory = "memory\tt/A/in1\t2\t217952256\n";
    assertEquals(
        Optional.of(new Memory(217_952_256)), marks(JOB + BEGIN + memory + END).get().memory());
    assertEquals(Optional.empty(), marks(JOB + BEGIN + END).orElseThrow().memory());
    assertEquals(Optional.empty(), marks(JOB + BEGIN + memory + JOB).orElseThrow().memory());
    String other = memory.replace("\t2\t", "\t1\t");
    assertEquals(Optional.empty(), marks(JOB + BEGIN + other + END).orElseThrow().memory());
  }

  @Test
  void the_marks_of_another_submission_are_no_marks() throws Exception {
    assertEquals(Optional.empty(), marks(JOB.replace("ab12.7", "ab12.6") + BEGIN + END));
  }

  @ParameterizedTest
  @CsvSource({
    "slurmstepd-wn01: error: Detected 1 oom-kill event(s) in StepId=216.batch. Some,OUT_OF_MEMORY",
    "'slurmstepd: error: StepId=216.batch exceeded memory limit (3 > 1), being killed',OUT_OF_MEMORY",
    "slurmstepd: error: *** JOB 216 ON wn01 CANCELLED AT 2026 DUE TO TIME LIMIT ***,OUT_OF_TIME",
    "'slurmstepd: error: *** JOB 216 ON wn01 CANCELLED AT 2 DUE TO NODE FAILURE, SEE ***',LOST_NODE",
    "slurmstepd: error: *** JOB 216 ON wn01 CANCELLED AT 2026-11-23T16:35:39 ***,REMOVED",
  })
  void slurmstepd_says_why_it_ended_a_job(String line, Verdict verdict) throws Exception {
    Path out = run.resolve("logs/t/slurm-212.out");
    Files.writeString(out, line.replace("216", "2160") + "\n" + line.replace("216", "15") + "\n");
    var words = new DaemonWords(run);
    assertEquals(Optional.empty(), words.of("t/A~in1", "212_3", "216"));
    Files.writeString(out, "other\n" + line + "\n");
    DaemonWords.Said said = words.of("t/A~in1", "212_3", "216").orElseThrow();
    assertEquals(verdict, said.verdict());
    assertFalse(said.said().matches(".*(slurmstepd|StepId).*"), said.said());
  }

  @Test
  void a_job_that_slurm_forgot_ended_as_it_noted_itself() throws Exception {
    var endings = new Endings(run);
    assertEquals(Verdict.ENDED, endings.ofMarks(KEY, marks(JOB + END).orElseThrow()).verdict());
    Files.writeString(
        run.resolve("logs/t/slurm-212.out"),
        "slurmstepd: error: *** JOB 216 ON wn01 CANCELLED AT 2026 DUE TO TIME LIMIT ***\n");
    JobMarks stopped = marks(JOB + END.replace("\t7", "\t143")).orElseThrow();
    assertEquals(Verdict.OUT_OF_TIME, endings.ofMarks(KEY, stopped).verdict());
    JobMarks gone = marks(JOB + BEGIN).orElseThrow();
    assertEquals(Verdict.OUT_OF_TIME, endings.unseen(KEY, gone).verdict());
    Files.delete(run.resolve("logs/t/slurm-212.out"));
    assertEquals(Verdict.LOST_NODE, endings.unseen(KEY, gone).verdict());
    assertTrue(endings.unseen(KEY, gone).said().contains("wn01"));
  }
}
