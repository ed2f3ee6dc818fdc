package hdw.cli;

import hdw.root.Clusters;
import hdw.root.Compression;
import hdw.root.Entries;
import java.io.PrintStream;
import java.util.Locale;

/** Prints ROOT files for people: a line for each file, and a table of its objects. */
final class RootTables implements RootPrinter {
  private final PrintStream out;
  private String between = "";

  RootTables(PrintStream out) {
    this.out = out;
  }

  @Override
  public void print(RootContents contents) {
    if (contents.facts().isEmpty()) {
      return;
    }
    RootContents.Facts facts = contents.facts().get();
    out.printf(
        Locale.ROOT,
        "%s%s: %,d bytes, ROOT %s, %s%n",
        between,
        contents.file(),
        facts.bytes(),
        facts.version(),
        facts.compression());
    var table = new TextTable("object", "cycle", "class", "entries", "clusters", "compression");
    for (RootContents.Item each : contents.items()) {
      table.add(
          printable(each.object().path()),
          Integer.toString(each.object().cycle()),
          printable(each.object().className()),
          each.entries().map(entries -> Long.toString(entries.count())).orElse(""),
          each.entries().map(RootTables::clusters).orElse(""),
          each.compression().map(Compression::word).orElse(""));
    }
    out.print(contents.items().isEmpty() ? "nothing is in it\n" : table.text());
    between = "\n";
  }

  private static String clusters(Entries entries) {
    Clusters clusters = entries.clusters();
    return clusters.equals(Clusters.NONE)
        ? "-"
        : clusters.count() + " of " + RootContents.typicalSize(clusters);
  }

  /** A name without what would move the cursor of a terminal. */
  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public void close() {
    out.flush();
  }
}
