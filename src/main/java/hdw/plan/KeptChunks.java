package hdw.plan;

import java.util.List;

/**
 * How a sample was cut in the last run.
 *
 * @param split what {@code split} was, such as {@code 10 files}: another one keeps nothing
 * @param rows the chunks in their order
 */
public record KeptChunks(String split, List<Row> rows) {

  /** Copies the list. */
  public KeptChunks {
    rows = List.copyOf(rows);
  }

  /**
   * One chunk.
   *
   * @param files the logical names of its files, in order
   * @param first the first event; -1 where the files are whole
   * @param stop the first event behind it; -1 where the files are whole
   */
  public record Row(List<String> files, long first, long stop) {
    /** Copies the list. */
    public Row {
      files = List.copyOf(files);
    }
  }
}
