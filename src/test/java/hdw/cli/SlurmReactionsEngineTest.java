package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What rules do about jobs that a real Slurm ends, or that fail in its hands. */
@Tag("engine")
final class SlurmReactionsEngineTest extends QueueReactions {
  private static final SlurmQueue QUEUE = new SlurmQueue();

  /** Holds as many MiB for longer than from one look of Slurm's to the next. */
  private static final String EAT =
      """
      eat() {
        awk -v n="$1" 'BEGIN {
          s = "x"
          while (length(s) < 1048576) s = s s
          for (i = 0; i < n; i++) t[i] = s i
          system("sleep 5")
        }'
      }
      """;

  SlurmReactionsEngineTest() {
    super(QUEUE);
  }

  @Test
  void a_job_out_of_memory_goes_again_with_more_up_to_the_cap_and_with_logs_of_its_own()
      throws Exception {
    Files.writeString(folder.resolve("eat.sh"), EAT);
    pool.workflow(
        """
        task t for each sample {
          split   = 2 files
          needs   = "eat.sh"
          output  = "out/{{chunk}}"
          run     = \"""
            source eat.sh
            echo "with {{memory.mib}}"
            case "$(echo {{inputs}})" in
              *a.txt*) eat 150 ;;
              *)       eat 900 ;;
            esac
            echo > {{output}}
          \"""
        }
        rule grow on failure {
          when reason == out_of_memory and memory < 400 MB
          then memory = min(memory * 2, 400 MB), retry
        }
        """);
    pool.expect(ExitCode.JOBS_FAILED, pool.run());
    assertTrue(pool.err().contains("tried again with memory = 400 MB (rule grow)"), pool.err());
    assertTrue(pool.err().contains("1 of 2 jobs done, 1 failed"), pool.err());
    assertTrue(pool.ofRun("jobs/t-2.sbatch").contains("#SBATCH --mem=200M\n"));
    String failed = failed();
    String why = pool.hdw("why", failed);
    assertTrue(why.contains("out_of_memory (certain: "), why);
    assertTrue(why.contains("memory = 400 MB (rule grow, attempt 2) <- 200 MB"), why);
    String printed = pool.hdw("logs", failed);
    for (String each : List.of("1 (", "2 (", "3 (")) {
      assertTrue(printed.contains(", attempt " + each), printed);
    }
    assertTrue(printed.contains("\nwith 100\n") && printed.contains("\nwith 400\n"), printed);
  }

  /** The job that `hdw logs --failed` shows. */
  private String failed() {
    String title = pool.hdw("logs", "--failed").lines().findFirst().orElseThrow();
    return title.substring(title.indexOf(' ') + 1, title.indexOf(','));
  }

  /** Slurm counts minutes, and looks every 30 s: this takes one and a half. */
  @Test
  void a_job_over_its_time_goes_to_the_next_partition_with_its_lines() throws Exception {
    pool.workflow(
        """
        site s {
          executor = slurm
          queue short    { time = 1 min  directive slurm = "--nice=1" }
          queue standard { time = 5 min  directive slurm = "--nice=2" }
        }
        task t {
          output = "out"
          run    = "[ {{attempt}} = 2 ] || sleep 200; echo $HDW_TIME_S > {{output}}"
        }
        rule longer on failure { when reason == out_of_time then queue = next, retry }
        """);
    pool.expect(ExitCode.DONE, pool.run());
    assertTrue(pool.err().contains("t failed: out_of_time: "), pool.err());
    assertTrue(pool.err().contains("tried again with queue = standard (rule longer)"), pool.err());
    assertEquals("300\n", pool.read("out"));
    String script = pool.ofRun("jobs/t-2.sbatch");
    assertTrue(script.contains("#SBATCH --partition=standard\n"), script);
    assertTrue(script.contains("#SBATCH --nice=2\n"), script);
    String why = pool.hdw("why", "t");
    assertTrue(why.contains("time = as queue standard has it (rule longer, attempt 1)"), why);
  }

