package hdw.cli;

import hdw.executor.ChildProcess;
import hdw.executor.dask.DistributedPackage;
import hdw.executor.local.Tools;
import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw doctor}: what this machine has. */
final class DoctorCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command("doctor", "Shows what this machine has that hdw can use.", "hdw doctor");
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    var tools = new Tools(console.environment().getOrDefault("PATH", ""));
    say(console, "hdw", Version.text() + ", " + System.getProperty("java.home"));
    say(
        console,
        "machine",
        Runtime.getRuntime().availableProcessors()
            + " cores, "
            + Machine.memory().rounded()
            + " of memory");
    FileStore disk = Files.getFileStore(Path.of("").toAbsolutePath());
    say(console, "disk here", new Memory(disk.getUsableSpace()).rounded() + " free");
    say(
        console,
        "bash",
        tools.version(List.of("bash", "--version")).orElse("missing: jobs need it"));
    say(
        console,
        "HTCondor",
        tools.version(List.of("condor_version")).orElse("not here: no condor_version on the path"));
    String what = "Slurm";
    for (String each : new SlurmReport(console.environment()).lines()) {
      say(console, what, each);
      what = "";
    }
    say(console, "Dask", dask(console, tools));
    say(
        console,
        "Graphviz",
        tools.version(List.of("dot", "-V")).orElse("not here: hdw graph --format svg needs it"));
    say(
        console,
        "XRootD",
        tools.version(List.of("xrdcp", "--version")).orElse("not here: no xrdcp on the path"));
    say(console, "grid proxy", proxy(console, tools));
    return ExitCode.DONE;
  }

  /** What the first Python on the path has of it. */
  private static String dask(Console console, Tools tools) {
    Optional<Path> python = tools.find("python3");
    if (python.isEmpty()) {
      return "not here: no python3 on the path";
    }
    try {
      DistributedPackage.Found found =
          new DistributedPackage(
                  new ChildProcess(console.environment()), Path.of("").toAbsolutePath())
              .look(python.get().toString());
      String named = python.get() + ", Python " + found.python();
      return found
          .distributed()
          .map(
              version ->
                  "distributed "
                      + version
                      + " of "
                      + named
                      + found
                          .bokeh()
                          .map(each -> ", bokeh " + each)
                          .orElse(", no bokeh: Dask has no page of its own"))
          .orElse("not here: no package distributed in " + named);
    } catch (IOException silent) {
      return "not here: " + silent.getMessage();
    }
  }

  private static String proxy(Console console, Tools tools) {
    String path = console.environment().getOrDefault("X509_USER_PROXY", "");
    if (tools.find("voms-proxy-info").isEmpty()) {
      return path.isEmpty()
          ? "not here: no voms-proxy-info on the path"
          : path + ", life unknown: no voms-proxy-info on the path";
    }
    return tools
        .version(List.of("voms-proxy-info", "-timeleft"))
        .map(each -> each + " s left")
        .orElse("none, or expired");
  }

  private static void say(Console console, String what, String found) {
    console.out().println(what + " ".repeat(Math.max(1, 12 - what.length())) + found);
  }
}
