package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Batch;
import hdw.executor.Batches;
import hdw.executor.Plans;
import hdw.executor.TaskFiles;
import hdw.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArrayScriptTest {
  @TempDir Path folder;

  private String script(String properties, int files, int maxArraySize) {
    Plan plan =
        Plans.of(
            folder,
            """
            workflow w
            task t for each n in range(%d) { executor = slurm  %s  output = "o{{n}}"  run = "true" }
            """
                .formatted(files, properties));
    Batch batch = Batches.of(plan).get(0);
    return ArrayScript.render(plan, batch, TaskFiles.render(plan, batch), maxArraySize)
        .get(0)
        .text();
  }

  @Test
  void times_are_whole_minutes_rounded_up_and_memory_has_a_unit() {
    String script = script("time = 90 s  memory = 1500 MB  cpus = 3  gpus = 1", 2, 10);
    assertTrue(script.contains("#SBATCH --time=2\n"), script);
    assertTrue(script.contains("#SBATCH --mem=1500M\n"), script);
    assertTrue(script.contains("#SBATCH --cpus-per-task=3\n"), script);
    assertTrue(script.contains("#SBATCH --gpus-per-node=1\n"), script);
    assertTrue(script.contains("HDW_MEMORY_MIB=1500 HDW_TIME_S=90\n"), script);
  }

  @Test
  void one_job_is_no_array() {
    String script = script("", 1, 10);
    assertFalse(script.contains("--array"), script);
    assertFalse(script.contains("--time"), script);
  }

  @Test
  void one_script_serves_all_slices() {
    String script = script("max_running = 5", 25, 10);
    assertTrue(script.contains("#SBATCH --array=0-9%2\n"), script);
    assertTrue(script.contains("#   sbatch --array=0-9%2 jobs/t.sbatch 10 RUN\n"), script);
    assertTrue(script.contains("#   sbatch --array=0-4%1 jobs/t.sbatch 20 RUN\n"), script);
  }

  @Test
  void slices_cover_every_row_once() {
    List<Slice> slices = Slice.of(2003, 1001, Optional.of(3));
    assertEquals(
        "[0-1000%1, 0-1000%1, 0-0%1]", slices.stream().map(Slice::indexes).toList().toString());
    assertEquals(List.of(0, 1001, 2002), slices.stream().map(Slice::first).toList());
  }

  @Test
  void values_are_quoted_as_sbatch_reads_them() {
    assertEquals("plain-1.0/x", SbatchOptions.quoted("plain-1.0/x"));
    assertEquals("\"a b \\\"c\\\" \\\\ $d e\"", SbatchOptions.quoted("a b \"c\" \\ $d\ne"));
    assertEquals("\"\"", SbatchOptions.quoted(""));
  }

  @Test
  void lines_of_the_user_may_leave_sbatch_out() {
    String script = script("directive slurm = \"--nice=5\"", 2, 10);
    assertTrue(script.contains("\n#SBATCH --nice=5\n"), script);
    assertTrue(
        script("directive slurm = \"#SBATCH --nice=5\"", 2, 10).contains("\n#SBATCH --nice=5\n"));
  }

  @Test
  void what_a_directive_sets_hdw_does_not_set() {
    String properties = "memory = 4 GB  cpus = 2  gpus = 1  time = 1 h  account = \"cms\"";
    String all =
        script(
            properties
                + " directive slurm = \"\"\"--mem-per-cpu=2G -c 4 --gres=lustre:1,gpu:a100:1\n"
                + "#SBATCH -t 90 -p far --qos=high -A lhcb\"\"\"",
            2,
            10);
    for (String each : List.of("mem=", "cpus-per-task", "gpus-per-node", "time=", "account")) {
      assertFalse(all.contains("#SBATCH --" + each), each + " in " + all);
    }
    assertTrue(all.contains("#SBATCH --mem-per-cpu=2G -c 4 --gres=lustre:1,gpu:a100:1\n"), all);
    assertTrue(all.contains("#SBATCH -t 90 -p far --qos=high -A lhcb\n"), all);
  }

  @Test
  void lines_for_other_things_leave_the_request_as_it_is() {
    String lines = "--qos=high --constraint=el9 --licenses=tape:1 --gres=lustre:1 --container=/i";
    String script = script("memory = 4 GB  gpus = 2  directive slurm = \"" + lines + "\"", 2, 10);
    assertTrue(script.contains("#SBATCH " + lines + "\n"), script);
    assertTrue(script.contains("#SBATCH --mem=4096M\n"), script);
    assertTrue(script.contains("#SBATCH --gpus-per-node=2\n"), script);
  }
}
