package hdw.plan;

import hdw.catalog.Sample;
import hdw.plan.JobInput.JobRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the inputs of a job. */
final class JobInputs {
  private final NodePlan node;

  JobInputs(NodePlan node) {
    this.node = node;
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

  private void add(Feed feed, int job, List<JobInput> inputs) {
    if (feed instanceof Feed.ChunkFiles) {
      addFiles(job, inputs);
    } else if (feed instanceof Feed.Files files) {
      files
          .paths()
          .forEach(path -> inputs.add(new JobInput(path, Optional.empty(), Optional.empty())));
    } else {
      addOutputs((Feed.Outputs) feed, job, inputs);
    }
  }

  private void addFiles(int job, List<JobInput> inputs) {
    if (node.chunks().isPresent()) {
      Chunks chunks = node.chunks().get();
      chunks
          .files(job)
          .forEach(
              path ->
                  inputs.add(
                      new JobInput(path, Optional.empty(), Optional.of(chunks.sample(job)))));
      return;
    }
    for (Sample sample : node.node().samples()) {
      for (String path : sample.files().paths()) {
        inputs.add(new JobInput(path, Optional.empty(), Optional.of(sample)));
      }
    }
  }

  private void addOutputs(Feed.Outputs feed, int job, List<JobInput> inputs) {
    switch (feed.kind()) {
      case EACH -> feed.sources().forEach(source -> addOutputs(feed, source, job, inputs));
      case TREE -> addLevel(feed, job, inputs);
      default ->
          feed.sources()
              .forEach(
                  source -> {
                    for (int i = 0; i < source.size(); i++) {
                      if (source.tree().isEmpty() || source.tree().get().isTop(i)) {
                        addOutputs(feed, source, i, inputs);
                      }
                    }
                  });
    }
  }

  private void addLevel(Feed.Outputs feed, int job, List<JobInput> inputs) {
    Tree tree = node.tree().orElseThrow();
    if (tree.level(job) > 1) {
      for (int i = tree.from(job); i < tree.to(job); i++) {
        addOutputs(
            new Feed.Outputs(List.of(node), feed.task(), Optional.empty(), feed.kind()),
            node,
            i,
            inputs);
      }
      return;
    }
    int at = 0;
    for (NodePlan source : feed.sources()) {
      for (int i = 0; i < source.size(); i++) {
        boolean counts = source.tree().isEmpty() || source.tree().get().isTop(i);
        if (counts && at >= tree.from(job) && at < tree.to(job)) {
          addOutputs(feed, source, i, inputs);
        }
        at += counts ? 1 : 0;
      }
    }
  }

  private static void addOutputs(
      Feed.Outputs feed, NodePlan source, int job, List<JobInput> inputs) {
    Optional<Sample> sample =
        source.chunks().map(chunks -> chunks.sample(job)).or(() -> source.node().sample());
    for (String path : feed.of(source, job)) {
      inputs.add(new JobInput(path, Optional.of(new JobRef(source, job)), sample));
    }
  }
}
