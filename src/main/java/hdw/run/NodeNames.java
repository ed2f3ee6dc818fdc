package hdw.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the node that a job belongs to: the one that has the job's own id, or else all of it but
 * the chunk.
 */
final class NodeNames {
  private final Set<String> nodes;

  /** How the ids of nodes begin, up to and with their last slash. */
  private final Set<String> beginnings = new HashSet<>();

  private final Map<String, String> known = new HashMap<>();

  NodeNames(Set<String> nodes) {
    this.nodes = nodes;
    nodes.forEach(each -> beginnings.add(each.substring(0, each.lastIndexOf('/') + 1)));
  }

  /** The id of the node of a job; empty where the plan has no such job. */
  String of(String job) {
    if (nodes.contains(job)) {
      return job;
    }
    String node = job.substring(0, Math.max(0, job.lastIndexOf('/')));
    return nodes.contains(node) ? node : "";
  }

  /** The same, for many jobs: those whose ids begin alike are looked up once. */
  String of(JobStory job) {
    String family = job.family();
    if (!family.endsWith("/") || beginnings.contains(family)) {
      return of(job.id());
    }
    String node = known.get(family);
    if (node == null) {
      node = of(job.id());
      known.put(family, node);
    }
    return node;
  }
}
