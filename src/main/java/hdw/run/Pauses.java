package hdw.run;

import hdw.plan.NodePlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sees when the first jobs of a node, or of a task over all its nodes, all fail alike: then the
 * next thousand would too, and no more of them are started until a person says so.
 */
final class Pauses {
  /** So many jobs that fail alike, and none that ended well, are a burst. */
  static final int BURST = 10;

  private final boolean wanted;
  private final Map<String, Beginning> beginnings = new HashMap<>();
  private final Set<String> paused = new HashSet<>();

  /** How the first jobs of a node or task ended. */
  private static final class Beginning {
    private String sign = "";
    private int alike;
    private boolean mixed;
  }

  /**
   * Pauses that stand from before.
   *
   * @param wanted whether bursts make more of them
   */
  Pauses(boolean wanted, Set<String> before) {
    this.wanted = wanted;
    paused.addAll(before);
  }

  private static List<String> names(NodePlan node) {
    String task = node.node().task().name();
    String id = node.node().id();
    return id.equals(task) ? List.of(task) : List.of(id, task);
  }

  /** Whether no more jobs of a node are to be started. */
  boolean holdBack(NodePlan node) {
    return !paused.isEmpty()
        && (paused.contains(node.node().id()) || paused.contains(node.node().task().name()));
  }

  /** A job ended well: what follows is no burst. */
  void well(NodePlan node) {
    names(node).forEach(each -> beginning(each).mixed = true);
  }

  /** A job failed for good: tells the name of what is paused by that, if anything is. */
  Optional<String> failed(NodePlan node, String sign) {
    Optional<String> burst = Optional.empty();
    for (String each : names(node)) {
      Beginning beginning = beginning(each);
      beginning.mixed |= beginning.alike > 0 && !beginning.sign.equals(sign);
      beginning.sign = sign;
      beginning.alike++;
      if (wanted && !beginning.mixed && beginning.alike == BURST && burst.isEmpty()) {
        paused.add(each);
        burst = Optional.of(each);
      }
    }
    return burst;
  }

  /** Pauses a node for another reason than a burst. */
  void pause(String name) {
    paused.add(name);
  }

  private Beginning beginning(String name) {
    return beginnings.computeIfAbsent(name, unseen -> new Beginning());
  }

  /** A person lets it go on; it is not paused again. */
  void goOn(String name) {
    paused.remove(name);
    beginning(name).mixed = true;
  }

  /** What is paused. */
  Set<String> paused() {
    return Set.copyOf(paused);
  }
}
