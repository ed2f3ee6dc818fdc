package hdw.executor.dask;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.model.Cluster;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the jobs of a plan with the workers that they get.
 *
 * @param queue the one that workers wait in
 */
record WorkerFit(
    Plan plan,
    ClusterWish wish,
    Optional<Site.Queue> queue,
    WorkersQueue queues,
    Diagnostics diagnostics) {
  /** So long before its end a worker ends what still runs on it. */
  private static final long END_SECONDS = 30;

  /** Jobs of one kind. */
  private record Kind(int cpus, Memory memory) {}

  void check() {
    Map<Kind, Integer> counts = new LinkedHashMap<>();
    for (NodePlan node : plan.nodes()) {
      for (int i = 0; i < node.requests().size(); i++) {
        Request request = node.requests().get(i);
        if (request.executor() == Executor.DASK) {
          check(node, request);
          counts.merge(new Kind(request.cpus(), request.memory()), count(node, i), Integer::sum);
        }
      }
    }
    counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(each -> checkIdle(each.getKey(), each.getValue()));
  }

  private static int count(NodePlan node, int request) {
    if (node.requests().size() == 1) {
      return node.size();
    }
    int count = 0;
    for (int i = 0; i < node.size(); i++) {
      count += node.requestIndex(i) == request ? 1 : 0;
    }
    return count;
  }

  private Span span(NodePlan node, Request request, Resource resource) {
    return request.span(resource).orElse(node.node().task().span());
  }

  private void check(NodePlan node, Request request) {
    String name = "`" + node.node().task().name() + "`";
    if (request.gpus() > 0) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0315,
                  span(node, request, Resource.GPUS),
                  name + " asks for a GPU, and workers of Dask have none")
              .hint("let it run elsewhere, as with `executor = htcondor`"));
    }
    Optional<WallTime> time = request.time();
    if (time.isPresent()
        && wish.lifetime()
            .filter(each -> time.get().seconds() + END_SECONDS > each.seconds())
            .isPresent()) {
      diagnostics.add(tooLong(node, request, name));
    }
    boolean larger = request.cpus() > wish.cpus() || request.memory().compareTo(wish.memory()) > 0;
    if (larger) {
      checkLarger(node, request, name);
    }
  }

  private Diagnostic tooLong(NodePlan node, Request request, String name) {
    WallTime time = request.time().orElseThrow();
    WallTime lifetime = wish.lifetime().orElseThrow();
    String hint = "cut the work into smaller jobs, or let workers live longer: ";
    return Diagnostic.of(
            Code.HDW0315,
            span(node, request, Resource.TIME),
            "jobs of "
                + name
                + " may run "
                + time
                + ", but a worker lives "
                + lifetime
                + wish.queue().map(each -> " in queue `" + each + "`").orElse(""))
        .note("in its last half minute a worker ends what runs on it")
        .hint(hint + (said("lifetime").isPresent() ? "`lifetime`" : "a longer `queue`"));
  }

  private Optional<Setting> said(String property) {
    return plan.workflow()
        .cluster()
        .map(Cluster::settings)
        .flatMap(each -> Optional.ofNullable(each.get(property)));
  }

  /** A job that is larger than a worker gets one of its own size, where that can be. */
  private void checkLarger(NodePlan node, Request request, String name) {
    boolean bySize = request.memory().compareTo(wish.memory()) > 0;
    Span span = span(node, request, bySize ? Resource.MEMORY : Resource.CPUS);
    String asked = bySize ? request.memory().toString() : ClusterCheck.cores(request.cpus());
    String has = bySize ? wish.memory().rounded() : ClusterCheck.cores(wish.cpus());
    if (wish.address().isPresent()) {
      if (said(bySize ? "memory" : "cpus").isPresent()) {
        diagnostics.add(
            Code.HDW0315, span, name + " asks for " + asked + ", and the workers have " + has);
      }
      return;
    }
    if (queue.isPresent() && isAbove(queue.get(), request)) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0301,
                  span,
                  name
                      + " asks for "
                      + asked
                      + ", and queue `"
                      + queue.get().name()
                      + "` allows no worker that has it")
              .note("the queue is declared at", queue.get().span())
              .hint("ask for less, or let workers wait in another `queue`"));
      return;
    }
    if (said("memory").isPresent() || said("cpus").isPresent()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0562, span, name + " asks for " + asked + ", and a worker has " + has)
              .note(
                  "such jobs get workers of their own size: "
                      + ClusterCheck.worker(request.cpus(), request.memory())));
    }
  }

  private boolean isAbove(Site.Queue queue, Request request) {
    Memory asked = ClusterCheck.asked(request.memory());
    return queues.memory(queue).filter(each -> asked.compareTo(each) > 0).isPresent()
        || queues.cpus(queue).filter(each -> request.cpus() > each).isPresent();
  }

  /**
   * Says of the jobs that are most how many of them share a worker, where memory keeps cores idle.
   */
  private void checkIdle(Kind kind, int jobs) {
    Optional<Setting> said = said("memory");
    int byCores = wish.cpus() / kind.cpus();
    long byMemory = wish.memory().bytes() / kind.memory().bytes();
    if (said.isEmpty() || byMemory < 1 || byMemory >= Math.min(byCores, jobs)) {
      return;
    }
    String job =
        kind.cpus() == 1
            ? kind.memory().toString()
            : ClusterCheck.cores(kind.cpus()) + " and " + kind.memory();
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0563,
                said.get().span(),
                "a worker of %s runs %d %s of %s at a time"
                    .formatted(
                        ClusterCheck.cores(wish.cpus()) + " and " + wish.memory(),
                        byMemory,
                        byMemory == 1 ? "job" : "jobs",
                        job))
            .hint(
                "`memory = %s` lets them use all %d cores"
                    .formatted(
                        new Memory(byCores * kind.memory().bytes()), byCores * kind.cpus())));
  }
}
