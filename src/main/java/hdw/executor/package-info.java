/**
 * What would be submitted, as text: jobs that are ready together become a {@link
 * hdw.executor.Batch}, and a batch becomes files below the run's folder.
 *
 * <p>A {@link hdw.executor.BatchSystem} takes such files and says what became of their jobs.
 *
 * <p>{@link hdw.executor.Rendering} makes all files of a plan; {@link hdw.executor.TaskFiles} is
 * what every executor shares, and each executor has a package of its own. Rendering is a function
 * from plan to text: no I/O, no clock, no path of this machine. Where nothing is shared {@link
 * hdw.executor.Packing} lays out what travels, and {@link hdw.executor.Delivery} puts in its place
 * what came back. Uses {@code plan}, {@code rules}, {@code graph}, {@code catalog}, {@code eval},
 * {@code model}, {@code shell}, {@code json} and {@code units}.
 */
package hdw.executor;
