package hdw.plan;

import hdw.eval.Bindings;
import hdw.graph.Node;
import hdw.rules.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A node and its jobs: row {@code i} of every column is job {@code i}, in chunk order. */
public final class NodePlan {
  private final Node node;
  private final int size;
  private final Optional<Chunks> chunks;
  private final Optional<Tree> tree;
  private final List<Feed> feeds;
  private final List<NodePlan> after;
  private final JobPaths paths;
  private List<Request> requests = List.of();
  private byte[] requestOf = new byte[0];

  NodePlan(
      Node node,
      Optional<Chunks> chunks,
      Optional<Tree> tree,
      List<Feed> feeds,
      List<NodePlan> after,
      JobPaths paths) {
    this.node = node;
    this.chunks = chunks;
    this.tree = tree;
    this.size = chunks.map(Chunks::size).or(() -> tree.map(Tree::size)).orElse(1);
    this.feeds = List.copyOf(feeds);
    this.after = List.copyOf(after);
    this.paths = paths;
  }

  /**
   * Says what the jobs ask for: the different requests, and for each job which one; none for all
   * the first.
   */
  void ask(List<Request> different, byte[] which) {
    requests = List.copyOf(different);
    requestOf = which;
  }

  /** Lets the jobs ask for what those of another plan of the same node, with its chunks, do. */
  void askLike(NodePlan other) {
    requests = other.requests;
    requestOf = other.requestOf;
  }

  /** The same node with other chunks, whose jobs ask for what these ones ask for. */
  NodePlan with(Chunks some, int[] rows, List<Feed> sources) {
    var part = new NodePlan(node, Optional.of(some), tree, sources, after, paths);
    byte[] which = new byte[requestOf.length == 0 ? 0 : rows.length];
    for (int i = 0; i < which.length; i++) {
      which[i] = requestOf[rows[i]];
    }
    part.ask(requests, which);
    return part;
  }

  /** The node. */
  public Node node() {
    return node;
  }

  /** How many jobs there are. */
  public int size() {
    return size;
  }

  /** The chunks of the jobs, where the node has them. */
  public Optional<Chunks> chunks() {
    return chunks;
  }

  /** Whether the node cuts files of samples itself; others have the chunks of such a node. */
  public boolean splits() {
    return chunks.isPresent()
        && node.task().split().isPresent()
        && feeds.stream().anyMatch(Feed.ChunkFiles.class::isInstance);
  }

  /** The tree of the jobs, where they form one. */
  public Optional<Tree> tree() {
    return tree;
  }

  /** Where the inputs come from, in the order of {@code input}. */
  public List<Feed> feeds() {
    return feeds;
  }

  /** The nodes that must have ended before, besides those that inputs come from. */
  public List<NodePlan> after() {
    return after;
  }

  /** The id of a job: the node's, with the chunk's behind it where there are chunks. */
  public String id(int job) {
    if (chunks.isPresent()) {
      return node.id() + "/" + chunks.get().id(job);
    }
    boolean below = tree.isPresent() && !tree.get().isTop(job);
    return below ? node.id() + "/tree." + tree.get().level(job) + "." + job : node.id();
  }

  /** What a job asks for. */
  public Request request(int job) {
    return requests.get(requestIndex(job));
  }

  /** Which of {@link #requests} a job asks for. */
  public int requestIndex(int job) {
    return requestOf.length == 0 ? 0 : requestOf[job];
  }

  /** The different requests of the jobs, in the order in which they first occur. */
  public List<Request> requests() {
    return requests;
  }

  /** The inputs of a job: as listed, then chunk order, then node order. */
  public List<JobInput> inputs(int job) {
    return new JobInputs(this).of(job);
  }

  /** The inputs of a job that are taken: others are left out, as if nobody had ever made them. */
  public List<JobInput> inputs(int job, Predicate<JobInput> taken) {
    return new JobInputs(this, taken).of(job);
  }

  /** Where the outputs of a job go, in the order of the task's outputs, as jobs see them. */
  public List<String> outputs(int job) {
    return paths.outputs(this, job);
  }

  /** The values that expressions of the task have for a job. */
  public Bindings bindings(int job) {
    return bindings(job, JobInputs.ALL);
  }

  /** The same for a job that takes only some of its inputs. */
  public Bindings bindings(int job, Predicate<JobInput> taken) {
    return new JobBindings(this, job, taken).or(paths.values().bindings(node));
  }

  @Override
  public String toString() {
    return node.id();
  }
}
