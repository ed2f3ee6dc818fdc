package hdw.plan;

import hdw.catalog.Catalog;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.eval.Bindings;
import hdw.graph.Edge;
import hdw.graph.Node;
import hdw.graph.NodeValues;
import hdw.graph.WorkflowGraph;
import hdw.model.Input;
import hdw.model.Setting;
import hdw.model.Task;
import hdw.model.Type;
import hdw.model.Value;
import hdw.model.Workflow;
import hdw.rules.Placement;
import hdw.rules.Request;
import hdw.units.Count;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expands nodes into jobs: cuts samples, connects inputs, places jobs and checks outputs. */
public final class Planner {
  private static final int MOST_REQUESTS = 100;

  private final Catalog catalog;
  private final Diagnostics diagnostics;
  private final NodeValues values;
  private final JobPaths paths;
  private final Splitter splitter;
  private final Placement placement;
  private final Map<Node, NodePlan> plans = new LinkedHashMap<>();

  private Planner(Workflow workflow, Catalog catalog, Past past, Diagnostics diagnostics) {
    this.catalog = catalog;
    this.diagnostics = diagnostics;
    this.values = new NodeValues(catalog, diagnostics);
    this.paths = new JobPaths(catalog, values);
    this.splitter = new Splitter(past, diagnostics);
    this.placement = new Placement(workflow, catalog, diagnostics);
  }

  /**
   * The plan of a workflow; nothing where it has errors.
   *
   * @param past what the last run left; chunks of it are kept where their files are all still there
   */
  public static Optional<Plan> plan(
      Workflow workflow, Catalog catalog, WorkflowGraph graph, Past past, Diagnostics diagnostics) {
    var planner = new Planner(workflow, catalog, past, diagnostics);
    for (Node each : graph.nodes()) {
      planner.expand(each, graph);
    }
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    var plan = new Plan(workflow, catalog, graph, List.copyOf(planner.plans.values()));
    new PlanChecks(plan, diagnostics).check();
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(plan);
  }

  /**
   * The same plan with the halves of chunks in their place: the same workflow, samples and nodes.
   *
   * <p>Nodes that this does not touch are the same objects as before; anew are those with other
   * chunks and those that take from them or wait for them, directly or not. Node ids and chunks
   * that are not there are passed over: the workflow may have changed since they were cut.
   *
   * @param cuts all that are cut, in the chunks as the workflow itself splits: those of {@code
   *     plan} that are not among them are whole again
   * @return nothing, with a report, where a half breaks what held for the whole, as an output path
   *     without {@code {{chunk}}}
   */
  public static Optional<Plan> recut(Plan plan, Cuts cuts, Diagnostics diagnostics) {
    var planner = new Planner(plan.workflow(), plan.catalog(), Past.NONE, diagnostics);
    var recut = new Recut(plan, cuts);
    var nodes = new ArrayList<NodePlan>();
    var anew = new ArrayList<NodePlan>();
    for (NodePlan each : plan.nodes()) {
      NodePlan now = recut.touches(each) ? planner.anew(each, recut) : each;
      recut.replace(each, now);
      nodes.add(now);
      if (now != each) {
        anew.add(now);
      }
    }
    if (anew.isEmpty()) {
      return diagnostics.hasErrors() ? Optional.empty() : Optional.of(plan);
    }
    var halved = new Plan(plan.workflow(), plan.catalog(), plan.graph(), nodes);
    new PlanChecks(halved, diagnostics).checkAnew(anew);
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(halved);
  }

  private void expand(Node node, WorkflowGraph graph) {
    List<Feed> feeds = feeds(node, graph);
    Optional<Chunks> chunks = chunks(node, feeds);
    List<NodePlan> after =
        graph.into(node).stream()
            .filter(each -> each.kind() == Edge.Kind.ORDER)
            .map(each -> plans.get(each.from()))
            .toList();
    var plan = new NodePlan(node, chunks, tree(node, feeds), feeds, after, paths);
    place(plan);
    plans.put(node, plan);
  }

  /** The same node with other chunks, or with what it takes from made anew. */
  private NodePlan anew(NodePlan old, Recut recut) {
    Optional<Chunks> chunks = recut.chunks(old);
    List<Feed> feeds = recut.feeds(old);
    Optional<Tree> tree = tree(old.node(), feeds);
    var plan = new NodePlan(old.node(), chunks, tree, feeds, recut.after(old), paths);
    if (chunks.equals(old.chunks())) {
      plan.askLike(old);
    } else {
      place(plan);
    }
    return plan;
  }

  private List<Feed> feeds(Node node, WorkflowGraph graph) {
    var feeds = new ArrayList<Feed>();
    for (Input each : node.task().inputs()) {
      if (each instanceof Input.SampleFiles) {
        feeds.add(new Feed.ChunkFiles());
      } else if (each instanceof Input.Files files) {
        feeds.add(new Feed.Files(files(files, node)));
      } else {
        var outputs = (Input.TaskOutputs) each;
        List<Edge> edges = graph.into(node).stream().filter(edge -> edge.isFor(outputs)).toList();
        List<NodePlan> sources = edges.stream().map(edge -> plans.get(edge.from())).toList();
        Edge.Kind kind = edges.isEmpty() ? Edge.Kind.GATHER : edges.get(0).kind();
        feeds.add(new Feed.Outputs(sources, outputs.task(), outputs.output(), kind));
      }
    }
    return feeds;
  }

