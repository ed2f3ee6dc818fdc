package hdw.cli;

import hdw.executor.local.Detached;
import hdw.preflight.Farewell;
import hdw.preflight.Logout;
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
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code --detach}: starts this very command again in a session of its own, which a logout does not
 * reach, and waits until it drives the run. {@code --in-pool} makes it a job instead.
 */
final class Detaching {
  /** Tells the program that is started which folder was made for its run. */
  static final String INTO = "HDW_RUN_FOLDER";

  private static final String DETACH = "--detach";
  private static final String IN_POOL = "--in-pool";
  private static final int SECONDS_TO_BEGIN = 120;
  private static final int MILLISECONDS_BETWEEN_LOOKS = 50;

  private final boolean inPool;
  private final Outset outset;
  private final Console console;

  Detaching(ParseResult parsed, Outset outset, Console console) {
    this.inPool = Options.has(parsed, IN_POOL);
    this.outset = outset;
    this.console = console;
  }

  /** Gives a command the options. */
  static void addTo(CommandSpec spec) {
    Options.flag(spec, "goes on without this terminal", DETACH);
    Options.flag(spec, "the same, with the driver itself as a local-universe job", IN_POOL);
  }

  /** Whether a command line asks for it. */
  static boolean isWanted(ParseResult parsed) {
    return !words(parsed).isEmpty();
  }

  /** The words with which it does. */
  static List<String> words(ParseResult parsed) {
    return Stream.of(DETACH, IN_POOL).filter(each -> Options.has(parsed, each)).toList();
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

  /**
   * Starts the run in the background.
   *
   * @throws IOException where it would not go on, or does not begin
   */
  ExitCode start(RunFolder folder) throws IOException {
    var command = new ArrayList<>(Detached.thisProgram());
    command.removeIf(each -> each.equals(DETACH) || each.equals(IN_POOL));
    List<String> says =
        inPool
            ? new InPool(outset.surroundings(), console).start(folder, command)
            : startHere(folder, command);
    says.forEach(console::say);
    console.say("to watch it, and to end it:");
    console.say("  hdw status --watch " + folder.name());
    console.say("  hdw cancel " + folder.name());
    return ExitCode.DONE;
  }

  private List<String> startHere(RunFolder folder, List<String> command) throws IOException {
    Logout logout =
        Logout.of(Path.of("/"), System.getProperty("user.name"), outset.surroundings().program());
    List<String> lines = lines(Farewell.of(outset.surroundings(), logout));
    Files.createDirectories(folder.path());
    Path said = folder.file("driver.log");
    var whole = new ArrayList<String>();
    if (logout == Logout.GO_ON_IN_SCOPE) {
      whole.addAll(List.of("systemd-run", "--user", "--scope", "--quiet", "--"));
    }
    whole.addAll(command);
    long pid =
        Detached.start(
            List.copyOf(whole),
            Map.of(INTO, folder.path().toString()),
            console.folder().toAbsolutePath(),
            said);
    waitUntilItDrives(folder, pid, said);
    var says = new ArrayList<String>();
    says.add("run " + folder.name() + " goes on without this terminal, as process " + pid);
    says.addAll(lines);
    return says;
  }

  /** What a farewell says; where it is a refusal, that is the end. */
  static List<String> lines(Farewell farewell) throws IOException {
    if (farewell.refusal().isPresent()) {
      throw new IOException(farewell.refusal().get());
    }
    return farewell.lines();
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

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
