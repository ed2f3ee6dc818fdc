package hdw.insight;

import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one run differs from another: in its plan, in what its jobs are made from, in what came of
 * them. What differs alike stands together, with one example.
 *
 * @param newNodes the ids of nodes that only {@code after} has
 * @param goneNodes those that only {@code before} has
 */
public record RunDiff(
    RunSummary before,
    RunSummary after,
    List<String> newNodes,
    List<String> goneNodes,
    List<NodeChange> nodes,
    List<JobChange> jobs,
    List<OneSided> oneSided,
    List<OutcomeChange> outcomes) {

  /**
   * Nodes that both have, and that differ alike.
   *
   * @param what {@code executor}, {@code queue}, {@code memory}, {@code cpus}, {@code time}, {@code
   *     jobs} (how many there are) or {@code after} (what the node waits for)
   * @param before the value with who set it, such as {@code 2 GB (task ntuple at w.hdw:4)}
   */
  public record NodeChange(String what, String before, String after, List<String> nodes) {
    /** Copies the list. */
    public NodeChange {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * Jobs that both have, made from something else.
   *
   * @param parts some of {@code command}, {@code values}, {@code needs}, {@code inputs}; {@code
   *     unknown part} where one of the two has no result, so that only one hash of it all is there
   */
  public record JobChange(String task, List<String> parts, int jobs, String example) {
    /** Copies the list. */
    public JobChange {
      parts = List.copyOf(parts);
    }
  }

  /** Jobs that only one has, of nodes that both have. */
  public record OneSided(String task, boolean onlyAfter, int jobs, String example) {}

  /** Jobs that both have, and of which something else came, such as {@code done}. */
  public record OutcomeChange(String task, String before, String after, int jobs, String example) {}

  /** Copies the lists. */
  public RunDiff {
    newNodes = List.copyOf(newNodes);
    goneNodes = List.copyOf(goneNodes);
    nodes = List.copyOf(nodes);
    jobs = List.copyOf(jobs);
    oneSided = List.copyOf(oneSided);
    outcomes = List.copyOf(outcomes);
  }

  /** Compares two runs, which may be dry ones. */
  public static RunDiff of(RunFolder before, RunFolder after) throws IOException {
    Map<String, PlannedNode> then = new LinkedHashMap<>();
    PlannedNode.of(before).forEach(each -> then.put(each.id(), each));
    var changes = new NodeChanges();
    var newNodes = new ArrayList<String>();
    var goneNodes = new ArrayList<>(then.keySet());
    for (PlannedNode each : PlannedNode.of(after)) {
      if (goneNodes.remove(each.id())) {
        changes.compare(then.get(each.id()), each);
      } else {
        newNodes.add(each.id());
      }
    }
    RunSummary one = RunSummary.read(before);
    RunSummary other = RunSummary.read(after);
    var jobs = new JobChanges();
    if (one.state().opened().isPresent() && other.state().opened().isPresent()) {
      jobs.compare(one, other);
    }
    return new RunDiff(
        one,
        other,
        newNodes,
        goneNodes,
        changes.all(),
        jobs.parts(),
        jobs.missing(),
        jobs.outcomes());
  }

  /** Whether both have begun, so that their jobs could be compared. */
  public boolean comparesJobs() {
    return before.state().opened().isPresent() && after.state().opened().isPresent();
  }

  /** Whether nothing differs. */
  public boolean isSame() {
    return newNodes.isEmpty()
        && goneNodes.isEmpty()
        && nodes.isEmpty()
        && jobs.isEmpty()
        && oneSided.isEmpty()
        && outcomes.isEmpty();
  }
}
