package hdw.cli;

import hdw.executor.dask.ClusterCheck;
import hdw.executor.dask.ClusterReader;
import hdw.executor.dask.ClusterWish;
import hdw.executor.dask.Here;
import hdw.model.Executor;
import hdw.plan.Plan;
import java.util.List;

/** Says which workers the jobs of Dask get, and what each of them asks a batch system for. */
final class WorkerLines {
  private WorkerLines() {}

  /** The lines of a plan; none where it has no job for Dask. */
  static List<String> of(Plan plan, Here here) {
    return ClusterReader.of(plan, here).map(WorkerLines::line).stream().toList();
  }

  private static String line(ClusterWish wish) {
    if (wish.address().isPresent()) {
      return "dask: the workers of " + wish.address().get();
    }
    String size =
        wish.cpus()
            + (wish.cpus() == 1 ? " core" : " cores")
            + " and "
            + wish.memory().rounded()
            + " for jobs";
    if (wish.executor() == Executor.LOCAL) {
      return "dask: " + count(wish) + " on this machine, " + size;
    }
    return "dask: "
        + count(wish)
        + " as jobs of "
        + wish.executor().title()
        + wish.queue().map(each -> ", queue " + each).orElse("")
        + wish.lifetime().map(each -> ", " + each).orElse("")
        + ": each "
        + size
        + ", asks for "
        + ClusterCheck.asked(wish.memory());
  }

  private static String count(ClusterWish wish) {
    String workers = wish.most() == 1 ? "1 worker" : wish.most() + " workers";
    return wish.least() == wish.most() || wish.most() == 1
        ? workers
        : (wish.least() == 0 ? "up to " : wish.least() + " to ") + workers;
  }
}
