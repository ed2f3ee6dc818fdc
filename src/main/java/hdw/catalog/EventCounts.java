package hdw.catalog;

import hdw.diagnostic.Diagnostics;
import hdw.scan.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Counts the events of samples by looking into their files, all files at once. */
public final class EventCounts {
  private final Surroundings world;
  private final Scan scan;

  private EventCounts(Surroundings world, Scan scan) {
    this.world = world;
    this.scan = scan;
  }

  /**
   * The catalog with the entries of the wanted samples, and the sizes and times of their URLs.
   * Where a file lies in several places, the first that can be read becomes its path.
   *
   * <p>What cannot be read is reported, once for each sample. Files are left out where their sample
   * says so.
   *
   * @param needed whether something needs the events. Else only names that end in {@code .root} are
   *     looked into, a sample gets entries only where all its files have them, and what is wrong is
   *     a warning, but for a tree that the user named
   */
  public static Catalog read(
      Catalog catalog,
      Predicate<Sample> wanted,
      boolean needed,
      Scan scan,
      Diagnostics diagnostics) {
    var counts = new ArrayList<SampleCount>();
    catalog.samples().stream()
        .filter(wanted)
        .forEach(each -> counts.add(new SampleCount(each, needed)));
    new EventCounts(catalog.world(), scan).fill(counts);
    var samples = new ArrayList<Sample>();
    int next = 0;
    for (Sample each : catalog.samples()) {
      boolean counted = next < counts.size() && counts.get(next).isOf(each);
      samples.add(counted ? new CountReport(counts.get(next++), diagnostics).sample() : each);
    }
    return new Catalog(catalog.globals(), samples, catalog.world());
  }

  /** Scans all files together; then, at their next places, those that could not be read. */
  private void fill(List<SampleCount> counts) {
    for (boolean more = true; more; ) {
      var asked = new ArrayList<Scan.Asked>();
      for (SampleCount each : counts) {
        for (int file : each.open()) {
          String path = each.path(file);
          asked.add(new Scan.Asked(path, world.path(path), each.tree()));
        }
      }
      var outcomes = asked.isEmpty() ? List.<Scan.Outcome>of() : scan.read(asked);
      int at = 0;
      for (SampleCount each : counts) {
        int end = at + each.open().length;
        each.take(outcomes.subList(at, end));
        at = end;
      }
      more = !asked.isEmpty();
    }
  }
}
