package hdw.cli;

import hdw.analysis.Overrides;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.compile.Shipped;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.executor.dask.ClusterCheck;
import hdw.plan.Past;
import hdw.run.LastRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options of all commands that compile a workflow, and compiling with them. */
final class CompileOptions {
  private static final List<String> DEMANDS =
      List.of("--executor", "--queue", "--memory", "--time");

  private CompileOptions() {}

  static void addTo(CommandSpec spec) {
    Options.texts(spec, "NAME=VALUE", "sets a param, or TASK.PROPERTY of a task", "--set");
    Options.text(spec, "NAME", "runs every task that is not explicitly local there", "--executor");
    Options.text(spec, "NAME", "puts every such task into this queue", "--queue");
    Options.text(spec, "SIZE", "asks for this memory, such as 4GB", "--memory");
    Options.text(spec, "TIME", "asks for this wall time, such as 2h", "--time");
    Options.text(spec, "NAME", "takes executor and queues from this site", "--site");
    Options.texts(
        spec,
        "NAME",
        "takes only these tasks, samples or nodes (ntuple, DY*, ntuple/DY*), and what they need",
        "--only");
    Options.text(spec, "N", "takes the first N files of each sample", "--limit");
    Options.text(
        spec, "N", "takes the first N events of each sample, which counts them", "--limit-events");
    Options.flag(spec, "cuts all samples anew, whatever chunks the last run had", "--recut");
    Options.flag(spec, "asks slow commands again, though their answers were kept", "--refresh");
    Options.flag(spec, "says nothing but errors", "-q", "--quiet");
    Options.flag(spec, "says what happens to each job", "-v", "--verbose");
  }

  /**
   * Compiles a file and prints what is wrong with it; nothing where it has errors, or cannot be
   * read.
   */
  static Optional<Compilation> compile(
      String file, ParseResult parsed, Depth depth, Console console) throws IOException {
    Path home = Runs.home(parsed, Compiler.folder(existing(file)), console);
    return compile(file, parsed, depth, past(parsed, home), console);
  }

  /** What the last run of a workflow left, as far as a command line wants to know of it. */
  static Compiler.PastRuns past(ParseResult parsed, Path home) {
    return workflow -> {
      Past last = LastRun.of(home, workflow);
      return Options.has(parsed, "--recut") ? last.withoutChunks() : last;
    };
  }

  /**
   * The same as some run left samples cut.
   *
   * @param past finds that run
   */
  static Optional<Compilation> compile(
      String file, ParseResult parsed, Depth depth, Compiler.PastRuns past, Console console)
      throws IOException {
    Path path = existing(file);
    Compilation compilation =
        new Outside(console)
            .compiler(Options.has(parsed, "--refresh"))
            .compile(path, options(parsed, depth, past));
    boolean quiet = Options.has(parsed, "--quiet");
    List<Diagnostic> found = withWorkers(compilation, parsed, console);
    console.tell(found.stream().filter(each -> !quiet || each.isError()).toList());
    return found.stream().anyMatch(Diagnostic::isError)
        ? Optional.empty()
        : Optional.of(compilation);
  }

  /** What compiling found, and what is to be said of the workers of Dask. */
  private static List<Diagnostic> withWorkers(
      Compilation compilation, ParseResult parsed, Console console) {
    var found = new Diagnostics();
    compilation.diagnostics().forEach(found::add);
    compilation
        .plan()
        .ifPresent(plan -> ClusterCheck.check(plan, Machine.here(parsed, console), found));
    return found.all();
  }

  private static Compiler.Options options(ParseResult parsed, Depth depth, Compiler.PastRuns past) {
    var looks =
        new Compiler.Looks(
            Options.number(parsed, "--limit", 1, Integer.MAX_VALUE),
            Options.has(parsed, "--limit-events")
                ? Options.number(parsed, "--limit-events", 1, Integer.MAX_VALUE)
                : Long.MAX_VALUE,
            depth == Depth.INTO_FILES);
    return new Compiler.Options(
        overrides(parsed), depth == Depth.OFFLINE, Options.values(parsed, "--only"), looks, past);
  }

  /**
   * The file as it was written, found with or without its ending; else a shipped one, as {@code
   * use} would find it.
   */
  static Path existing(String file) throws IOException {
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw new IOException(
          "`"
              + file
              + "` is a folder; name the workflow's file, such as `"
              + path.resolve("analysis.hdw")
              + "`");
    }
    if (!Files.exists(path)) {
      Path ended = Path.of(file + ".hdw");
      if (Files.exists(ended)) {
        return ended;
      }
      String shipped = file.endsWith(".hdw") ? file : file + ".hdw";
      if (Shipped.read(shipped).isEmpty()) {
        throw new IOException("there is no file `" + file + "`");
      }
      return Path.of(shipped);
    }
    return path;
  }

  private static Overrides overrides(ParseResult parsed) {
    var sets =
        Options.values(parsed, "--set").stream().map(each -> new Source("--set", each)).toList();
    var demands = new ArrayList<Source>();
    for (String each : DEMANDS) {
      if (Options.has(parsed, each)) {
        String value = Options.value(parsed, each, "");
        demands.add(
            new Source(each, each.equals("--executor") ? ExecutorNames.executor(value) : value));
      }
    }
    Optional<String> site =
        Options.has(parsed, "--site")
            ? Optional.of(Options.value(parsed, "--site", ""))
            : Optional.empty();
    String executor = Options.value(parsed, "--executor", "");
    return executor.isEmpty()
        ? new Overrides(sets, demands, site)
        : new Overrides(
            sets, demands, site, ExecutorNames.layout(executor), ExecutorNames.workers(executor));
  }
}
