package hdw;

import hdw.analysis.Overrides;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.DiagnosticPrinter;
import hdw.diagnostic.Source;
import hdw.plan.Past;
import hdw.remote.Remote;
import hdw.root.WrittenFile;
import hdw.scan.FileScan;
import hdw.scan.Progress;
import hdw.scan.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A folder with a few event files, in which tests compile workflows: nothing outside it is seen, no
 * command runs, and the environment holds {@code USER} alone.
 */
final class Laboratory {
  private final Path folder;

  /**
   * Makes the files that every workflow finds: three of 1 KiB that are no ROOT files, two that are,
   * with 100 events and with none, and a program.
   */
  Laboratory(Path folder) throws IOException {
    this.folder = folder;
    for (String each : List.of("a.root", "b.root", "c.root", "plot.py")) {
      Files.write(folder.resolve(each), new byte[1024]);
    }
    new WrittenFile().tree("Events", 100, 20).write(folder.resolve("events.root"));
    new WrittenFile().tree("Events", 0, 0).write(folder.resolve("empty.root"));
  }

  /** Compiles a script's main file. */
  Compilation compile(ErrorScript script) throws IOException {
    script.write(folder);
    return compile(ErrorScript.MAIN, script.options());
  }

  /** Compiles a file of the folder with options of the command line, each with its value. */
  Compilation compile(String file, List<Map.Entry<String, String>> options) throws IOException {
    var sets = new ArrayList<Source>();
    var demands = new ArrayList<Source>();
    Optional<String> site = Optional.empty();
    boolean offline = false;
    boolean looks = false;
    int limit = Integer.MAX_VALUE;
    for (Map.Entry<String, String> each : options) {
      var source = new Source(each.getKey(), each.getValue());
      switch (each.getKey()) {
        case "--set" -> sets.add(source);
        case "--site" -> site = Optional.of(each.getValue());
        case "--offline" -> offline = true;
        case "--check" -> looks = true;
        case "--limit" -> limit = Integer.parseInt(each.getValue());
        default -> demands.add(source);
      }
    }
    var overrides = new Overrides(sets, demands, site);
    return new Compiler(Map.of("USER", "gallim"), Laboratory::refuse, scan())
        .compile(
            folder.resolve(file),
            new Compiler.Options(
                overrides,
                offline,
                List.of(),
                new Compiler.Looks(limit, Long.MAX_VALUE, looks),
                workflow -> Past.NONE));
  }

  /** Real files are looked into; there is no network. */
  private Scan scan() {
    Supplier<Remote> none =
        () -> {
          throw new AssertionError("a test opens the network");
        };
    return new FileScan(folder.resolve("cache"), none, Progress.NONE);
  }

  private static List<String> refuse(String line, Path folder) throws IOException {
    throw new IOException("`" + line + "` failed: no command runs in " + folder.getFileName());
  }

  /** A text without the folder's own name, which differs from run to run. */
  String local(String text) {
    return text.replace(folder + "/", "");
  }

  /** The report as a person reads it. */
  String report(Compilation compilation) {
    return local(new DiagnosticPrinter(false).print(compilation.diagnostics()));
  }

  /** The place of a diagnostic, as in {@code analysis.hdw:3}. */
  String where(Diagnostic diagnostic) {
    return local(diagnostic.span().where());
  }
}
