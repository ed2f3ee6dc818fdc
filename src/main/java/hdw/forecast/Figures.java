package hdw.forecast;

/**
 * What is known of the jobs of a task.
 *
 * @param source where it is from, such as {@code stated} or {@code 20 jobs of
 *     ttbar_20261122_213045}
 */
public record Figures(JobTime time, Mishaps mishaps, String source) {}
