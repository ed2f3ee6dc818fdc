package hdw.forecast;

import hdw.model.Executor;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Foresees a run by playing its plan. */
public final class Forecaster {
  /** A run that takes more of its time than this for its longest chain is bound by that. */
  private static final double MOST = 0.9;

  private static final double CLOSE = 1.05;

  /** Of so many lengths of a task the typical and the slow one are taken. */
  private static final int ENOUGH_LENGTHS = 20_000;

  private final Plan plan;
  private final Given given;
  private final Scene scene;

  /**
   * What a forecast goes by.
   *
   * @param figures for each task of the plan
   * @param queueWait how long an attempt waits in a queue even where slots are free, if at all
   * @param rounds how often the plan is played
   */
  public record Given(
      Map<String, Figures> figures,
      Slots slots,
      Optional<JobTime> queueWait,
      long seed,
      int rounds) {}

  private Forecaster(Plan plan, Given given) {
    this.plan = plan;
    this.given = given;
    this.scene = Scene.of(plan, given);
  }

  /** Plays a plan and sums up. */
  public static Forecast of(Plan plan, Given given) {
    return new Forecaster(plan, given).forecast();
  }

  private Forecast forecast() {
    List<Played> games =
        IntStream.range(0, given.rounds())
            .mapToObj(each -> Game.play(scene, given.slots(), each))
            .toList();
    Map<String, Lengths> lengths = lengths();
    var tasks = new ArrayList<TaskForecast>();
    var outlook = new TaskOutlook(plan, games);
    for (String each : scene.tasks()) {
      tasks.add(outlook.of(each, scene.figures().get(each), lengths.get(each)));
    }
    Range makespan = Range.of(games.stream().mapToLong(Played::milliseconds));
    return new Forecast(
        plan.workflow().name(),
        plan.jobs(),
        given.rounds(),
        given.seed(),
        given.slots(),
        isAnywhere(true),
        isAnywhere(false),
        Range.of(games.stream().mapToLong(Played::coreMilliseconds)),
        makespan,
        (int) games.stream().filter(Played::aborted).count(),
        bound(games),
        tasks);
  }

  private boolean isAnywhere(boolean here) {
    return plan.nodes().stream()
        .flatMap(each -> each.requests().stream())
        .anyMatch(each -> (each.executor() == Executor.LOCAL) == here);
  }

  private Map<String, Lengths> lengths() {
    var lengths = new LinkedHashMap<String, Lengths>();
    scene.tasks().forEach(each -> lengths.put(each, new Lengths(ENOUGH_LENGTHS)));
    for (int round = 0;
        round < given.rounds() && lengths.values().stream().anyMatch(each -> !each.isFull());
        round++) {
      for (SimJob each : Game.jobs(scene, round)) {
        lengths.get(each.task()).add(each.length());
      }
    }
    return lengths;
  }

  /** Compared within the middle round: there each job takes as long, whatever the slots. */
  private Forecast.Bound bound(List<Played> games) {
    int round =
        IntStream.range(0, games.size())
            .boxed()
            .sorted(Comparator.comparing(each -> games.get(each).milliseconds()))
            .toList()
            .get((games.size() - 1) / 2);
    long taken = games.get(round).milliseconds();
    Played free = Game.play(scene, with(Slots.UNLIMITED), round);
    boolean byChain = free.milliseconds() >= MOST * taken;
    boolean isClose = taken <= CLOSE * free.milliseconds();
    return new Forecast.Bound(
        byChain,
        free.milliseconds(),
        free.chain(),
        isClose ? Optional.empty() : Optional.of(enough(free, round)));
  }

  /** Other slots of batch systems, or of this machine where nothing goes to one. */
  private Slots with(int slots) {
    return isAnywhere(false)
        ? new Slots(given.slots().here(), slots)
        : new Slots(slots, given.slots().away());
  }

  /** The least slots, to one part in twenty, with which the run is nearly as fast as it can be. */
  private int enough(Played free, int round) {
    boolean away = isAnywhere(false);
    int low = away ? given.slots().away() : given.slots().here();
    int high = away ? free.peak().away() : free.peak().here();
    while (high - low > Math.max(1, high / 20)) {
      int middle = low + (high - low) / 2;
      Played played = Game.play(scene, with(middle), round);
      if (played.milliseconds() <= CLOSE * free.milliseconds()) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
