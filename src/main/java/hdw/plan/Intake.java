package hdw.plan;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of its inputs an attempt at a job takes, and where it reads them.
 *
 * @param taken which ones: others are left out, as if nobody had ever made them
 * @param moved for files of samples that are read at another place than the plan's, that place
 */
public record Intake(Predicate<JobInput> taken, Map<String, String> moved) {
  /** Leaves nothing out, and moves nothing. */
  public static final Intake ALL = of(each -> true);

  /** Copies the map. */
  public Intake {
    moved = Map.copyOf(moved);
  }

  /** Takes some inputs, each where the plan says. */
  public static Intake of(Predicate<JobInput> taken) {
    return new Intake(taken, Map.of());
  }

  /** An input where it is read; nothing where it is left out. */
  Optional<JobInput> take(JobInput input) {
    if (!taken.test(input)) {
      return Optional.empty();
    }
    boolean stays = moved.isEmpty() || input.producer().isPresent() || input.sample().isEmpty();
    return Optional.of(
        stays
            ? input
            : new JobInput(
                moved.getOrDefault(input.path(), input.path()), Optional.empty(), input.sample()));
  }
}
