/**
 * Slurm: a batch becomes one script for one or several arrays, and the list of items that it reads.
 *
 * <p>{@link hdw.executor.slurm.ArrayScript} is the entry.
 */
package hdw.executor.slurm;
