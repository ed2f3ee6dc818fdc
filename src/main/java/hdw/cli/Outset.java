package hdw.cli;

import hdw.diagnostic.Diagnostics;
import hdw.executor.ChildProcess;
import hdw.plan.NodePlan;
import hdw.preflight.Preflight;
import hdw.preflight.Surroundings;
import hdw.run.RunStarter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

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
            new ChildProcess(console.environment()),
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
  boolean isClear(boolean quiet) {
    var diagnostics = new Diagnostics();
    List<NodePlan> nodes = prepared.plan().nodes().stream().filter(this::runs).toList();
    new Preflight(surroundings).check(prepared.plan(), nodes, diagnostics);
    console.tell(diagnostics.all().stream().filter(each -> !quiet || each.isError()).toList());
    return !diagnostics.hasErrors();
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
