package hdw.report;

import hdw.run.RunSummary.NodeCounts;

/** Where a node stands, in a word. */
final class NodeState {
  private NodeState() {}

  /** The worst that can be said of its jobs; {@code done} only where all of them are. */
  static String of(NodeCounts counts) {
    if (counts.failed() > 0) {
      return "failed";
    }
    if (counts.held() > 0) {
      return "held";
    }
    if (counts.running() > 0) {
      return "running";
    }
    if (counts.queued() > 0) {
      return "queued";
    }
    if (counts.waiting() > 0) {
      return "waiting";
    }
    return counts.done() == counts.jobs() ? "done" : counts.done() > 0 ? "partly done" : "not run";
  }
}
