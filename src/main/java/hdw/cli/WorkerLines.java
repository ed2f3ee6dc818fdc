package hdw.cli;

import hdw.executor.dask.ClusterCheck;
import hdw.executor.dask.ClusterReader;
import hdw.executor.dask.ClusterWish;
import hdw.executor.dask.Here;
import hdw.json.JsonWriter;
import hdw.model.Executor;
import hdw.plan.Plan;
import hdw.run.PlanJson;
import hdw.units.WallTime;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Says which workers the jobs of Dask get, and what each of them asks a batch system for. */
final class WorkerLines {
  private WorkerLines() {}

  /** The lines of a plan; none where it has no job for Dask. */
  static List<String> of(Plan plan, Here here) {
    return ClusterReader.of(plan, here).map(WorkerLines::line).stream().toList();
  }

  /** The same for machines: {@code workers}, which is missing where no job is for Dask. */
  static PlanJson.Part json(Plan plan, Here here) {
    Optional<ClusterWish> wish = ClusterReader.of(plan, here);
    return json -> {
      if (wish.isPresent()) {
        write(json, wish.get());
      }
    };
  }

  private static void write(JsonWriter json, ClusterWish wish) throws IOException {
    json.begin("workers")
        .put("executor", wish.executor().word())
        .put("address", wish.address())
        .put("min_workers", wish.least())
        .put("max_workers", wish.most())
        .put("cpus", wish.cpus())
        .put("memory_mib", wish.memory().mebibytes())
        .put("queue", wish.queue())
        .put("lifetime_s", wish.lifetime().map(WallTime::seconds))
        .end();
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
