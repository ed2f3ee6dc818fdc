package hdw.executor.dask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.analysis.Overrides;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.executor.Plans;
import hdw.executor.local.Tools;
import hdw.model.Executor;
import hdw.model.Layout;
import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of workers before one is started, on a machine of 8 cores and 16 GB. */
final class ClusterCheckTest {
  private static final String JOBS =
      "task t for each n in range(1, 101) { %s  run = \"true {{n}}\" }";

  @TempDir Path folder;

  /** What is said, each message with its place in a line of its own, and its hint behind it. */
  private String said(String site, String asked, Overrides overrides) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("w.hdw"),
            """
            site here {
            executor = dask
            %s
            queue short   { time = 1 h  memory = 8 GB  cpus = 8 }
            queue workday { time = 8 h  memory = 8 GB  cpus = 8 }
            }
            """
                    .formatted(site)
                + JOBS.formatted(asked));
    Compilation compilation = Plans.compiler().compile(file, Compiler.Options.of(overrides));
    assertEquals("", Plans.report(compilation));
    var found = new Diagnostics();
    var here = new Here(8, Memory.ofMebibytes(16 * 1024), new Tools("/bin"));
    ClusterCheck.check(compilation.plan().orElseThrow(), here, found);
    var text = new StringBuilder();
    for (Diagnostic each : found.all()) {
      text.append(each.code()).append(" `").append(each.span().text()).append("` ");
      text.append(each.message().replace(folder + "/", ""));
      each.hint().ifPresent(hint -> text.append(" | ").append(hint));
      text.append('\n');
    }
    return text.toString().strip();
  }

  private String said(String site, String asked) throws IOException {
    return said(site, asked, Overrides.NONE);
  }

  @Test
  void workers_that_fit_and_jobs_that_fill_them_are_not_worth_a_word() throws IOException {
    assertEquals("", said("", ""));
    assertEquals("", said("cluster { executor = slurm  cpus = 3  memory = 6 GB }", "time = 2 h"));
  }

  @Test
  void more_memory_for_all_cores_is_a_hint_with_the_numbers() throws IOException {
    assertEquals(
        "HDW0563 `4 GB` a worker of 4 cores and 4 GB runs 2 jobs of 2 GB at a time"
            + " | `memory = 8 GB` lets them use all 4 cores",
        said("cluster { executor = htcondor  cpus = 4  memory = 4 GB  queue = workday }", ""));
  }

  @Test
  void units_of_1000_and_of_1024_are_the_same_here() throws IOException {
    String site = "cluster { executor = htcondor  cpus = 3  memory = %s  queue = workday }";
    assertEquals("", said(site.formatted("6 GB"), "memory = 2 GiB"));
    assertEquals("", said(site.formatted("6 GiB"), "memory = 2 GB"));
  }

  @Test
  void a_job_that_is_larger_than_a_worker_gets_its_own() throws IOException {
    assertEquals(
        "HDW0562 `6 GB` `t` asks for 6 GB, and a worker has 4 GB",
        said("cluster { executor = htcondor  memory = 4 GB }", "memory = 6 GB"));
    assertEquals(
        "HDW0562 `4` `t` asks for 4 cores, and a worker has 1 core",
        said("cluster { executor = htcondor  cpus = 1 }", "cpus = 4"));
  }

  @Test
  void a_job_for_which_no_worker_fits_into_the_queue_is_an_error() throws IOException {
    assertEquals(
        "HDW0301 `8 GB` `t` asks for 8 GB, and queue `short` allows no worker that has it"
            + " | ask for less, or let workers wait in another `queue`",
        said("cluster { executor = slurm  memory = 4 GB  queue = short }", "memory = 8 GB"));
  }

  @Test
  void a_worker_and_what_it_takes_itself_fit_into_its_queue() throws IOException {
    assertEquals(
        "HDW0301 `8 GB` 8448 MB of a worker, with 256 MB for itself, are above the 8 GB limit of"
            + " queue `short` | `memory = 7936 MB` fits",
        said("cluster { executor = slurm  cpus = 4  memory = 8 GB  queue = short }", ""));
    assertEquals(
        "HDW0301 `12` the 12 cores of a worker are above the 8 limit of queue `short`"
            + " | `cpus = 8` fits",
        said("cluster { executor = slurm  cpus = 12  memory = 4 GB  queue = short }", ""));
    assertEquals(
        "HDW0307 `16 GB` no queue of the site allows workers of 1 core and 16 GB"
            + " | workers that are smaller, or do not live as long, find one",
        said("cluster { executor = slurm  memory = 16 GB }", ""));
  }

  @Test
  void a_worker_does_not_outlive_its_queue_nor_a_job_its_worker() throws IOException {
    assertEquals(
        "HDW0301 `9 h` workers that live 9 h are above the 8 h limit of queue `workday`"
            + " | `lifetime = 8 h`, or a longer queue",
        said("cluster { executor = slurm  queue = workday  lifetime = 9 h }", ""));
    assertEquals(
        "HDW0315 `1 h` jobs of `t` may run 1 h, but a worker lives 1 h in queue `short`"
            + " | cut the work into smaller jobs, or let workers live longer: a longer `queue`",
        said("cluster { executor = slurm  queue = short }", "time = 1 h"));
  }

  @Test
  void what_only_a_batch_system_has_is_not_for_workers_of_this_machine() throws IOException {
    assertEquals(
        "HDW0314 `short` `queue` is for workers of a batch system, but these run here"
            + " | say which in the cluster, as in `executor = htcondor`, or leave it out",
        said("cluster { queue = short }", ""));
    var local =
        new Overrides.Workers(
            new Source("--executor", "dask/local"), Executor.LOCAL, Optional.empty());
    assertEquals(
        "",
        said(
            "cluster { executor = slurm  queue = short }",
            "",
            new Overrides(List.of(), List.of(), Optional.empty(), Layout.HDW, Optional.of(local))));
  }

  @Test
  void more_workers_than_this_machine_has_room_for_are_told() throws IOException {
    assertEquals(
        "HDW0561 `50` 50 workers of 4 cores and 8 GB are more than this machine has"
            + " | 2 are started at most; `-j N` says how many cores jobs may use",
        said("cluster { max_workers = 50  cpus = 4  memory = 8 GB }", ""));
    assertEquals(
        "HDW0561 `32 GB` a worker of 8 cores and 32 GB is more than this machine has"
            + " | 1 is started at most; `-j N` says how many cores jobs may use",
        said("cluster { memory = 32 GB }", ""));
  }

  @Test
  void numbers_of_workers_are_whole_and_in_order() throws IOException {
    assertEquals(
        "HDW0305 `20` there are to be at least 20 workers, but at most 10",
        said("cluster { executor = slurm  min_workers = 20  max_workers = 10 }", ""));
    assertEquals(
        "HDW0305 `1.5` `cpus` is a whole number of at least 1, not 1.5",
        said("cluster { executor = slurm  cpus = 1.5 }", ""));
    assertEquals(
        "HDW0305 `0 GB` a worker without memory runs no job",
        said("cluster { executor = slurm  memory = 0 GB }", ""));
  }

  @Test
  void workers_elsewhere_need_the_folder_of_the_run() throws IOException {
    assertEquals(
        "HDW0719 `false` the site shares no files, and workers of Dask need the run's folder"
            + " | `--executor htcondor` lets files travel; `--executor dask/local` stays here",
        said("shared = false  cluster { executor = htcondor }", ""));
    assertEquals("", said("shared = false", ""));
  }

  @Test
  void a_gpu_is_looked_for_elsewhere() throws IOException {
    assertEquals(
        "HDW0315 `1` `t` asks for a GPU, and workers of Dask have none"
            + " | let it run elsewhere, as with `executor = htcondor`",
        said("", "gpus = 1"));
  }

  @Test
  void the_workers_of_a_scheduler_that_runs_already_are_what_they_are() throws IOException {
    String site = "cluster { address = \"tcp://host:8786\"  %s }";
    assertEquals("", said(site.formatted(""), "memory = 40 GB"));
    assertEquals(
        "HDW0315 `40 GB` `t` asks for 40 GB, and the workers have 8 GB",
        said(site.formatted("cpus = 4  memory = 8 GB"), "memory = 40 GB"));
  }
}
