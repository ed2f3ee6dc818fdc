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
    if (left >= 0) {
      return with(sample, count, entries);
    }
    Entries[] cut = Arrays.copyOf(entries, count);
    cut[count - 1] = cut[count - 1].first(cut[count - 1].count() + left);
    return with(sample, count, cut);
  }

  private static Sample with(Sample sample, int count, Entries[] entries) {
    return new Sample(
        sample.span(),
        sample.name(),
        sample.files().first(count, Arrays.copyOf(entries, count)),
        sample.tree(),
        sample.metadata());
  }
}