  private List<String> files(Input.Files files, Node node) {
    String writer = files.span().source().name();
    return values
        .evaluate(files.paths(), node, Type.ANY)
        .map(value -> flat(value))
        .orElse(List.of())
        .stream()
        .map(path -> catalog.world().located(path, writer))
        .toList();
  }

  private static List<String> flat(Value value) {
    return value instanceof Value.Listed list
        ? list.elements().stream().flatMap(each -> flat(each).stream()).toList()
        : List.of(value.text());
  }

  /** The chunks of the node's samples, or those of the nodes it takes from job by job. */
  private Optional<Chunks> chunks(Node node, List<Feed> feeds) {
    Optional<Chunks> chunks = Optional.empty();
    Optional<Setting> split = node.task().split();
    if (split.isPresent() && feeds.stream().anyMatch(Feed.ChunkFiles.class::isInstance)) {
      chunks =
          values
              .evaluate(split.get().value(), node, Type.ANY)
              .flatMap(value -> split(node, value, split.get()));
    }
    for (int i = 0; i < feeds.size(); i++) {
      boolean each =
          feeds.get(i) instanceof Feed.Outputs outputs && outputs.kind() == Edge.Kind.EACH;
      if (each && !((Feed.Outputs) feeds.get(i)).sources().isEmpty()) {
        NodePlan source = ((Feed.Outputs) feeds.get(i)).sources().get(0);
        Input input = node.task().inputs().get(i);
        if (chunks.isPresent()
            && source.chunks().isPresent()
            && !chunks.get().sameAs(source.chunks().get())) {
          diagnostics.add(
              Diagnostic.of(
                      Code.HDW0405,
                      input.span(),
                      "the chunks of node `"
                          + source.node().id()
                          + "` are not those of the other inputs of `"
                          + node.id()
                          + "`")
                  .hint("split both tasks alike"));
        }
        chunks = chunks.or(source::chunks);
      }
    }
    return chunks;
  }

  private Optional<Chunks> split(Node node, Value value, Setting split) {
    Task task = node.task();
    boolean inEvents =
        value instanceof Value.Counted counted && counted.count().unit() == Count.Unit.EVENTS;
    if (inEvents && !task.takesEvents()) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0530,
                  split.span(),
                  "task `" + task.name() + "` splits by events, but its command takes no range")
              .hint("give the command `{{first_event}}` and `{{stop_event}}`"));
      return Optional.empty();
    }
    return splitter.split(
        new Splitter.Asked(
            node.id(), task.name(), node.samples(), value, split.span(), task.takesEvents()));
  }

  private Optional<Tree> tree(Node node, List<Feed> feeds) {
    for (int i = 0; i < feeds.size(); i++) {
      Input input = node.task().inputs().get(i);
      if (input instanceof Input.TaskOutputs outputs
          && outputs.mode() instanceof Input.Mode.Tree tree) {
        boolean alone =
            node.task().inputs().stream().filter(each -> !(each instanceof Input.Files)).count()
                == 1;
        if (!alone || node.task().outputs().size() != 1) {
          diagnostics.add(
              Diagnostic.of(
                      Code.HDW0405,
                      input.span(),
                      "a tree takes from one task and writes one output")
                  .hint(
                      "gather without `by`, or put the other inputs and outputs into a task of their own"));
          return Optional.empty();
        }
        return Optional.of(Tree.over(((Feed.Outputs) feeds.get(i)).sources(), tree.width()));
      }
    }
    return Optional.empty();
  }

  private void place(NodePlan plan) {
    if (plan.chunks().isEmpty() || !placement.dependsOnChunk(plan.node().task())) {
      placement
          .request(plan.node(), Bindings.NONE)
          .ifPresent(request -> plan.ask(List.of(request), new byte[0]));
      return;
    }
    var different = new ArrayList<Request>();
    byte[] which = new byte[plan.size()];
    for (int i = 0; i < plan.size(); i++) {
      Optional<Request> request = placement.request(plan.node(), new JobBindings(plan, i));
      if (request.isEmpty()) {
        return;
      }
      int at = different.indexOf(request.get());
      if (at < 0) {
        at = different.size();
        different.add(request.get());
      }
      if (at >= MOST_REQUESTS) {
        diagnostics.add(
            Diagnostic.of(
                    Code.HDW0305,
                    plan.node().task().span(),
                    "the jobs of node `"
                        + plan.node().id()
                        + "` ask for more than "
                        + MOST_REQUESTS
                        + " different things")
                .hint("round what a rule computes, as in `ceil(...)`"));
        return;
      }
      which[i] = (byte) at;
    }
    plan.ask(different, which);
  }
}
