package hdw.executor.dask;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import hdw.executor.NodeSettings;
import hdw.graph.NodeValues;
import hdw.model.Cluster;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.plan.Plan;
import hdw.plan.SiteCheck;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.List;
import java.util.Optional;

/** Checks what a site says of the workers of Dask, before any of them is started. */
public final class ClusterCheck {
  private final Plan plan;
  private final Here here;
  private final ClusterWish wish;
  private final Diagnostics diagnostics;
  private final WorkersQueue queues;

  private ClusterCheck(Plan plan, Here here, ClusterWish wish, Diagnostics diagnostics) {
    this.plan = plan;
    this.here = here;
    this.wish = wish;
    this.diagnostics = diagnostics;
    this.queues = new WorkersQueue(plan, new NodeValues(plan.catalog(), diagnostics));
  }

  /** Reports what is wrong with the workers of a plan, and what its jobs cannot do on them. */
  public static void check(Plan plan, Here here, Diagnostics diagnostics) {
    ClusterReader.of(plan, here, diagnostics)
        .ifPresent(wish -> new ClusterCheck(plan, here, wish, diagnostics).check());
  }

  private void check() {
    checkCount();
    if (wish.executor() == Executor.LOCAL) {
      checkHere();
    } else {
      checkQueue();
    }
    checkShared();
    if (!diagnostics.hasErrors()) {
      new WorkerFit(plan, wish, queue(), queues, diagnostics).check();
    }
  }

  private Optional<Setting> said(String property) {
    return plan.workflow()
        .cluster()
        .map(Cluster::settings)
        .flatMap(each -> Optional.ofNullable(each.get(property)));
  }

  /** Where a property is said, else the cluster, else the workflow. */
  private Span span(String property) {
    return said(property)
        .map(Setting::span)
        .or(() -> plan.workflow().cluster().map(Cluster::span))
        .orElse(plan.workflow().span());
  }

  private Optional<Site.Queue> queue() {
    return wish.queue().flatMap(name -> plan.workflow().site().flatMap(each -> each.queue(name)));
  }

  private Optional<Integer> number(String property) {
    return said(property).flatMap(each -> queues.number(each.value()));
  }

  private void checkCount() {
    Optional<Integer> least = number("min_workers");
    Optional<Integer> most = number("max_workers");
    if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0305,
                  span("min_workers"),
                  "there are to be at least %d workers, but at most %d"
                      .formatted(least.get(), most.get()))
              .note("the most is set at", span("max_workers")));
    }
  }

  private void checkHere() {
    if (wish.address().isPresent()) {
      return;
    }
    boolean chosen =
        said("executor")
            .filter(each -> each.span().source().name().equals("--executor"))
            .isPresent();
    for (String each : List.of("queue", "lifetime")) {
      if (!chosen && said(each).isPresent()) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0314,
                    span(each),
                    "`" + each + "` is for workers of a batch system, but these run here")
                .hint("say which in the cluster, as in `executor = htcondor`, or leave it out"));
      }
    }
    checkRoom();
  }

  private void checkRoom() {
    Optional<Integer> wanted = number("max_workers").filter(each -> each > wish.most());
    boolean small = here.isSmallerThan(wish.cpus(), wish.memory());
    if (!small && wanted.isEmpty()) {
      return;
    }
    String worker = worker(wish.cpus(), wish.memory());
    diagnostics.add(
        Diagnostic.of(
                Code.HDW0561,
                small ? span(wish.cpus() > here.cores() ? "cpus" : "memory") : span("max_workers"),
                small
                    ? "a worker of " + worker + " is more than this machine has"
                    : wanted.get() + " workers of " + worker + " are more than this machine has")
            .note("it has " + worker(here.cores(), here.memory()))
            .hint(
                (wish.most() == 1 ? "1 is" : wish.most() + " are")
                    + " started at most; `-j N` says how many cores jobs may use"));
  }

  static String worker(int cpus, Memory memory) {
    return cores(cpus) + " and " + memory.rounded();
  }

  static String cores(int cpus) {
    return cpus + (cpus == 1 ? " core" : " cores");
  }

  private void checkQueue() {
    List<Site.Queue> all = plan.workflow().site().map(Site::queues).orElse(List.of());
    Optional<Site.Queue> queue = queue();
    if (queue.isPresent()) {
      SiteCheck.warn(plan.workflow(), wish.executor(), span("executor"), diagnostics);
      checkLimits(queue.get());
    } else if (said("queue").isPresent()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0215,
                  span("queue"),
                  "workers have no queue `" + said("queue").get().span().text() + "` on this site")
              .hint(
                  Suggestion.didYouMean(
                      said("queue").get().span().text(),
                      all.stream().map(Site.Queue::name).toList())));
    } else if (!all.isEmpty()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0307,
                  span(said("lifetime").isPresent() ? "lifetime" : "memory"),
                  "no queue of the site allows workers of "
                      + worker(wish.cpus(), wish.memory())
                      + wish.lifetime().map(each -> " that live " + each).orElse(""))
              .note("the queues are declared at", all.get(0).span())
              .hint("workers that are smaller, or do not live as long, find one"));
    }
  }

  private void checkLimits(Site.Queue queue) {
    Optional<WallTime> longest = queues.limit(queue);
    if (longest.isPresent()
        && wish.lifetime().filter(each -> each.compareTo(longest.get()) > 0).isPresent()) {
      above(
          queue,
          Resource.TIME,
          span("lifetime"),
          "workers that live " + wish.lifetime().get() + " are above the " + longest.get(),
          "`lifetime = " + longest.get() + "`, or a longer queue");
    }
    Optional<Memory> most = queues.memory(queue);
    Memory asked = asked(wish.memory());
    if (most.isPresent() && asked.compareTo(most.get()) > 0) {
      above(
          queue,
          Resource.MEMORY,
          span("memory"),
          asked
              + " of a worker, with "
              + ClusterWish.OVERHEAD
              + " for itself, are above the "
              + most.get(),
          "`memory = "
              + new Memory(Math.max(0, most.get().bytes() - ClusterWish.OVERHEAD.bytes()))
              + "` fits");
    }
    Optional<Integer> cores = queues.cpus(queue);
    if (cores.isPresent() && wish.cpus() > cores.get()) {
      above(
          queue,
          Resource.CPUS,
          span("cpus"),
          "the " + cores(wish.cpus()) + " of a worker are above the " + cores.get(),
          "`cpus = " + cores.get() + "` fits");
    }
  }

  private void above(Site.Queue queue, Resource limit, Span span, String what, String hint) {
    diagnostics.add(
        Diagnostic.of(Code.HDW0301, span, what + " limit of queue `" + queue.name() + "`")
            .note("the limit is set at", queue.limits().get(limit).span())
            .hint(hint));
  }

  /** What the batch job of a worker asks for, whose jobs may use this much together. */
  public static Memory asked(Memory ofJobs) {
    return new Memory(ofJobs.bytes() + ClusterWish.OVERHEAD.bytes());
  }

  private void checkShared() {
    boolean elsewhere = wish.executor() != Executor.LOCAL || wish.address().isPresent();
    if (elsewhere && !NodeSettings.isShared(plan)) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0719,
                  plan.workflow()
                      .site()
                      .map(each -> each.settings().get("shared"))
                      .map(Setting::span)
                      .orElse(plan.workflow().span()),
                  "the site shares no files, and workers of Dask need the run's folder")
              .note("they find there what they start, and leave there how it ended")
              .hint("`--executor htcondor` lets files travel; `--executor dask/local` stays here"));
    }
  }
}
