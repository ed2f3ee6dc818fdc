package hdw.plan;

import hdw.catalog.Sample;
import hdw.eval.Bindings;
import hdw.graph.Node;
import hdw.model.Expression;
import hdw.rules.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A node and its jobs: row {@code i} of every column is job {@code i}, in chunk order. */
public final class NodePlan {
  private final Node node;
  private final int size;
  private final Optional<Chunks> chunks;
  private final Optional<Tree> tree;
  private final List<Feed> feeds;
  private final List<NodePlan> after;
  private final JobPaths paths;
  private final List<Optional<JobText>> shapes;
  private final Optional<List<JobText>> outputTexts;
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
    this.shapes = paths.shapes(node);
    boolean alike = shapes.stream().allMatch(Optional::isPresent) && (tree.isEmpty() || size == 1);
    this.outputTexts =
        alike ? Optional.of(shapes.stream().map(Optional::get).toList()) : Optional.empty();
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

  /** The job with this id, found without making the ids of all others. */
  OptionalInt find(String id) {
    String own = node.id();
    if (!id.startsWith(own)) {
      return OptionalInt.empty();
    }
    if (chunks.isPresent()) {
      return id.length() > own.length() + 1 && id.charAt(own.length()) == '/'
          ? chunks.get().find(id.substring(own.length() + 1))
          : OptionalInt.empty();
    }
    return IntStream.range(0, size).filter(i -> id(i).equals(id)).findFirst();
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

  /** Sees paths in pieces, of which the first and the last are the same for many. */
  @FunctionalInterface
  public interface PathVisitor {
    /** Sees a path. */
    void visit(String head, String middle, String tail);
  }

  /** Shows where the inputs of a job are, in their order. */
  public void visitInputs(int job, PathVisitor paths) {
    new JobInputs(this).visit(job, paths);
  }

  /** The inputs of a job that an attempt takes, where it reads them. */
  public List<JobInput> inputs(int job, Intake intake) {
    return new JobInputs(this, intake).of(job);
  }

  /** Sees files of samples one by one, without an object for each. */
  @FunctionalInterface
  public interface FileVisitor {
    /** Sees file {@code i} of a sample's list. */
    void visit(Sample sample, int i);
  }

  /** Shows the files of a job's chunk, or all those of its samples where there are no chunks. */
  public void visitFiles(int job, FileVisitor visitor) {
    if (chunks.isPresent()) {
      Chunks all = chunks.get();
      for (int i = 0; i < all.fileCount(job); i++) {
        visitor.visit(all.sample(job), all.file(job, i));
      }
      return;
    }
    for (Sample each : node.samples()) {
      for (int i = 0; i < each.files().size(); i++) {
        visitor.visit(each, i);
      }
    }
  }

  /** Where the outputs of a job go, in the order of the task's outputs, as jobs see them. */
  public List<String> outputs(int job) {
    return paths.outputs(this, job);
  }

  /** The ids of all jobs, but for those of a tree. */
  public JobText idText() {
    return chunks.isPresent()
        ? new JobText(node.id() + "/", true, "")
        : new JobText(node.id(), false, "");
  }

  /**
   * Where the outputs of all jobs go, in the order of the task's outputs; nothing where jobs differ
   * by more than their chunks, as those of a tree do.
   */
  public Optional<List<JobText>> outputTexts() {
    return outputTexts;
  }

  /** The id of a job's chunk; empty where the node has no chunks. */
  public String chunk(int job) {
    return chunks.isPresent() ? chunks.get().id(job) : "";
  }

  /**
   * What an expression comes to for all jobs; nothing where they differ by more than their chunks.
   */
  public Optional<JobText> text(Expression expression) {
    return paths.text(expression, node);
  }

  /**
   * The outputs of all jobs, but for those above others in a tree; nothing for other differences.
   */
  List<Optional<JobText>> shapes() {
    return shapes;
  }

  /** The values that expressions of the task have for a job. */
  public Bindings bindings(int job) {
    return bindings(job, Intake.ALL);
  }

  /** The same for an attempt that takes only some of its inputs, or reads them elsewhere. */
  public Bindings bindings(int job, Intake intake) {
    return new JobBindings(this, job, intake).or(paths.values().bindings(node));
  }

  @Override
  public String toString() {
    return node.id();
  }
}
