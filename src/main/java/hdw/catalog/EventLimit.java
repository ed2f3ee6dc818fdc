package hdw.catalog;

import hdw.root.Entries;
import java.util.Arrays;

/** Takes the first events of a sample for a quick look. */
public final class EventLimit {
  private EventLimit() {}

  /**
   * The sample with its first events only.
   *
   * <p>Of the last file that it keeps it has only so many entries as are left; a job that reads the
   * whole file reads more.
   *
   * @param sample one whose entries are known
   * @param most how many events, at least 1
   */
  public static Sample first(Sample sample, long most) {
    Entries[] entries = sample.files().entries().orElseThrow();
    long left = most;
    int count = 0;
    while (count < entries.length && left > 0) {
      left -= entries[count++].count();
    }
    Entries[] first = Arrays.copyOf(entries, count);
    if (left < 0) {
      first[count - 1] = first[count - 1].first(first[count - 1].count() + left);
    }
    return sample.with(sample.files().first(first));
  }
}
