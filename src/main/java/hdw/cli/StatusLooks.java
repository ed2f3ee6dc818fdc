package hdw.cli;

import hdw.insight.HostUse;
import hdw.insight.Insight;
import hdw.run.DaskWorkers;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A run that is looked at again and again: only what was added to its journal is read anew. Of one
 * that nobody follows, the batch system is asked each time.
 */
final class StatusLooks {
  private RunFolder folder;
  private RunSummary summary;
  private Optional<Insight> insight = Optional.empty();

  private StatusLooks(RunFolder folder, RunSummary summary) {
    this.folder = folder;
    this.summary = summary;
  }

  /** A first look at a run. */
  static StatusLooks at(RunFolder folder) throws IOException {
    return new StatusLooks(folder, RunSummary.glance(folder, new BatchSystems()));
  }

  /** What was seen last. */
  RunSummary summary() {
    return summary;
  }

  /** Looks once more at the same run, or at the one that follows its first look. */
  void again() throws IOException {
    if (!summary.state().firstLook().isEmpty() && summary.next().isPresent()) {
      folder = summary.next().get();
      insight = Optional.empty();
    }
    if (summary.isUnfollowed()) {
      summary = RunSummary.glance(folder, new BatchSystems());
    } else {
      summary = insight().summary();
    }
  }

  private Insight insight() throws IOException {
    if (insight.isEmpty()) {
      insight = Optional.of(Insight.of(folder));
    } else {
      var unused = insight.get().refresh();
    }
    return insight.get();
  }

  /** The workers of Dask, while the run goes on. */
  Optional<DaskWorkers> workers() {
    return summary.runState().equals("running") ? DaskWorkers.of(folder) : Optional.empty();
  }

  /** What the machines had of the run so far. */
  List<HostUse> hosts() throws IOException {
    return HostUse.of(insight());
  }
}
