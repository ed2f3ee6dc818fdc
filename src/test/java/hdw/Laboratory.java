package hdw;

import hdw.analysis.Overrides;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.DiagnosticPrinter;
import hdw.diagnostic.Source;
import hdw.executor.Plans;
import hdw.plan.Past;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with a few event files, in which tests compile workflows: nothing outside it is seen, no
 * command runs, and the environment holds {@code USER} alone.
 */
final class Laboratory {
  private final Path folder;

  /** Makes the files that every workflow finds: three of 1 KiB, and a program. */
  Laboratory(Path folder) throws IOException {
    this.folder = folder;
    for (String each : List.of("a.root", "b.root", "c.root", "plot.py")) {
      Files.write(folder.resolve(each), new byte[1024]);
    }
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
    int limit = Integer.MAX_VALUE;
    for (Map.Entry<String, String> each : options) {
      var source = new Source(each.getKey(), each.getValue());
      switch (each.getKey()) {
        case "--set" -> sets.add(source);
        case "--site" -> site = Optional.of(each.getValue());
        case "--offline" -> offline = true;
        case "--limit" -> limit = Integer.parseInt(each.getValue());
        default -> demands.add(source);
      }
    }
    var overrides = new Overrides(sets, demands, site);
    return new Compiler(Map.of("USER", "gallim"), Laboratory::refuse, Plans.NO_SCAN)
        .compile(
            folder.resolve(file),
            new Compiler.Options(
                overrides,
                offline,
                List.of(),
                new Compiler.Looks(limit, Long.MAX_VALUE, false),
                workflow -> Past.NONE));
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
