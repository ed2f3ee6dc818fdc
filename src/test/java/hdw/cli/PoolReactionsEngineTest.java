package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What rules do about jobs that a real HTCondor holds, removes or sees fail. */
@Tag("engine")
final class PoolReactionsEngineTest extends QueueReactions {
  private static final CondorQueue QUEUE = new CondorQueue();

  PoolReactionsEngineTest() {
    super(QUEUE);
  }

  /** Under load, 23.9.6 leaves now and then a job without a limit: it goes once more. */
  @Test
  void a_job_held_for_its_memory_goes_again_with_more_up_to_the_cap() throws Exception {
    pool.workflow(
        """
        task t for each sample {
          split   = 2 files
          retries = 30
          output  = "out/{{chunk}}"
          directive htcondor = \"""
            requirements = TARGET.PartitionableSlot =?= true || TARGET.Memory < 2 * RequestMemory
          \"""
          run     = \"""
            sleep 1
            case "$(echo {{inputs}})" in
              *a.txt*) head -c 150M /dev/zero | tail | wc -c > {{output}} ;;
              *)       head -c 900M /dev/zero | tail | wc -c; exit 5 ;;
            esac
          \"""
        }
        rule no_limit on failure { when exit == 5 then retry after 1 s }
        rule grow on failure {
          when reason == out_of_memory and memory < 400 MB
          then memory = min(memory * 2, 400 MB), retry
        }
        """);
    pool.expect(ExitCode.JOBS_FAILED, pool.run());
    assertTrue(pool.err().contains("tried again with memory = 400 MB (rule grow)"), pool.err());
    assertTrue(pool.err().contains("1 of 2 jobs done, 1 failed"), pool.err());
    String log = pool.ofRun("condor.log");
    assertTrue(events(log, "012 ") >= 3, log);
    assertEquals(events(log, "012 "), events(log, "009 "), log);
    assertEquals(0, events(log, "013 "), log);
    String why = pool.hdw("why", failed());
    assertTrue(why.contains("out_of_memory (certain: the executor ended it: Job has gone"), why);
    assertTrue(why.contains("memory = 400 MB (rule grow, attempt "), why);
    assertTrue(why.contains(") <- 200 MB (rule grow, attempt "), why);
  }

  private static long events(String log, String number) {
    return log.lines().filter(each -> each.startsWith(number)).count();
  }

  /** The job that `hdw logs --failed` shows. */
  private String failed() {
    String title = pool.hdw("logs", "--failed").lines().findFirst().orElseThrow();
    return title.substring(title.indexOf(' ') + 1, title.indexOf(','));
  }

  @Test
  void a_job_over_its_time_is_held_and_goes_again_with_more() throws Exception {
    pool.workflow(
        """
        task t {
          time   = 5 s
          output = "out"
          run    = "[ {{attempt}} = 2 ] || sleep 100; echo $HDW_TIME_S > {{output}}"
        }
        rule longer on failure { when reason == out_of_time then time = time * 60, retry }
        """);
    pool.expect(ExitCode.DONE, pool.run());
    assertTrue(pool.err().contains("out_of_time: The job exceeded allowed job duration"));
    assertEquals("300\n", pool.read("out"));
    assertTrue(pool.ofRun("condor.log").contains("\tCode 46 Subcode 0"));
  }

