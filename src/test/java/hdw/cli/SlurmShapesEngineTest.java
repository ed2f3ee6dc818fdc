package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.ChildProcess;
import hdw.executor.Engine;
import hdw.executor.slurm.Cluster;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which jobs go to a real Slurm, when, and which are taken back. */
@Tag("engine")
final class SlurmShapesEngineTest extends QueueShapes {
  private static final SlurmQueue QUEUE = new SlurmQueue();

  SlurmShapesEngineTest() {
    super(QUEUE);
  }

  /** The ids of what is in the queue, as soon as there are so many. */
  private List<String> ids(int number) throws Exception {
    Engine.await(() -> QUEUE.rows(folder).size() == number, number + " jobs");
    return QUEUE.rows(folder).stream().map(SlurmQueue.Row::id).sorted().toList();
  }

  @Test
  void several_jobs_are_one_array_and_one_job_is_a_plain_job() throws Exception {
    pool.workflow(
        """
        task t for each sample { split = 1 file  output = "out/{{chunk}}"  run = "true"  directive slurm = "--hold" }
        task one { output = "one"  run = "true"  directive slurm = "--hold" }
        """);
    pool.start();
    List<String> ids = ids(5);
    assertEquals(1, ids.stream().filter(each -> !each.contains("_")).count(), ids.toString());
    List<String> tasks = ids.stream().filter(each -> each.contains("_")).toList();
    assertEquals(1, tasks.stream().map(each -> each.replaceAll("_.*", "")).distinct().count());
    assertEquals(
        List.of("0", "1", "2", "3"),
        tasks.stream().map(each -> each.replaceAll(".*_", "")).toList());
    List<String> names = QUEUE.rows(folder).stream().map(SlurmQueue.Row::name).distinct().toList();
    assertEquals(2, names.size(), names.toString());
  }

  @Test
  void a_job_begins_when_its_own_input_is_there_and_a_gather_when_the_last_one_is()
      throws Exception {
    pool.workflow(
        """
        task t for each sample {
          split  = 1 file
          output = "out/{{chunk}}"
          run    = "while [ {{input}} != a.txt ] && [ ! -e go ]; do sleep 0.1; done; cp {{input}} {{output}}"
        }
        task e for each sample { input = each t  output = "e/{{chunk}}"  run = "cp {{input}} {{output}}; touch second" }
        task sum { input = e  output = "sum"  run = "cat {{inputs}} > {{output}}" }
        """);
    pool.start();
    Engine.await(() -> Files.exists(folder.resolve("second")), "the first job of the second task");
    assertFalse(Files.exists(folder.resolve("sum")));
    assertEquals(3, ids(3).size());
    FileTime before = Files.getLastModifiedTime(Files.writeString(folder.resolve("go"), ""));
    assertEquals(0, pool.end(), pool.read("said"));
    assertEquals("a\nb\nc\nd\n", pool.read("sum"));
    assertTrue(Files.getLastModifiedTime(folder.resolve("sum")).compareTo(before) > 0);
  }

  @Test
  void more_jobs_than_an_array_may_have_are_several_arrays() throws Exception {
    int number = Cluster.maxArraySize(new ChildProcess()).orElseThrow() + 99;
    files(number);
    pool.workflow(
        """
        sample M { files = glob("in/*") }
        task t for each sample where sample == M { split = 1 file  output = "out/{{chunk}}"  run = "true > {{output}}" }
        """);
    pool.start("--no-pause");
    Engine.await(() -> arrays() >= 2, "several arrays");
    assertEquals(0, pool.end(), pool.read("said"));
    String all = number + " of " + number + " jobs done";
    assertTrue(pool.read("said").contains(all), pool.read("said"));
    Engine.await(() -> QUEUE.jobs(folder).isEmpty(), "an empty queue");
  }

  private long arrays() throws Exception {
    return QUEUE.rows(folder, "-t", "all").stream().map(SlurmQueue.Row::array).distinct().count();
  }

  @Test
  void after_the_first_failure_nothing_more_begins_where_that_was_asked_for() throws Exception {
    pool.workflow(
        """
        task t { output = "t"  run = "sleep 3; exit 9" }
        task beside { output = "beside"  run = "sleep 8; echo > {{output}}" }
        task later for each n in range(2) { output = "later/{{n}}"  run = "true"  directive slurm = "--begin=now+1hour" }
        """);
    pool.expect(ExitCode.JOBS_FAILED, pool.run("--fail-fast"));
    assertTrue(pool.err().contains("1 of 4 jobs done, 1 failed in"), pool.err());
    assertFalse(Files.exists(folder.resolve("later/0")));
  }

  @Test
  void a_run_is_cancelled_and_taken_up_again_and_what_failed_is_tried_once_more() throws Exception {
    pool.workflow(
        """
        task t for each sample {
          split  = 1 file
          output = "out/{{chunk}}"
          run    = "while [ ! -e go ]; do sleep 0.1; done; [ {{input}} != b.txt ] || [ -e well ]; cp {{input}} {{output}}"
        }
        task sum { input = t  output = "sum"  run = "cat {{inputs}} > {{output}}" }
        """);
    pool.start();
    pool.awaitStatus(" RUNNING ");
    assertEquals(4, ids(4).size());
    assertTrue(pool.hdw("cancel").contains("cancel"));
    assertEquals(List.of(), QUEUE.jobs(folder));
    assertTrue(pool.hdw("status").contains(": cancelled"), pool.hdw("status"));
    pool.end();
    Files.writeString(folder.resolve("go"), "");
    pool.expect(ExitCode.JOBS_FAILED, pool.run("--no-pause"));
    assertTrue(pool.err().contains("3 of 5 jobs done"), pool.err());
    Files.writeString(folder.resolve("well"), "");
    String retried = pool.hdw("retry", "--memory", "150MB");
    assertTrue(retried.contains("5 of 5 jobs done"), retried);
    assertEquals("a\nb\nc\nd\n", pool.read("sum"));
    assertTrue(pool.hdw("why", "t/A/b").contains("memory = 150 MB"), pool.hdw("why", "t/A/b"));
  }
}
