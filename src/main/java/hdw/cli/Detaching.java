package hdw.cli;

import hdw.executor.local.Detached;
import hdw.run.RunFolder;
import hdw.run.RunStarter;
import hdw.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code --detach}: starts this very command again in a session of its own, which a logout does not
 * reach, and waits until it drives the run.
 */
final class Detaching {
  /** Tells the program that is started which folder was made for its run. */
  private static final String INTO = "HDW_RUN_FOLDER";

  private static final int SECONDS_TO_BEGIN = 120;
  private static final int MILLISECONDS_BETWEEN_LOOKS = 50;

  private final Console console;

  Detaching(Console console) {
    this.console = console;
  }

  /** A run in the folder that was made for it, if this program was started so. */
  static RunStarter.Prepared into(RunStarter.Prepared prepared, Console console) {
    String folder = console.environment().getOrDefault(INTO, "");
    // a job of a detached run that starts hdw itself has inherited the name of a folder in use
    return folder.isEmpty()
            || prepared.goesOn()
            || Files.exists(new RunFolder(Path.of(folder)).journal())
        ? prepared
        : prepared.in(new RunFolder(Path.of(folder)));
  }

  /** Starts the run in the background. */
  ExitCode start(RunFolder folder) throws IOException {
    Files.createDirectories(folder.path());
    Path said = folder.file("driver.log");
    var command = new ArrayList<>(Detached.thisProgram());
    command.removeIf("--detach"::equals);
    long pid =
        Detached.start(
            List.copyOf(command),
            Map.of(INTO, folder.path().toString()),
            console.folder().toAbsolutePath(),
            said);
    waitUntilItDrives(folder, pid, said);
    console.say("run " + folder.name() + " goes on without this terminal, as process " + pid);
    console.say("to watch it, and to end it:");
    console.say("  hdw status --watch " + folder.name());
    console.say("  hdw cancel " + folder.name());
    return ExitCode.DONE;
  }

  private void waitUntilItDrives(RunFolder folder, long pid, Path said) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_BEGIN);
    while (System.nanoTime() < until) {
      if (drives(folder, pid)) {
        return;
      }
      Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
      if (process.isEmpty() && !drives(folder, pid)) {
        console.err().print(Files.readString(said));
        throw new IOException("the run ended before it began; what it said is in " + said);
      }
      pause();
    }
    throw new IOException("the run did not begin; what it said is in " + said);
  }

  private static boolean drives(RunFolder folder, long pid) throws IOException {
    return RunState.read(folder.journal()).opened().filter(each -> each.pid() == pid).isPresent();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
