package hdw.insight;

import hdw.insight.AttemptRecord.Outcome;
import hdw.units.Memory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

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

  /** What is counted of one task, attempt by attempt: there may be a million of them. */
  private static final class Sum {
    private final LongStream.Builder memory = LongStream.builder();
    private final LongStream.Builder milliseconds = LongStream.builder();
    private int attempts;
    private int done;
    private int lost;
    private Duration coreTime = Duration.ZERO;
    private Duration wasted = Duration.ZERO;

    private void add(AttemptRecord attempt) {
      attempts++;
      coreTime = coreTime.plus(attempt.coreTime());
      if (attempt.outcome() == Outcome.DONE) {
        done++;
        attempt.usage().memoryBytes().ifPresent(memory::add);
        milliseconds.add(attempt.ran().toMillis());
      } else {
        lost += attempt.outcome() == Outcome.LOST ? 1 : 0;
        wasted = wasted.plus(attempt.coreTime());
      }
    }

    private TaskUse use(String task) {
      return new TaskUse(
          task,
          attempts,
          done,
          attempts - done - lost,
          lost,
          Spread.of(memory.build()),
          Spread.of(milliseconds.build()),
          coreTime,
          wasted);
    }
  }

  /** Those of all tasks that began, in the order in which their first attempts ended. */
  public static List<TaskUse> of(List<AttemptRecord> attempts) {
    Map<String, Sum> tasks = new LinkedHashMap<>();
    for (AttemptRecord each : attempts) {
      tasks.computeIfAbsent(each.task(), task -> new Sum()).add(each);
    }
    return tasks.entrySet().stream().map(each -> each.getValue().use(each.getKey())).toList();
  }

  /** The memory that so many of 100 of those that ended well did not exceed. */
  public Memory memory(int percent) {
    return new Memory(memory.percentile(percent));
  }
}
