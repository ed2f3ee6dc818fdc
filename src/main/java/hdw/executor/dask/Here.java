package hdw.executor.dask;

import hdw.executor.local.Tools;
import hdw.units.Memory;

/**
 * The machine that a run is driven from.
 *
 * @param cores that jobs may use here
 * @param memory that jobs may use here together
 * @param tools the programs on its path
 */
public record Here(int cores, Memory memory, Tools tools) {}
