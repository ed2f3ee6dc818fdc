package hdw.forecast;

import hdw.plan.NodePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The time of jobs as some were measured: what is expected of a job of its size, times how far one
 * of those was off. A node of which enough jobs were measured goes by its own.
 */
final class MeasuredTime implements JobTime {
  private static final int ENOUGH = 5;

  private final Size unit;
  private final Line line;
  private final double[] ratios;
  private final Map<String, double[]> ratiosOfNodes = new LinkedHashMap<>();

  /**
   * A job that was measured.
   *
   * @param size 0 where nobody knows
   */
  record Sample(String node, double size, double milliseconds) {}

  MeasuredTime(Size unit, List<Sample> samples) {
    this.unit = unit;
    boolean sized = samples.stream().allMatch(each -> each.size() > 0);
    this.line =
        Line.through(
            samples.stream().mapToDouble(each -> sized ? each.size() : 0).toArray(),
            samples.stream().mapToDouble(Sample::milliseconds).toArray());
    this.ratios = samples.stream().mapToDouble(this::ratio).toArray();
    Map<String, List<Sample>> nodes = new LinkedHashMap<>();
    samples.forEach(each -> nodes.computeIfAbsent(each.node(), id -> new ArrayList<>()).add(each));
    nodes.forEach(
        (node, own) -> {
          if (own.size() >= ENOUGH) {
            ratiosOfNodes.put(node, own.stream().mapToDouble(this::ratio).toArray());
          }
        });
  }

  /** How far a job was off. */
  double ratio(Sample sample) {
    double expected = line.at(sample.size());
    return expected == 0 ? 1 : sample.milliseconds() / expected;
  }

  /** How many jobs were measured. */
  int size() {
    return ratios.length;
  }

  @Override
  public long draw(NodePlan node, int job, SplittableRandom random) {
    double[] from = ratiosOfNodes.getOrDefault(node.node().id(), ratios);
    return Math.round(line.at(unit.of(node, job)) * from[random.nextInt(from.length)]);
  }
}
