package hdw.plan;

import hdw.catalog.Sample;

/** A sample that is cut as a whole: a million chunks cost no object each. */
record WholeSample(Sample sample, int number, ChunkRows rows) implements Way.Rest, Way.Sink {

  @Override
  public int size() {
    return sample.files().size();
  }

  @Override
  public int file(int i) {
    return i;
  }

  @Override
  public long first(int i) {
    return 0;
  }

  @Override
  public void files(int from, int to) {
    rows.add(number, from, to);
  }

  @Override
  public void events(int i, long first, long stop) {
    rows.add(number, i, first, stop);
  }
}
