package hdw.plan;

import java.util.Optional;

/**
 * By what a node's samples were cut.
 *
 * @param split what {@code split} came to, such as {@code 10 files}
 * @param remembered whether the next run keeps these chunks as far as their files are still there
 * @param kept how many of the chunks were kept from the last run
 * @param measured the measurement that the size of chunks was made from
 * @param provisional whether a measurement is wanted first: only the first chunk of each sample is
 *     to be run
 */
public record Splitting(
    String split,
    boolean remembered,
    int kept,
    Optional<Throughput> measured,
    boolean provisional) {}
