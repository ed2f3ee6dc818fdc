package hdw.executor.dask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.analysis.Overrides;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Source;
import hdw.executor.Plans;
import hdw.executor.local.Tools;
import hdw.model.Executor;
import hdw.model.Layout;
import hdw.plan.Plan;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workers that a plan gets, on a machine of 8 cores and 16 GB. */
final class ClusterReaderTest {
  private static final String QUEUES =
      """
      queue short   { time = 1 h }
      queue workday { time = 8 h }
      queue week    { time = 7 d }
      """;

  @TempDir Path folder;

  private Here here(String... programs) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String each : programs) {
      assertTrue(Files.writeString(bin.resolve(each), "#!/bin/sh\n").toFile().setExecutable(true));
    }
    return new Here(8, Memory.ofMebibytes(16 * 1024), new Tools(bin.toString()));
  }

  private Plan plan(String cluster, String asked, String executor, String queue)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("w.hdw"),
            """
            site here {
              executor = dask
              %s
              %s
            }
            task t for each n in range(1, 4) { %s  run = "true {{n}}" }
            """
                .formatted(cluster, QUEUES, asked));
    List<Source> demands = queue.isEmpty() ? List.of() : List.of(new Source("--queue", queue));
    Optional<Overrides.Workers> workers =
        Executor.named(executor)
            .map(
                each ->
                    new Overrides.Workers(
                        new Source("--executor", executor), each, Optional.empty()));
    var overrides = new Overrides(List.of(), demands, Optional.empty(), Layout.HDW, workers);
    Compilation compilation = Plans.compiler().compile(file, Compiler.Options.of(overrides));
    assertEquals("", Plans.report(compilation));
    return compilation.plan().orElseThrow();
  }

  private ClusterWish wish(String cluster, String asked) throws IOException {
    return ClusterReader.of(plan(cluster, asked, "", ""), here()).orElseThrow();
  }

  private static Optional<WallTime> hours(long hours) {
    return Optional.of(new WallTime(hours * 3600));
  }

  private static Memory gigabytes(long amount) {
    return Memory.ofMebibytes(amount * 1024);
  }

  @Test
  void without_a_word_one_worker_has_all_of_this_machine() throws IOException {
    ClusterWish wish = wish("", "");
    assertEquals(Executor.LOCAL, wish.executor());
    assertEquals(0, wish.least());
    assertEquals(1, wish.most());
    assertEquals(8, wish.cpus());
    assertEquals(gigabytes(16), wish.memory());
    assertEquals(Optional.empty(), wish.queue());
    assertEquals(Optional.empty(), wish.lifetime());
  }

  @Test
  void small_workers_of_this_machine_are_as_many_as_fit_into_it() throws IOException {
    ClusterWish wish = wish("cluster { cpus = 2 }", "");
    assertEquals(4, wish.most());
    assertEquals(gigabytes(4), wish.memory());
    assertEquals(2, wish("cluster { cpus = 2  memory = 6 GB }", "").most());
  }

  @Test
  void several_workers_of_this_machine_share_its_cores() throws IOException {
    ClusterWish wish = wish("cluster { max_workers = 4 }", "");
    assertEquals(2, wish.cpus());
    assertEquals(gigabytes(4), wish.memory());
  }

  @Test
  void a_worker_of_a_batch_system_has_the_size_of_the_largest_job() throws IOException {
    ClusterWish wish = wish("cluster { executor = slurm }", "cpus = n  memory = 2 GB * n");
    assertEquals(3, wish.cpus());
    assertEquals(gigabytes(6), wish.memory());
    assertEquals(250, wish.most());
  }

  @Test
  void a_worker_with_more_cores_has_memory_for_as_many_jobs() throws IOException {
    assertEquals(
        gigabytes(12), wish("cluster { executor = htcondor  cpus = 4 }", "memory = 3 GB").memory());
  }

  @Test
  void everything_that_is_said_counts() throws IOException {
    ClusterWish wish =
        wish(
            """
            cluster {
              executor    = htcondor
              min_workers = 2
              max_workers = 40
              cpus        = 4
              memory      = 8 GB
              lifetime    = 7 h
              idle        = 90 s
              queue       = workday
              setup       = "source env.sh"
              python      = "/opt/python"
            }
            """,
            "");
    assertEquals(
        new ClusterWish(
            Executor.HTCONDOR,
            Optional.empty(),
            2,
            40,
            4,
            gigabytes(8),
            hours(7),
            Optional.of("workday"),
            "source env.sh",
            "/opt/python",
            new WallTime(90)),
        wish);
  }

  @Test
  void a_worker_lives_as_long_as_the_queue_that_is_named_allows() throws IOException {
    assertEquals(hours(1), wish("cluster { executor = slurm  queue = short }", "").lifetime());
  }

  @Test
  void the_queue_of_workers_that_nobody_names_is_long_enough_for_a_days_work() throws IOException {
    ClusterWish wish = wish("cluster { executor = slurm }", "");
    assertEquals(Optional.of("workday"), wish.queue());
    assertEquals(hours(8), wish.lifetime());
    assertEquals(Optional.of("week"), wish("cluster { executor = slurm }", "time = 9 h").queue());
    assertEquals(
        Optional.of("short"), wish("cluster { executor = slurm  lifetime = 1 h }", "").queue());
  }

  @Test
  void the_queue_that_jobs_name_is_the_workers_where_the_cluster_names_none() throws IOException {
    assertEquals(Optional.of("week"), wish("cluster { executor = slurm }", "queue = week").queue());
    assertEquals(
        Optional.of("short"),
        wish("cluster { executor = slurm  queue = short }", "queue = week").queue());
  }

  @Test
  void a_scheduler_that_runs_already_is_used_by_its_address() throws IOException {
    ClusterWish wish = wish("cluster { address = \"tcp://host:8786\"  cpus = 2 }", "");
    assertEquals(Optional.of("tcp://host:8786"), wish.address());
    assertEquals(2, wish.cpus());
  }

  @Test
  void the_command_line_says_what_runs_the_workers_and_in_which_queue() throws IOException {
    String cluster = "cluster { executor = htcondor  cpus = 2  queue = workday }";
    Plan slurm = plan(cluster, "", "slurm", "week");
    ClusterWish wish = ClusterReader.of(slurm, here()).orElseThrow();
    assertEquals(Executor.SLURM, wish.executor());
    assertEquals(Optional.of("week"), wish.queue());
    assertEquals(2, wish.cpus());
    ClusterWish local = ClusterReader.of(plan(cluster, "", "local", ""), here()).orElseThrow();
    assertEquals(Executor.LOCAL, local.executor());
    assertEquals(Optional.empty(), local.queue());
  }

  @Test
  void jobs_of_dask_have_no_queue_of_their_own() throws IOException {
    Plan plan = plan("", "time = 2 h  memory = 3 GB", "", "");
    assertEquals(Optional.empty(), plan.nodes().get(0).request(0).queue());
  }

  @Test
  void the_interpreter_is_the_one_that_is_first_on_the_path_now() throws IOException {
    Plan plan = plan("", "", "", "");
    assertEquals("python3", ClusterReader.of(plan, here()).orElseThrow().python());
    assertEquals(
        folder.resolve("bin/python3").toString(),
        ClusterReader.of(plan, here("python3")).orElseThrow().python());
    assertEquals(
        folder.resolve("venv/bin/python").toString(),
        wish("cluster { python = \"venv/bin/python\" }", "").python());
  }

  @Test
  void a_plan_without_jobs_for_dask_has_no_workers() throws IOException {
    Plan plan = plan("", "executor = local", "", "");
    assertEquals(Optional.empty(), ClusterReader.of(plan, here()));
  }
}
