package hdw.preflight;

import hdw.catalog.Sample;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Span;
import hdw.executor.dask.ClusterWish;
import hdw.executor.dask.WorkerRequest;
import hdw.graph.NodeValues;
import hdw.model.Executor;
import hdw.model.Resource;
import hdw.model.Setting;
import hdw.model.Type;
import hdw.model.Value;
import hdw.plan.Feed;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Request;
import hdw.units.WallTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The jobs of a plan that go to a batch system, as far as the checks want to know them.
 *
 * @param asks what they ask for, node by node
 */
record BatchJobs(Plan plan, List<Ask> asks) {

  /** A request of a node that a batch system is to answer. */
  record Ask(NodePlan node, Request request) {
    /** Where it says what it is about: its executor, else its task. */
    Span span() {
      return request.span(Resource.EXECUTOR).orElse(node.node().task().span());
    }
  }

  /** Those of some nodes; for jobs of Dask stand the workers that a batch system is to run. */
  static BatchJobs of(Plan plan, Collection<NodePlan> nodes, Optional<ClusterWish> workers) {
    var asks = new ArrayList<Ask>();
    for (NodePlan node : nodes) {
      for (Request each : node.requests()) {
        if (each.executor().hasQueues()) {
          asks.add(new Ask(node, each));
        } else if (each.executor() == Executor.DASK) {
          workers
              .filter(wish -> wish.executor().hasQueues())
              .ifPresent(wish -> asks.add(new Ask(node, WorkerRequest.of(plan, wish, each))));
        }
      }
    }
    return new BatchJobs(plan, asks);
  }

  boolean isEmpty() {
    return asks.isEmpty();
  }

  List<Ask> of(Executor executor) {
    return asks.stream().filter(each -> each.request().executor() == executor).toList();
  }

  Optional<Ask> first(Executor executor) {
    return of(executor).stream().findFirst();
  }

  /** The one with the longest wall time, where any has one. */
  Optional<Ask> longest() {
    return asks.stream()
        .filter(each -> each.request().time().isPresent())
        .reduce((one, other) -> time(other).compareTo(time(one)) > 0 ? other : one);
  }

  private static WallTime time(Ask ask) {
    return ask.request().time().orElseThrow();
  }

  /** Where the site says something. */
  Optional<Setting> setting(String name) {
    return plan.workflow().site().flatMap(site -> Optional.ofNullable(site.settings().get(name)));
  }

  /** What the site says; nothing where it has no value, which a check of the plan reports. */
  Optional<Value> site(String name, Type type) {
    return setting(name)
        .flatMap(
            each ->
                new NodeValues(plan.catalog(), new Diagnostics())
                    .evaluate(each.value(), plan.catalog().bindings(), type));
  }

  /** The first file that a job reads or writes by {@code root://}, and who does. */
  Optional<Remote> remote() {
    return asks.stream()
        .map(Ask::node)
        .distinct()
        .flatMap(
            node ->
                files(node)
                    .filter(each -> each.startsWith("root://") || each.startsWith("roots://"))
                    .map(each -> new Remote(node, each)))
        .findFirst();
  }

  /** A node, and a file of it that lies behind {@code root://}. */
  record Remote(NodePlan node, String file) {}

  private static Stream<String> files(NodePlan node) {
    Stream<String> samples =
        node.node().samples().stream().map(Sample::files).flatMap(all -> all.paths().stream());
    Stream<String> plain =
        node.feeds().stream()
            .filter(Feed.Files.class::isInstance)
            .flatMap(each -> ((Feed.Files) each).paths().stream());
    Stream<String> outputs = node.size() == 0 ? Stream.of() : node.outputs(0).stream();
    return Stream.of(samples, plain, outputs).flatMap(each -> each);
  }
}
