package hdw.insight;

import hdw.insight.AttemptRecord.Outcome;
import hdw.units.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the attempts of a task asked for and took.
 *
 * @param attempts all that are over
 * @param done how many of them ended well
 * @param failed how many failed
 * @param lost how many are not counted
 * @param memory the most memory of those that ended well, in bytes, as far as it was measured
 * @param milliseconds how long those ran that ended well
 * @param coreTime the time of the processors that all of them kept
 * @param wasted that of those that did not end well
 */
public record TaskUse(
    String task,
    int attempts,
    int done,
    int failed,
    int lost,
    Spread memory,
    Spread milliseconds,
    Duration coreTime,
    Duration wasted) {

  /** Those of all tasks that began, in the order in which their first attempts ended. */
  public static List<TaskUse> of(List<AttemptRecord> attempts) {
    Map<String, List<AttemptRecord>> tasks = new LinkedHashMap<>();
    for (AttemptRecord each : attempts) {
      tasks.computeIfAbsent(each.task(), task -> new ArrayList<>()).add(each);
    }
    return tasks.entrySet().stream().map(each -> of(each.getKey(), each.getValue())).toList();
  }

  private static TaskUse of(String task, List<AttemptRecord> attempts) {
    List<AttemptRecord> done =
        attempts.stream().filter(each -> each.outcome() == Outcome.DONE).toList();
    int lost = (int) attempts.stream().filter(each -> each.outcome() == Outcome.LOST).count();
    return new TaskUse(
        task,
        attempts.size(),
        done.size(),
        attempts.size() - done.size() - lost,
        lost,
        Spread.of(
            done.stream()
                .filter(each -> each.usage().memoryBytes().isPresent())
                .mapToLong(each -> each.usage().memoryBytes().get())),
        Spread.of(done.stream().mapToLong(each -> each.ran().toMillis())),
        coreTime(attempts),
        coreTime(attempts.stream().filter(each -> each.outcome() != Outcome.DONE).toList()));
  }

  private static Duration coreTime(List<AttemptRecord> attempts) {
    return attempts.stream().map(AttemptRecord::coreTime).reduce(Duration.ZERO, Duration::plus);
  }

  /** The memory that so many of 100 of those that ended well did not exceed. */
  public Memory memory(int percent) {
    return new Memory(memory.percentile(percent));
  }
}
