package hdw.executor.htcondor;

import hdw.plan.NodePlan;
import java.util.Locale;
import java.util.Set;

/**
 * What jobs are called in a DAGMan file: by their ids, as far as DAGMan takes these.
 *
 * <p>DAGMan keeps {@code +} for itself and has a few words that no node may be called; {@code @}
 * helps out, which no id has.
 */
final class DagNames {
  private static final Set<String> RESERVED = Set.of("PARENT", "CHILD", "ALL_NODES");

  private DagNames() {}

  /** The name of a job. */
  static String of(NodePlan node, int job) {
    return of(node.id(job));
  }

  /** The name of the job with this id. */
  static String of(String id) {
    return RESERVED.contains(id.toUpperCase(Locale.ROOT)) ? id + "@" : id.replace('+', '@');
  }

  /** The name of a node that is no job, and only stands between many others. */
  static String join(int number) {
    return "@" + number;
  }

  /** A value behind {@code VARS}, in its quotes. */
  static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