  @Test
  void a_job_removed_for_its_time_goes_to_the_next_queue_with_its_lines() throws Exception {
    pool.workflow(
        """
        site s {
          executor = htcondor
          queue short {
            time = 5 s
            directive htcondor = \"""
              +JobFlavour = "short"
              periodic_remove = JobStatus == 2 && time() - EnteredCurrentStatus > 4
              +PeriodicRemoveReason = "wall time exceeded allowed max"
            \"""
          }
          queue long { time = 5 min  directive htcondor = "+JobFlavour = \\"long\\"" }
        }
        task t {
          output = "out"
          run    = "[ {{attempt}} = 2 ] || sleep 100; echo $HDW_TIME_S > {{output}}"
        }
        rule longer on failure { when reason == out_of_time then queue = next, retry }
        """);
    pool.expect(ExitCode.DONE, pool.run());
    assertTrue(pool.err().contains("tried again with queue = long (rule longer)"), pool.err());
    assertEquals("300\n", pool.read("out"));
    assertTrue(pool.ofRun("jobs/t-2.sub").contains("\n+JobFlavour = \"long\"\n"));
    String why = pool.hdw("why", "t");
    assertTrue(why.contains("time = as queue long has it (rule longer, attempt 1) <- 5 s"), why);
  }

  @Test
  void each_kind_of_hold_has_its_reason_and_leaves_the_queue() throws Exception {
    Path noProgram = Files.writeString(folder.resolve("none"), "#!/no/such/interpreter\n");
    assertTrue(noProgram.toFile().setExecutable(true));
    pool.workflow(
        """
        task h6  { output = "o6"  run = "true"  directive htcondor = "executable = ../../none" }
        task h7  { output = "o7"  run = "true"  directive htcondor = "output = nowhere/x.out" }
        task h12 { output = "o12"  run = "true > {{output}}"  directive htcondor = \"""
          should_transfer_files = YES
          transfer_output_files = never-made.root
        \""" }
        task h13 { output = "o13"  run = "true > {{output}}"  directive htcondor = \"""
          should_transfer_files = YES
          transfer_input_files = /nowhere/in.root
        \""" }
        task memory { output = "o3"  run = "sleep 60"  directive htcondor = \"""
          periodic_hold = JobStatus == 2 && time() - EnteredCurrentStatus > 1
          periodic_hold_reason = "used more memory than it asked for"
          periodic_hold_subcode = 102
        \""" }
        task person { output = "o4"  run = "exit 77"  directive htcondor = \"""
          on_exit_hold = ExitCode == 77
          on_exit_hold_reason = "the proxy will run out"
        \""" }
        """);
    pool.expect(ExitCode.JOBS_FAILED, pool.run());
    String said = pool.err();
    assertTrue(said.contains("h6 failed: not_started: Failed to execute"), said);
    assertTrue(said.contains("h7 failed: not_started: Failed to open"), said);
    assertTrue(said.contains("h12 failed: missing_output: "), said);
    assertTrue(said.contains("h13 failed: bad_input: "), said);
    assertTrue(said.contains("memory failed: out_of_memory: used more memory than it"), said);
    assertTrue(said.contains("person failed: removed: the proxy will run out"), said);
    assertTrue(pool.hdw("status").contains("1 x not_started: Failed to open"), "not one group");
    assertTrue(pool.hdw("status", "--by", "reason").contains("not_started"));
  }

  @Test
  void an_avoided_machine_is_not_asked_again() throws Exception {
    pool.workflow(
        """
        task t { output = "out"  run = "exit 9"  directive htcondor = "requirements = Cpus > 0" }
        rule h on failure { when exit == 9 then avoid node, retry }
        """);
    pool.start();
    Engine.await(
        () -> QUEUE.attribute(folder, "HdwAttempt").equals(List.of("2")), "another attempt");
    assertTrue(pool.hdw("status").contains("QUEUED"));
    String machine =
        Engine.run(folder, "condor_status", "-af", "Machine").lines().findFirst().get();
    String items = pool.ofRun("input/t-2.items");
    assertTrue(items.endsWith(" " + machine + "\n"), items);
    String required = QUEUE.attribute(folder, "unparse(Requirements)").toString();
    assertTrue(required.contains("Cpus > 0) && stringListIMember("), required);
    assertTrue(pool.hdw("why", "t").contains("rule h: tried again on another machine"));
    Thread.sleep(6000); // the negotiator comes by every 2 s here
    assertEquals(List.of("1"), QUEUE.attribute(folder, "JobStatus"));
  }
}
