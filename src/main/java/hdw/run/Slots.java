package hdw.run;

import hdw.rules.Request;
import hdw.units.Memory;

/**
 * The cores and the memory of this machine that jobs may take; a job that asks for more than all
 * runs alone.
 */
public final class Slots {
  private final int cpus;
  private final long memory;
  private int usedCpus;
  private long usedMemory;

  /** Slots for so many cores and so much memory. */
  public Slots(int cpus, Memory memory) {
    this.cpus = cpus;
    this.memory = memory.bytes();
  }

  /** How many cores there are. */
  public int cpus() {
    return cpus;
  }

  /** Whether no job can start now. */
  boolean isFull() {
    return usedCpus >= cpus || usedMemory >= memory;
  }

  /** Takes what a job asks for, if it is free. */
  boolean take(Request request) {
    boolean fits = usedCpus + cores(request) <= cpus && usedMemory + bytes(request) <= memory;
    if (fits) {
      occupy(request);
    }
    return fits;
  }

  /** Takes what a job asks for that runs already. */
  void occupy(Request request) {
    usedCpus += cores(request);
    usedMemory += bytes(request);
  }

  /** Gives back what a job took. */
  void release(Request request) {
    usedCpus -= cores(request);
    usedMemory -= bytes(request);
  }

  private int cores(Request request) {
    return Math.min(cpus, request.cpus());
  }

  private long bytes(Request request) {
    return Math.min(memory, request.memory().bytes());
  }
}
