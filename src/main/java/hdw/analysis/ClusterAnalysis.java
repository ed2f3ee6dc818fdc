package hdw.analysis;

import hdw.ast.Declaration;
import hdw.ast.Property;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.diagnostic.Suggestion;
import hdw.model.Cluster;
import hdw.model.Expression.Constant;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Site;
import hdw.model.Value;
import hdw.model.Workflow.Demand;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code cluster} of a site: the workers of Dask. */
final class ClusterAnalysis {
  private static final String EXECUTOR = "executor";
  private static final String ADDRESS = "address";
  private static final String QUEUE = "queue";

  /** What only makes sense for workers that a run starts itself. */
  private static final List<String> OF_OWN_WORKERS =
      List.of(EXECUTOR, "min_workers", "max_workers", "lifetime", "idle", QUEUE, "setup");

  private final Resolver resolver;
  private final Diagnostics diagnostics;

  ClusterAnalysis(Resolver resolver, Diagnostics diagnostics) {
    this.resolver = resolver;
    this.diagnostics = diagnostics;
  }

  /** The cluster of a site, whose block is read already; nothing where it has none. */
  Optional<Cluster> analyze(Declaration.Site site, BlockReader block) {
    Optional<Property> property = block.property("cluster");
    if (property.isEmpty()) {
      return Optional.empty();
    }
    Span span = property.get().name().span();
    if (!(property.get() instanceof Property.Group group)) {
      diagnostics.add(
          Diagnostic.of(Code.HDW0302, span, "`cluster` takes a block")
              .hint("write `cluster { max_workers = 50 }`"));
      return Optional.empty();
    }
    SiteAnalysis.noQueues(group.body(), diagnostics);
    Map<String, Setting> settings =
        new BlockReader(group.body(), Schema.CLUSTER, name -> false, "a cluster", diagnostics)
            .settings(resolver);
    checkAddress(settings);
    checkQueue(site, settings);
    return Optional.of(new Cluster(span, settings));
  }

  private void checkAddress(Map<String, Setting> settings) {
    if (!settings.containsKey(ADDRESS)) {
      return;
    }
    for (String each : OF_OWN_WORKERS) {
      if (settings.containsKey(each)) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0314,
                    settings.get(each).span(),
                    "`" + each + "` is for workers that hdw starts, but there is an `address`")
                .note("the scheduler that runs already is named at", settings.get(ADDRESS).span())
                .hint("leave one of the two out"));
        return;
      }
    }
  }

  private void checkQueue(Declaration.Site site, Map<String, Setting> settings) {
    Setting queue = settings.get(QUEUE);
    if (queue == null || !(queue.value() instanceof Constant constant)) {
      return;
    }
    String name = constant.value().text();
    List<String> known =
        SiteAnalysis.queues(site).stream().map(each -> each.name().text()).toList();
    if (!known.contains(name)) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0215,
                  queue.span(),
                  "site `" + site.name().text() + "` has no queue `" + name + "`")
              .hint(
                  Suggestion.didYouMean(name, known)
                      .or(
                          () ->
                              Optional.of(
                                  known.isEmpty()
                                      ? "declare it in the site, as in `queue " + name + " { }`"
                                      : "it has `" + String.join("`, `", known) + "`"))));
    }
  }

  /**
   * The cluster that counts: the site's, with what the command line says of its executor and of its
   * queue.
   */
  static Optional<Cluster> chosen(Optional<Site> site, Overrides overrides, List<Demand> demands) {
    Optional<Cluster> cluster = site.flatMap(Site::cluster);
    if (overrides.workers().isPresent()) {
      Overrides.Workers workers = overrides.workers().get();
      Span span = workers.option().span(0, workers.option().text().length());
      cluster =
          Optional.of(
              cluster
                  .orElse(new Cluster(span, Map.of()))
                  .without(ADDRESS)
                  .with(EXECUTOR, text(span, workers.executor().word())));
    }
    for (Demand each : demands) {
      if (each.resource() == Resource.QUEUE && each.task().isEmpty()) {
        var queue = new Setting(each.span(), new Constant(each.span(), each.value()));
        cluster = cluster.map(some -> startsWorkers(some) ? some.with(QUEUE, queue) : some);
      }
    }
    return cluster;
  }

  private static boolean startsWorkers(Cluster cluster) {
    return !cluster.settings().containsKey(ADDRESS);
  }

  private static Setting text(Span span, String word) {
    return new Setting(span, new Constant(span, new Value.Text(word)));
  }
}
