package hdw.cli;

import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.plan.FirstLook;
import hdw.plan.Plan;
import hdw.run.LastRun;
import hdw.run.RunFolder;
import hdw.run.RunStarter;
import hdw.run.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * A run with its plan as the workflow has it now, planned as the run was asked for.
 *
 * @param workFolder the workflow's folder
 */
record PlannedRun(RunFolder folder, Plan plan, Path workFolder) {

  /** Plans the workflow of a run again; nothing where it has errors, which are told. */
  static Optional<PlannedRun> of(RunFolder folder, Console console) throws IOException {
    return of(folder, Depth.AS_NEEDED, console);
  }

  /** The same, looking so far. */
  static Optional<PlannedRun> of(RunFolder folder, Depth depth, Console console)
      throws IOException {
    ParseResult asked = Asked.of(folder).parsed();
    String file = Options.arguments(asked).get(0);
    Optional<Compilation> compilation =
        CompileOptions.compile(file, asked, depth, workflow -> LastRun.in(folder), console);
    if (compilation.isEmpty()) {
      return Optional.empty();
    }
    Plan whole = compilation.get().plan().orElseThrow();
    boolean looks = !RunState.read(folder.journal()).firstLook().isEmpty();
    Path workFolder = Compiler.folder(CompileOptions.existing(file)).toRealPath();
    RunStarter starter =
        RunStarter.of(
            looks ? FirstLook.of(whole).map(FirstLook::plan).orElse(whole) : whole,
            folder.path().toAbsolutePath().getParent(),
            workFolder,
            Clock.system(ZoneId.systemDefault()));
    return Optional.of(new PlannedRun(folder, starter.plan(), workFolder));
  }
}
