package hdw.forecast;

import hdw.plan.Chunks;
import hdw.plan.NodePlan;
import hdw.run.Event;
import java.util.List;
import java.util.Locale;

/** By what the work of a job is measured. */
enum Size {
  EVENTS,
  BYTES,
  FILES;

  /** The first of them that is known of all jobs of these nodes. */
  static Size of(List<NodePlan> nodes) {
    for (Size each : values()) {
      boolean known =
          nodes.stream()
              .filter(node -> node.chunks().isPresent())
              .allMatch(node -> each.isKnown(node));
      if (known) {
        return each;
      }
    }
    return FILES;
  }

  private boolean isKnown(NodePlan node) {
    for (int i = 0; i < node.size(); i++) {
      if (of(node, i) <= 0) {
        return false;
      }
    }
    return true;
  }

  /** The size of a job; 0 where it has no chunk or nobody knows. */
  double of(NodePlan node, int job) {
    if (node.chunks().isEmpty()) {
      return 0;
    }
    Chunks chunks = node.chunks().get();
    return switch (this) {
      case EVENTS -> chunks.events(job).orElse(0);
      case BYTES -> chunks.bytes(job).bytes();
      case FILES -> chunks.fileCount(job);
    };
  }

  /** The mean size of the jobs of an earlier run; 0 where it is not known. */
  double mean(Event.Measured measured) {
    double sum =
        switch (this) {
          case EVENTS -> measured.events().orElse(0L);
          case BYTES -> measured.bytes();
          case FILES -> measured.files();
        };
    return measured.jobs() == 0 ? 0 : sum / measured.jobs();
  }

  /** Its name in a sentence. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
