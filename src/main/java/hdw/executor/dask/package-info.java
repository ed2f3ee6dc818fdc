/**
 * Dask: a scheduler and workers of {@code distributed} that a run brings along, seen as a batch
 * system.
 */
package hdw.executor.dask;
