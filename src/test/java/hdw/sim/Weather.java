package hdw.sim;

import hdw.executor.Happening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What goes wrong between a driver and a batch system, from a seed.
 *
 * @param random what it is drawn from
 * @param lost the share of news that is never told
 * @param admitted the share of those that the system knows it may have missed
 * @param again how often what was told is told once more
 * @param unanswered the share of submissions whose answer is lost
 * @param refused the share of submissions that are refused
 * @param silences how often in a minute the system falls silent
 * @param lag how late news come
 * @param slow how long a submission may take
 */
record Weather(
    Random random,
    double lost,
    double admitted,
    double again,
    double unanswered,
    double refused,
    double silences,
    Duration lag,
    Duration slow) {
  /** Nothing goes wrong, and nothing takes time. */
  static Weather fine() {
    return new Weather(new Random(0), 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);
  }

  /** Some day or other: most are fine in some way. */
  static Weather some(Random random) {
    return new Weather(
        random,
        sometimes(random, 0.3),
        random.nextDouble(),
        sometimes(random, 0.1),
        sometimes(random, 0.5),
        sometimes(random, 0.15),
        sometimes(random, 0.5),
        Duration.ofSeconds(random.nextInt(3) == 0 ? random.nextInt(60) : 0),
        Duration.ofSeconds(random.nextInt(20)));
  }

  private static double sometimes(Random random, double most) {
    return random.nextBoolean() ? 0 : most * random.nextDouble();
  }

  /** Whether something of this share happens now. */
  boolean strikes(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  /** A time up to the longest. */
  Duration upTo(Duration longest) {
    return Duration.ofMillis((long) (longest.toMillis() * random.nextDouble()));
  }

  /** The same in another order, but for what is said of one attempt. */
  List<Happening> shuffled(List<Happening> news) {
    Map<Object, List<Happening>> byKey = new LinkedHashMap<>();
    news.forEach(each -> byKey.computeIfAbsent(each.key(), unseen -> new ArrayList<>()).add(each));
    var left = new ArrayList<>(byKey.values());
    var shuffled = new ArrayList<Happening>();
    while (!left.isEmpty()) {
      int which = random.nextInt(left.size());
      shuffled.add(left.get(which).remove(0));
      if (left.get(which).isEmpty()) {
        left.remove(which);
      }
    }
    return shuffled;
  }
}
