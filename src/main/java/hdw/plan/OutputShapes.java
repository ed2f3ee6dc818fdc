package hdw.plan;

import hdw.catalog.Heads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Tells outputs apart by what those of a node begin and end with, and by their chunks, so that the
 * paths of a million jobs need not be made to be compared.
 */
final class OutputShapes {
  /** So many outputs that begin alike are compared with each other. */
  private static final int MOST_ALIKE = 10;

  private final Plan plan;
  private final UnaryOperator<String> spelling;
  private final List<Shape> shapes = new ArrayList<>();
  private final Set<Chunks> distinct = Collections.newSetFromMap(new IdentityHashMap<>());

  /** An output of all jobs of a node. */
  private record Shape(JobText path, boolean folder) {

    /** Whether no path of one is one of the other, nor within it. */
    boolean isApart(Shape other) {
      String end = path.end();
      String otherEnd = other.path.end();
      return !folder && !other.folder && !end.endsWith(otherEnd) && !otherEnd.endsWith(end);
    }
  }

  /**
   * The outputs of a plan.
   *
   * @param spelling gives a path the one spelling that each file has
   */
  OutputShapes(Plan plan, UnaryOperator<String> spelling) {
    this.plan = plan;
    this.spelling = spelling;
  }

  /** Whether all outputs are seen to be apart; they may be so though they are not seen to be. */
  boolean areApart() {
    for (NodePlan each : plan.nodes()) {
      if (!(each.chunks().isPresent() ? addChunked(each) : addJobs(each))) {
        return false;
      }
    }
    List<int[]> groups = Heads.kin(shapes.stream().map(each -> each.path().head()).toList());
    return groups.stream().allMatch(this::areApart);
  }

  private boolean areApart(int[] kin) {
    if (kin.length > MOST_ALIKE) {
      return false;
    }
    for (int i = 0; i < kin.length; i++) {
      for (int k = 0; k < i; k++) {
        if (!shapes.get(kin[i]).isApart(shapes.get(kin[k]))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Adds the outputs of jobs with chunks: apart from each other where their chunks' ids are. */
  private boolean addChunked(NodePlan node) {
    for (Optional<JobText> each : node.shapes()) {
      if (each.isEmpty() || !add(each.get()) || !each.get().chunked() && node.size() > 1) {
        return false;
      }
    }
    Chunks chunks = node.chunks().orElseThrow();
    return distinct.contains(chunks) || chunks.areDistinct() && distinct.add(chunks);
  }

  /** Adds the outputs of each job: without chunks there is one, or there are some of a tree. */
  private boolean addJobs(NodePlan node) {
    for (int i = 0; i < node.size(); i++) {
      for (String each : node.outputs(i)) {
        if (each.isEmpty() || !add(new JobText(each, false, ""))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean add(JobText path) {
    Optional<JobText> spelt = path.spelt(spelling);
    spelt.ifPresent(each -> shapes.add(new Shape(each, path.end().endsWith("/"))));
    return spelt.filter(each -> !each.of("").isEmpty()).isPresent();
  }
}