  @Test
  void exit_codes_and_signals_are_told_as_they_were_though_sacct_cuts_them() throws Exception {
    pool.workflow(
        """
        task t for each code in [1, 126, 127, 128, 130, 200, 255] {
          output = "out/{{code}}"
          run    = "exit {{code}}"
        }
        task s for each signal in ["TERM", "KILL", "SEGV", "ABRT"] {
          output = "out/{{signal}}"
          run    = "kill -{{signal}} $$"
        }
        rule none on failure { when exit > 255 then retry }
        """);
    pool.expect(ExitCode.JOBS_FAILED, pool.run("--no-pause"));
    for (int each : List.of(1, 126, 127, 128, 130, 200, 255)) {
      assertExit("t/" + each, each);
    }
    assertExit("s/TERM", 143);
    assertExit("s/KILL", 137);
    assertExit("s/SEGV", 139);
    assertExit("s/ABRT", 134);
  }

  private void assertExit(String job, int code) throws IOException {
    String end =
        pool.ofRun("journal.jsonl")
            .lines()
            .filter(each -> each.contains("\"failed\"") && each.contains("\"job\":\"" + job + "\""))
            .findFirst()
            .orElseThrow();
    assertTrue(end.contains("\"exit\":" + code + ","), end);
  }

  @Test
  void a_job_whose_log_folder_is_gone_has_not_started() throws Exception {
    pool.workflow("task t { output = \"out\"  run = \"true > {{output}}\"" + later() + " }\n");
    pool.start("--no-pause");
    pool.awaitStatus(" HELD ");
    delete(folder.resolve(".hdw/latest/logs/t"));
    QUEUE.act(folder, "scontrol", "release");
    assertEquals(ExitCode.JOBS_FAILED.number(), pool.end(), pool.read("said"));
    assertTrue(pool.read("said").contains("t failed: not_started: "), pool.read("said"));
  }

  /** A line that keeps a job in the queue until it is released. */
  private static String later() {
    return "  directive slurm = \"--hold\"";
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void an_avoided_machine_is_not_asked_again() throws Exception {
    pool.workflow(
        """
        task t {
          output = "out"
          run    = "[ {{attempt}} = 2 ] || { echo $SLURMD_NODENAME > first; exit 9; }; echo $SLURMD_NODENAME > {{output}}"
        }
        rule h on failure { when exit == 9 then avoid node, retry }
        """);
    pool.expect(ExitCode.DONE, pool.run());
    assertFalse(pool.read("out").equals(pool.read("first")), pool.read("out"));
    assertTrue(pool.hdw("why", "t").contains("rule h: tried again on another machine"));
  }

  @Test
  void a_person_who_cancels_waiting_tasks_takes_them_out_of_the_run_and_not_the_others()
      throws Exception {
    pool.workflow(
        """
        task t for each sample {
          split       = 1 file
          max_running = 1
          output      = "out/{{chunk}}"
          run         = "while [ ! -e go ]; do sleep 0.2; done; cp {{input}} {{output}}"
        }
        """);
    pool.start("--no-pause");
    pool.awaitStatus("RUNNING  QUEUED.* 4 +0 +1 +3 ");
    for (SlurmQueue.Row each : QUEUE.rows(folder)) {
      if (each.id().endsWith("_1") || each.id().endsWith("_2")) {
        QUEUE.cancel(each.id());
      }
    }
    Files.writeString(folder.resolve("go"), "");
    assertEquals(ExitCode.JOBS_FAILED.number(), pool.end(), pool.read("said"));
    assertTrue(pool.read("said").contains("2 of 4 jobs done, 2 failed"), pool.read("said"));
    assertTrue(pool.hdw("why", "t/A/b").contains("removed"), pool.hdw("why", "t/A/b"));
    Engine.await(() -> QUEUE.jobs(folder).isEmpty(), "an empty queue");
  }
}
