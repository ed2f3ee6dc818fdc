package hdw.cli;

import hdw.diagnostic.Diagnostics;
import hdw.executor.Acceptance;
import hdw.executor.ChildProcess;
import hdw.executor.dask.ClusterReader;
import hdw.executor.dask.ClusterWish;
import hdw.executor.htcondor.SpooledPool;
import hdw.executor.slurm.SlurmEnvironment;
import hdw.model.Executor;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.preflight.Preflight;
import hdw.preflight.Surroundings;
import hdw.run.RunStarter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is looked at before a run begins: nothing has been written or submitted then. */
final class Outset {
  private final RunStarter.Prepared prepared;
  private final Surroundings surroundings;
  private final Console console;

  /** The outset of a run that is prepared. */
  Outset(RunStarter.Prepared prepared, Path workFolder, Console console) {
    this.prepared = prepared;
    this.console = console;
    this.surroundings =
        new Surroundings(
            workFolder,
            prepared.folder().path().toAbsolutePath().normalize(),
            console.environment(),
            new ChildProcess(SlurmEnvironment.of(console.environment())),
            Clock.system(ZoneId.systemDefault()));
  }

  /** What the run will find around it. */
  Surroundings surroundings() {
    return surroundings;
  }

  /**
   * Says what would let jobs fail.
   *
   * @param quiet whether only errors are said
   * @return whether the run may begin
   */
  boolean isClear(boolean quiet) throws IOException {
    var diagnostics = new Diagnostics();
    List<NodePlan> nodes = prepared.plan().nodes().stream().filter(this::runs).toList();
    Plan plan = prepared.plan();
    Optional<ClusterWish> workers = ClusterReader.of(plan, Machine.here(console));
    new Preflight(surroundings).check(plan, nodes, workers, diagnostics);
    console.tell(diagnostics.all().stream().filter(each -> !quiet || each.isError()).toList());
    if (!quiet && !diagnostics.hasErrors()) {
      sayHowTaken(nodes);
    }
    return !diagnostics.hasErrors();
  }

  /** Where the run's folder is on EOS, jobs go another way than people may be used to. */
  private void sayHowTaken(List<NodePlan> nodes) throws IOException {
    Acceptance acceptance =
        SpooledPool.acceptance(surroundings.runFolder()).atSiteOf(prepared.plan());
    if (acceptance.spooled() && nodes.stream().anyMatch(Outset::goesToHtcondor)) {
      console.say(
          "jobs go to HTCondor with -spool, "
              + acceptance.mostAtOnce()
              + " at a time and at most "
              + acceptance.mostInQueue()
              + " in the queue: the run's folder is on EOS, where HTCondor keeps no log"
              + " (with --run-dir on AFS there is a log, and no such limit)");
    }
  }

  private static boolean goesToHtcondor(NodePlan node) {
    return IntStream.range(0, node.size())
        .anyMatch(each -> node.request(each).executor() == Executor.HTCONDOR);
  }

  private boolean runs(NodePlan node) {
    for (int i = 0; i < node.size(); i++) {
      if (prepared.freshness().verdict(node, i).runs()) {
        return true;
      }
    }
    return false;
  }
}
