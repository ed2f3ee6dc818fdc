package hdw.plan;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Which of its inputs an attempt at a job takes, and where it reads them.
 *
 * @param taken which ones: others are left out, as if nobody had ever made them
 * @param moved for files of samples that are read at another place than the plan's, that place
 * @param seen where the job finds what is at a path, last of all: files may travel with it
 */
public record Intake(
    Predicate<JobInput> taken, Map<String, String> moved, UnaryOperator<String> seen) {
  /** Leaves nothing out, and moves nothing. */
  public static final Intake ALL = of(each -> true);

  /** Copies the map. */
  public Intake {
    moved = Map.copyOf(moved);
  }

  /** Takes some inputs, some of them at another place, which jobs see as it is. */
  public Intake(Predicate<JobInput> taken, Map<String, String> moved) {
    this(taken, moved, UnaryOperator.identity());
  }

  /** Takes some inputs, each where the plan says. */
  public static Intake of(Predicate<JobInput> taken) {
    return new Intake(taken, Map.of());
  }

  /** The same inputs, which the job finds elsewhere. */
  public Intake seenAt(UnaryOperator<String> place) {
    return new Intake(taken, moved, place);
  }

  /** An input where it is read; nothing where it is left out. */
  Optional<JobInput> take(JobInput input) {
    if (!taken.test(input)) {
      return Optional.empty();
    }
    boolean stays = moved.isEmpty() || input.producer().isPresent() || input.sample().isEmpty();
    String path = stays ? input.path() : moved.getOrDefault(input.path(), input.path());
    String place = seen.apply(path);
    return Optional.of(
        place.equals(input.path()) ? input : new JobInput(place, input.producer(), input.sample()));
  }
}
