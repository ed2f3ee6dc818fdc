package hdw.plan;

import hdw.catalog.Sample;
import hdw.graph.Edge;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** How long the paths of a job's inputs are together at most, told without making them. */
final class InputBytes {
  /** The longest path that Linux takes. */
  private static final int LONGEST_PATH = 4096;

  private final NodePlan node;

  /** Of the inputs that are no files of chunks. */
  private long others;

  /** Of a file of a chunk. */
  private long file;

  /** The inputs of a node's jobs. */
  InputBytes(NodePlan node) {
    this.node = node;
    for (Feed each : node.feeds()) {
      if (each instanceof Feed.Files files) {
        files.paths().forEach(path -> others += bytes(path));
      } else if (each instanceof Feed.Outputs outputs) {
        others += bytes(outputs);
      } else {
        node.node().samples().forEach(this::add);
      }
    }
  }

  private void add(Sample sample) {
    long longest = sample.files().paths().longest() + 1L;
    if (node.chunks().isPresent()) {
      file = Math.max(file, longest);
    } else {
      others += longest * sample.files().size();
    }
  }

  private static long bytes(Feed.Outputs feed) {
    long bytes = 0;
    for (NodePlan each : feed.sources()) {
      Optional<List<JobText>> texts = each.outputTexts();
      long ofJob =
          texts.isPresent()
              ? texts.get().stream().mapToLong(text -> bytes(text, each)).sum()
              : (long) LONGEST_PATH * each.node().task().outputs().size();
      bytes += ofJob * (feed.kind() == Edge.Kind.EACH ? 1 : each.size());
    }
    return bytes;
  }

  private static long bytes(JobText text, NodePlan node) {
    int chunk = node.chunks().map(Chunks::longestId).orElse(0);
    return bytes(text.head()) + bytes(text.tail()) + chunk;
  }

  /** The bytes of a text, and of what stands behind it. */
  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length + 1L;
  }

  /** So many bytes at most, each path with one behind it. */
  long most(int job) {
    return file == 0 ? others : others + file * node.chunks().orElseThrow().fileCount(job);
  }
}
