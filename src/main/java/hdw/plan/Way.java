package hdw.plan;

import hdw.catalog.Sample;

/** A way to cut a sample. */
@FunctionalInterface
interface Way {

  /** Cuts what is to be cut of a sample, chunk by chunk in order. */
  void cut(Rest rest, Sink sink);

  /** What is to be cut of a sample: files, by number in its list, ascending. */
  interface Rest {
    /** The sample. */
    Sample sample();

    /** How many files are to be cut. */
    int size();

    /** The number of file {@code i} of those. */
    int file(int i);

    /** The first event of it that is not in a chunk yet. */
    long first(int i);
  }

  /** Takes chunks. */
  interface Sink {
    /** A chunk of the files from {@code from} to {@code to}, exclusive, of those to be cut. */
    void files(int from, int to);

    /** A chunk of events of file {@code i} of those to be cut, {@code stop} exclusive. */
    void events(int i, long first, long stop);

    /** Chunks that end at these of the files to be cut, ascending. */
    default void files(int[] ends) {
      int begin = 0;
      for (int end : ends) {
        files(begin, end);
        begin = end;
      }
    }

    /** Chunks of events of file {@code i} that end at these, ascending. */
    default void events(int i, long from, long[] ends) {
      long begin = from;
      for (long end : ends) {
        events(i, begin, end);
        begin = end;
      }
    }
  }
}
