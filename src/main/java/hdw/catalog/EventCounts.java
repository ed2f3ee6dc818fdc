package hdw.catalog;

import hdw.diagnostic.Diagnostics;
import hdw.root.Entries;
import hdw.scan.Scan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Counts the events of samples. */
public final class EventCounts {
  private EventCounts() {}

  /** Stands until the real one is merged. */
  public static Catalog read(
      Catalog catalog,
      Predicate<Sample> wanted,
      boolean needed,
      Scan scan,
      Diagnostics diagnostics) {
    List<Sample> samples =
        catalog.samples().stream()
            .map(each -> wanted.test(each) ? counted(each, scan) : each)
            .toList();
    return new Catalog(catalog.globals(), samples, catalog.world());
  }

  private static Sample counted(Sample sample, Scan scan) {
    Sample.FileList files = sample.files();
    List<Scan.Asked> asked =
        java.util.Arrays.stream(files.paths())
            .map(each -> new Scan.Asked(each, Optional.of(Path.of(each)), "Events"))
            .toList();
    Entries[] entries =
        scan.read(asked).stream()
            .map(each -> ((Scan.Counted) each).entries())
            .toArray(Entries[]::new);
    return new Sample(
        sample.span(),
        sample.name(),
        new Sample.FileList(files.paths(), files.bytes(), files.modified(), Optional.of(entries)),
        sample.tree(),
        sample.metadata());
  }
}
