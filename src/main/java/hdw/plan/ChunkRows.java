package hdw.plan;

import java.util.Arrays;

/**
 * Chunks in columns while they are made: for each the number of its sample, the places of its
 * files, and its events where chunks are ranges of events.
 */
final class ChunkRows {
  private int size;
  private int[] sample = new int[16];
  private int[] from = new int[16];
  private int[] to = new int[16];

  /** First event and stop of each row in turn; empty where chunks are whole files. */
  private long[] events = new long[0];

  /** Adds a chunk of whole files, at the places from {@code first} to {@code end}, exclusive. */
  void add(int ofSample, int first, int end) {
    if (size == sample.length) {
      sample = Arrays.copyOf(sample, 2 * size);
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
    }
    sample[size] = ofSample;
    from[size] = first;
    to[size] = end;
    size++;
  }

  /** Adds a chunk that is a range of events of one file, {@code stop} exclusive. */
  void add(int ofSample, int file, long first, long stop) {
    add(ofSample, file, file + 1);
    if (events.length < 2 * size) {
      events = Arrays.copyOf(events, Math.max(32, 4 * size));
    }
    events[2 * size - 2] = first;
    events[2 * size - 1] = stop;
  }

  int size() {
    return size;
  }

  int[] samples() {
    return Arrays.copyOf(sample, size);
  }

  int[] from() {
    return Arrays.copyOf(from, size);
  }

  int[] to() {
    return Arrays.copyOf(to, size);
  }

  /** First event and stop of each row in turn; empty where chunks are whole files. */
  long[] events() {
    return events.length == 0 ? events : Arrays.copyOf(events, 2 * size);
  }
}
