package hdw.run;

import hdw.graph.Edge;
import hdw.plan.Feed;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which jobs can start: counts, for each node, the nodes that must end before it and, for
 * each job, the jobs.
 *
 * <p>No edge is stored for a single job but in trees, where there is one for each input.
 */
final class Readiness {
  private final Map<NodePlan, Waits> waits = new HashMap<>();

  /** What a node waits for, and who waits for it. */
  private static final class Waits {
    private final Set<NodePlan> nodesAfterAll = new LinkedHashSet<>();
    private final Set<NodePlan> nodesAfterEach = new LinkedHashSet<>();
    private final Map<Integer, List<JobRef>> treeJobs = new java.util.HashMap<>();
    private int nodesLeft;
    private int jobsLeft;
    private final int[] jobsBefore;

    private Waits(int jobs) {
      jobsLeft = jobs;
      jobsBefore = new int[jobs];
    }
  }

  Readiness(Plan plan) {
    for (NodePlan node : plan.nodes()) {
      waits.put(node, new Waits(node.size()));
    }
    for (NodePlan node : plan.nodes()) {
      for (Feed each : node.feeds()) {
        if (each instanceof Feed.Outputs outputs) {
          connect(node, outputs);
        }
      }
      node.after().forEach(source -> afterAll(source, node));
    }
  }

  private void connect(NodePlan node, Feed.Outputs outputs) {
    if (outputs.kind() == Edge.Kind.TREE) {
      connectTree(node);
      return;
    }
    for (NodePlan source : outputs.sources()) {
      boolean each = outputs.kind() == Edge.Kind.EACH && source.size() > 1;
      if (!each) {
        afterAll(source, node);
      } else if (waits.get(source).nodesAfterEach.add(node)) {
        int[] before = waits.get(node).jobsBefore;
        for (int i = 0; i < before.length; i++) {
          before[i]++;
        }
      }
    }
  }

  private void afterAll(NodePlan source, NodePlan node) {
    if (waits.get(source).nodesAfterAll.add(node)) {
      waits.get(node).nodesLeft++;
    }
  }

  private void connectTree(NodePlan node) {
    for (int i = 0; i < node.size(); i++) {
      int job = i;
      Upstream.visit(
          node,
          i,
          (from, source) -> {
            waits
                .get(from)
                .treeJobs
                .computeIfAbsent(source, key -> new ArrayList<>())
                .add(new JobRef(node, job));
            waits.get(node).jobsBefore[job]++;
            return false;
          });
    }
  }

  /** Whether nothing that a job waits for is missing. */
  boolean isReady(NodePlan node, int job) {
    Waits own = waits.get(node);
    return own.nodesLeft == 0 && own.jobsBefore[job] == 0;
  }

  /** A job's result is there, or will never be: tells whose last wait this was. */
  List<JobRef> ended(NodePlan node, int job) {
    var ready = new ArrayList<JobRef>();
    Waits own = waits.get(node);
    for (NodePlan next : own.nodesAfterEach) {
      waits.get(next).jobsBefore[job]--;
      addIfReady(next, job, ready);
    }
    for (JobRef next : own.treeJobs.getOrDefault(job, List.of())) {
      waits.get(next.node()).jobsBefore[next.job()]--;
      addIfReady(next.node(), next.job(), ready);
    }
    own.jobsLeft--;
    if (own.jobsLeft == 0) {
      for (NodePlan next : own.nodesAfterAll) {
        waits.get(next).nodesLeft--;
        for (int i = 0; waits.get(next).nodesLeft == 0 && i < next.size(); i++) {
          addIfReady(next, i, ready);
        }
      }
    }
    return ready;
  }

  private void addIfReady(NodePlan node, int job, List<JobRef> ready) {
    if (isReady(node, job)) {
      ready.add(new JobRef(node, job));
    }
  }

  /** The jobs that directly wait for a job. */
  List<JobRef> waitingFor(NodePlan node, int job) {
    var waiting = new ArrayList<JobRef>();
    Waits own = waits.get(node);
    own.nodesAfterEach.forEach(next -> waiting.add(new JobRef(next, job)));
    waiting.addAll(own.treeJobs.getOrDefault(job, List.of()));
    for (NodePlan next : own.nodesAfterAll) {
      for (int i = 0; i < next.size(); i++) {
        waiting.add(new JobRef(next, i));
      }
    }
    return waiting;
  }
}
