package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What rules do about jobs of a real batch system. */
abstract sealed class QueueReactions extends SessionOnQueue
    permits PoolReactionsEngineTest, SlurmReactionsEngineTest {
  QueueReactions(RealQueue queue) {
    super(queue);
  }

  @Test
  void exit_codes_signals_retries_and_what_is_given_up_are_as_on_this_machine() throws Exception {
    Files.writeString(folder.resolve("n"), "where a folder should be");
    pool.workflow(
        """
        task t for each sample {
          split   = 1 file
          retries = 1
          output  = "out/{{chunk}}"
          run     = \"""
            case {{input}} in
              a.txt) kill -SEGV $$ ;;
              b.txt) echo oops >&2; exit 7 ;;
              c.txt) exit 0 ;;
              d.txt) echo fine > {{output}} ;;
            esac
          \"""
        }
        task next for each sample { input = each t  output = "next/{{chunk}}"  run = "cp {{input}} {{output}}" }
        task most { input = t  tolerate = 90 %  output = "most"  run = "cat {{inputs}} > {{output}}" }
        task report { after = t  always = true  output = "report"  run = "echo > {{output}}" }
        task nowhere { output = "n/x"  run = "true" }
        task stuck { output = "stuck"  run = "echo > {{output}}; mkdir -p stuck/x" }
        rule again on failure { when exit == 7 then retry after 2 s }
        rule crash on failure { when exit == 139 then skip }
        """);
    pool.expect(ExitCode.JOBS_FAILED, pool.run());
    String said = pool.err();
    assertTrue(said.contains("command_failed: exit code 139, and not a word; skipped"), said);
    assertTrue(said.contains("command_failed: oops; tried again after 2 s (rule again)"), said);
    assertTrue(said.contains("given up: 1 retry is used up (rule again)"), said);
    assertTrue(said.contains("missing_output: hdw: the command ended with 0 but did not"), said);
    assertTrue(said.contains("nowhere failed: not_started: hdw: cannot make the folder"), said);
    assertTrue(said.contains("stuck failed: command_failed: hdw: "), said);
    assertTrue(said.contains("report: 1/1 done"), said);
    assertEquals("fine\n", pool.read("most"));
  }

  @Test
  void halves_take_the_place_of_a_chunk() throws Exception {
    pool.workflow(
        """
        task t for each sample {
          split  = 4 files
          output = "out/{{chunk}}"
          run    = "set -- {{inputs}}; [ $# -lt 2 ] || exit 9; cat {{inputs}} > {{output}}"
        }
        task sum { input = t  output = "sum"  run = "cat {{inputs}} > {{output}}" }
        rule h on failure { when exit == 9 then halve }
        """);
    pool.expect(ExitCode.DONE, pool.run());
    assertEquals("a\nb\nc\nd\n", pool.read("sum"));
  }

  @Test
  void an_abort_takes_all_jobs_out_of_the_queue() throws Exception {
    pool.workflow(
        """
        task t for each sample {
          split  = 1 file
          output = "out/{{chunk}}"
          run    = "[ {{input}} = a.txt ] || sleep 300; exit 9"
        }
        rule h on failure { when exit == 9 then abort }
        """);
    pool.expect(ExitCode.JOBS_FAILED, pool.run());
    assertTrue(pool.err().contains("the run is given up (rule h)"), pool.err());
    assertTrue(pool.err().contains("0 of 4 jobs done, 1 failed in"), pool.err());
  }
}
