package hdw.plan;

import hdw.catalog.Sample;
import hdw.plan.JobInput.JobRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the inputs of a job, or those of them that are taken, where they are read. */
final class JobInputs {
  private final NodePlan node;
  private final Intake intake;

  JobInputs(NodePlan node) {
    this(node, Intake.ALL);
  }

  JobInputs(NodePlan node, Intake intake) {
    this.node = node;
    this.intake = intake;
  }

  List<JobInput> of(int job) {
    var inputs = new ArrayList<JobInput>();
    for (Feed each : node.feeds()) {
      add(each, job, inputs);
    }
    return inputs;
  }

  /** The inputs that one feed gives a job. */
  List<JobInput> of(Feed feed, int job) {
    var inputs = new ArrayList<JobInput>();
    add(feed, job, inputs);
    return inputs;
  }

  /** Shows where the inputs of a job are, all of them where the plan says. */
  void visit(int job, NodePlan.PathVisitor paths) {
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Files files) {
        files.paths().forEach(path -> paths.visit("", path, ""));
      } else if (each instanceof Feed.Outputs outputs) {
        visitOutputs(outputs, job, (taken, source, i) -> visit(taken, source, i, paths));
      } else if (node.chunks().isPresent()) {
        node.chunks().get().visitFiles(job, paths);
      } else {
        for (Sample sample : node.node().samples()) {
          sample.files().paths().forEach(path -> paths.visit("", path, ""));
        }
      }
    }
  }

  private static void visit(
      Feed.Outputs taken, NodePlan source, int job, NodePlan.PathVisitor paths) {
    if (source.outputTexts().isEmpty()) {
      taken.of(source, job).forEach(path -> paths.visit("", path, ""));
      return;
    }
    List<JobText> texts = source.outputTexts().get();
    String chunk = source.chunk(job);
    for (int i = 0; i < texts.size(); i++) {
      if (taken.takes(source, i)) {
        JobText text = texts.get(i);
        paths.visit(text.head(), text.chunked() ? chunk : "", text.tail());
      }
    }
  }

  private void add(Feed feed, int job, List<JobInput> inputs) {
    if (feed instanceof Feed.ChunkFiles) {
      addFiles(job, inputs);
    } else if (feed instanceof Feed.Files files) {
      for (String path : files.paths()) {
        add(new JobInput(path, Optional.empty(), Optional.empty()), inputs);
      }
    } else {
      addOutputs((Feed.Outputs) feed, job, inputs);
    }
  }

  private void addFiles(int job, List<JobInput> inputs) {
    if (node.chunks().isPresent()) {
      Chunks chunks = node.chunks().get();
      addFiles(chunks.sample(job), chunks.files(job), inputs);
      return;
    }
    for (Sample sample : node.node().samples()) {
      addFiles(sample, sample.files().paths(), inputs);
    }
  }

  private void addFiles(Sample sample, List<String> paths, List<JobInput> inputs) {
    for (String path : paths) {
      add(new JobInput(path, Optional.empty(), Optional.of(sample)), inputs);
    }
  }

  private void add(JobInput input, List<JobInput> inputs) {
    intake.take(input).ifPresent(inputs::add);
  }

  private void addOutputs(Feed.Outputs feed, int job, List<JobInput> inputs) {
    visitOutputs(feed, job, (taken, source, i) -> addOutputs(taken, source, i, inputs));
  }

  /** Sees what is taken of which job of a source. */
  @FunctionalInterface
  private interface Visitor {
    void visit(Feed.Outputs taken, NodePlan source, int job);
  }

  private void visitOutputs(Feed.Outputs feed, int job, Visitor visitor) {
    // a job of a tree has one output, whatever the outputs of those below are called
    var own = new Feed.Outputs(List.of(node), feed.task(), Optional.empty(), feed.kind());
    feed.visitJobs(
        node,
        job,
        (source, i) -> {
          visitor.visit(source.equals(node) ? own : feed, source, i);
          return false;
        });
  }

  private void addOutputs(Feed.Outputs feed, NodePlan source, int job, List<JobInput> inputs) {
    Optional<Sample> sample =
        source.chunks().map(chunks -> chunks.sample(job)).or(() -> source.node().sample());
    for (String path : feed.of(source, job)) {
      add(new JobInput(path, Optional.of(new JobRef(source, job)), sample), inputs);
    }
  }
}
