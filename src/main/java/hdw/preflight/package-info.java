/**
 * What can be seen before anything is submitted: why jobs of a batch system would fail, and whether
 * a driver without a terminal goes on after logout.
 *
 * <p>{@link hdw.preflight.Preflight} makes all checks of a plan; {@link hdw.preflight.Farewell}
 * those of {@code --detach}. They decide from files and from what programs answer, which whoever
 * asks hands in. Uses {@code executor}, {@code plan}, {@code rules}, {@code graph}, {@code
 * catalog}, {@code model}, {@code json}, {@code units} and {@code diagnostic}.
 */
package hdw.preflight;
