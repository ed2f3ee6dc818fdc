package hdw.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.diagnostic.DiagnosticPrinter;
import hdw.diagnostic.Diagnostics;
import hdw.executor.Plans;
import hdw.executor.dask.ClusterReader;
import hdw.executor.dask.Here;
import hdw.executor.local.Tools;
import hdw.plan.Plan;
import hdw.units.Memory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the Python behind the workers of Dask before one is started. */
final class PythonCheckTest {
  private static final String HOME = "/home/me/analysis";

  @TempDir Path folder;

  private String said(String site, Answers machine) {
    Plan plan = Plans.of(folder, site + "\ntask t { run = \"true\" }");
    var found = new Diagnostics();
    var here = new Here(8, Memory.ofMebibytes(16 * 1024), new Tools(""));
    new Preflight(
            new Surroundings(
                Path.of(HOME), Path.of(HOME, ".hdw/r"), Map.of(), machine, Clock.systemUTC()))
        .check(plan, plan.nodes(), ClusterReader.of(plan, here), found);
    return new DiagnosticPrinter(false).print(found.all());
  }

  private static final String DASK = "site here { executor = dask }";

  @Test
  void a_python_with_distributed_is_silent_with_or_without_bokeh() {
    assertEquals("", said(DASK, new Answers().says("python3", "2024.8.0\n-\n3.11.2\n")));
    assertEquals("", said(DASK, new Answers().says("python3", "2022.12.1\n3.0.3\n3.9.18\n")));
  }

  @Test
  void without_distributed_the_commands_that_install_it_are_named() {
    String said = said(DASK, new Answers().says("python3", "-\n-\n3.11.2\n"));
    assertTrue(said.contains("error[HDW0720]: `python3` has no package `distributed`"), said);
    assertTrue(said.contains("`python3 -m pip install distributed`"), said);
    assertTrue(said.contains("`conda install distributed`"), said);
  }

  @Test
  void an_old_one_is_told_with_both_versions() {
    String said = said(DASK, new Answers().says("python3", "2022.2.0\n-\n3.9.2\n"));
    assertTrue(
        said.contains("`distributed` 2022.2.0 of `python3` is too old: 2022.12 is the least"),
        said);
    assertTrue(said.contains("`python3 -m pip install --upgrade distributed`"), said);
  }

  @Test
  void a_python_that_is_not_there_is_told_where_it_is_named() {
    String said =
        said(
            "site here { executor = dask  cluster { python = \"/opt/none/python3\" } }",
            new Answers());
    assertTrue(said.contains("the workers of Dask have no Python"), said);
    assertTrue(said.contains("\"/opt/none/python3\""), said);
  }

  @Test
  void nobody_asks_for_a_python_where_no_job_is_for_dask() {
    assertEquals("", said("", new Answers()));
  }

  @Test
  void the_batch_system_that_is_to_run_workers_has_to_answer() {
    String site = "site here { executor = dask  cluster { executor = htcondor } }";
    Answers python = new Answers().says("python3", "2024.8.0\n-\n3.11.2\n");
    assertTrue(said(site, python).contains("error[HDW0711]"));
    assertEquals("", said(site, Answers.htcondor().says("python3", "2024.8.0\n-\n3.11.2\n")));
  }

  private String saidOf(String address) {
    String site = "site here { executor = dask  cluster { address = \"" + address + "\" } }";
    return said(site, new Answers().says("python3", "2024.8.0\n-\n3.11.2\n"));
  }

  @Test
  void a_scheduler_that_runs_already_has_to_be_there() throws IOException {
    int gone;
    try (var listens = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gone = listens.getLocalPort();
      assertEquals("", saidOf("tls://localhost:" + gone));
      assertEquals("", saidOf("tcp://127.0.0.1:" + gone));
    }
    String said = saidOf("tls://localhost:" + gone);
    String words = "error[HDW0711]: no scheduler of Dask answers at `tls://localhost:" + gone + "`";
    assertTrue(said.contains(words), said);
    assertTrue(said.contains("Connection refused"), said);
    assertTrue(saidOf("tcp://no such host").contains("no address such as"));
    assertTrue(saidOf("tcp://").contains("no address such as"));
    assertTrue(saidOf("tcp://nowhere.invalid:1").contains("no host `nowhere.invalid`"));
    assertEquals("", saidOf("ucx://fast:1"));
  }
}
