package hdw.executor.dask;

import hdw.rules.Request;
import hdw.units.Memory;

/**
 * How large a worker is, for its jobs together. Jobs that fit into the usual worker share those;
 * one that asks for more has workers of its own size.
 *
 * @param name as workers and jobs call it: cores and MiB, such as {@code 4x8192}
 * @param cpus cores
 * @param memory without what the worker takes itself
 */
record Size(String name, int cpus, Memory memory) {
  /** Sizes between which nobody would want to tell are one. */
  private static final long STEP = 256;

  /** The workers that a cluster has. */
  static Size usual(ClusterWish wish) {
    return of(wish.cpus(), wish.memory().mebibytes());
  }

  /** The workers that a job needs. */
  static Size of(ClusterWish wish, Request request) {
    Size usual = usual(wish);
    if (request.cpus() <= usual.cpus() && request.memory().compareTo(usual.memory()) <= 0) {
      return usual;
    }
    long mebibytes = (request.memory().mebibytes() + STEP - 1) / STEP * STEP;
    return of(request.cpus(), mebibytes);
  }

  private static Size of(int cpus, long mebibytes) {
    return new Size(cpus + "x" + mebibytes, cpus, Memory.ofMebibytes(mebibytes));
  }

  /** In a script of a worker's batch job, the name of its size. */
  static String nameInScript() {
    return "\"${HDW_CPUS}x$((HDW_MEMORY_MIB - " + ClusterWish.OVERHEAD.mebibytes() + "))\"";
  }

  /** How many jobs of a request one worker runs at a time, at least one. */
  int jobs(Request request) {
    long byMemory = memory.bytes() / Math.max(1, request.memory().bytes());
    return (int) Math.max(1, Math.min(cpus / Math.max(1, request.cpus()), byMemory));
  }

  /** What the batch job of such a worker asks for. */
  Memory withOverhead() {
    return new Memory(memory.bytes() + ClusterWish.OVERHEAD.bytes());
  }
}
