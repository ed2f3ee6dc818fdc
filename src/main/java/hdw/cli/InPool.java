package hdw.cli;

import hdw.executor.ChildProcess;
import hdw.executor.Program;
import hdw.executor.RenderedFile;
import hdw.executor.htcondor.DriverJob;
import hdw.preflight.Farewell;
import hdw.preflight.HtcondorPool;
import hdw.preflight.Surroundings;
import hdw.run.Event;
import hdw.run.RunFolder;
import hdw.run.RunLock;
import hdw.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code --in-pool}: the driver as a job of HTCondor, which runs it beside the scheduler. */
final class InPool {
  private static final int SECONDS_TO_BEGIN = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What the driver is told of this environment: what finds programs, files and rights. Everybody
   * may read what a job is submitted with, so nothing else is.
   */
  private static final Pattern TOLD =
      Pattern.compile(
          "PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_[A-Z]+|TZ|TMPDIR|JAVA_HOME|HDW_JAVA_OPTS|XDG_(STATE|CACHE)_HOME"
              + "|KRB5CCNAME|X509_(USER_PROXY|CERT_DIR)|BEARER_TOKEN_FILE|CONDOR_CONFIG|_(CONDOR|condor)_SCHEDD_(HOST|NAME)"
              + "|LD_LIBRARY_PATH|PYTHONPATH|VIRTUAL_ENV|CONDA_(PREFIX|DEFAULT_ENV|EXE)");

  private static final Pattern SUBMITTED = Pattern.compile("^000 \\(0*(\\d+)\\.");

  private final Surroundings surroundings;
  private final Console console;

  InPool(Surroundings surroundings, Console console) {
    this.surroundings = surroundings;
    this.console = console;
  }

  /**
   * Submits the driver and waits until it drives.
   *
   * @param command the command line that drives the run
   * @return what is to be said
   * @throws IOException where there is no pool, or the driver does not begin
   */
  List<String> start(RunFolder folder, List<String> command) throws IOException {
    Path here = console.folder().toAbsolutePath().normalize();
    Optional<String> trouble = new HtcondorPool(surroundings.program(), here).trouble();
    if (trouble.isPresent()) {
      throw new IOException(trouble.get() + "; `--detach` starts the driver on this machine");
    }
    List<String> lines = Detaching.lines(Farewell.inPool(surroundings));
    Path run = folder.path().toAbsolutePath().normalize();
    Files.createDirectories(run);
    Files.deleteIfExists(run.resolve(DriverJob.BEGUN));
    Files.deleteIfExists(run.resolve(DriverJob.EVENTS));
    var job = new DriverJob(run, here, command, again(command, run), environment(run));
    write(run, job.script());
    write(run, job.description());
    String cluster = submit(run.resolve(job.description().path()));
    waitUntilItDrives(folder, cluster);
    var says = new ArrayList<String>();
    says.add(
        "run "
            + folder.name()
            + " goes on without this terminal, as job "
            + cluster
            + " of HTCondor");
    says.addAll(lines);
    return says;
  }

  /** The command that goes on with the run: the same program with other words. */
  private static List<String> again(List<String> command, Path run) {
    int main = command.indexOf(Main.class.getName());
    var again = new ArrayList<>(command.subList(0, main + 1));
    again.addAll(List.of("resume", run.toString()));
    return again;
  }

  private Map<String, String> environment(Path run) {
    var told = new TreeMap<String, String>();
    console
        .environment()
        .forEach(
            (name, value) -> {
              if (TOLD.matcher(name).matches()) {
                told.put(name, value);
              }
            });
    told.put(Detaching.INTO, run.toString());
    return told;
  }

  private static void write(Path run, RenderedFile file) throws IOException {
    Path path = run.resolve(file.path());
    Files.write(path, file.bytes());
    if (file.executable() && !path.toFile().setExecutable(true)) {
      throw new IOException("`" + path + "` cannot be made a program");
    }
  }

  private String submit(Path description) throws IOException {
    Program.Answer answer =
        surroundings
            .program()
            .run(
                description.getParent(),
                List.of("condor_submit", "-terse", description.toString()),
                PATIENCE);
    String said = answer.out().strip();
    if (answer.exit() != 0 || !said.matches("\\d+\\.\\d+ - \\d+\\.\\d+")) {
      throw new IOException(
          "HTCondor does not take the driver: " + (answer.err() + "\n" + said).strip());
    }
    return said.substring(0, said.indexOf('.'));
  }

  private void waitUntilItDrives(RunFolder folder, String cluster) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_BEGIN);
    Path said = folder.file(DriverJob.SAID);
    while (!drives(folder)) {
      Optional<String> end = end(folder);
      if (end.isPresent() && !drives(folder) && !isOver(folder)) {
        remove(folder, cluster);
        if (Files.exists(said)) {
          console.err().print(Files.readString(said));
        }
        throw new IOException("the run ended before it began: " + end.get());
      }
      if (end.isPresent()) {
        return; // a short run is over before anybody looks
      }
      if (System.nanoTime() > until) {
        remove(folder, cluster);
        throw new IOException(
            "job "
                + cluster
                + " of HTCondor, the driver, did not begin in "
                + SECONDS_TO_BEGIN
                + " s and was taken back; perhaps the pool runs no local-universe jobs");
      }
      Detaching.pause();
    }
  }

  private void remove(RunFolder folder, String cluster) throws IOException {
    surroundings.program().run(folder.path(), List.of("condor_rm", cluster), PATIENCE);
  }

  /**
   * Asks a driver that is a job, and runs on another machine, to end: no signal reaches it there.
   *
   * @return the job; nothing where there is none
   */
  static Optional<String> remove(RunFolder folder, Console console) throws IOException {
    Optional<String> cluster = cluster(folder);
    Path home = folder.path().toAbsolutePath().getParent();
    boolean elsewhere =
        RunState.read(folder.journal())
            .opened()
            .flatMap(opened -> RunLock.owner(home, opened.workflow()))
            .filter(owner -> !owner.isHere())
            .isPresent();
    if (!elsewhere || cluster.isEmpty() || end(folder).isPresent()) {
      return Optional.empty();
    }
    Program.Answer answer =
        new ChildProcess(console.environment())
            .run(folder.path(), List.of("condor_rm", cluster.get()), PATIENCE);
    return cluster.filter(each -> answer.exit() == 0);
  }

  /** The cluster of the driver, by the first event of its log. */
  private static Optional<String> cluster(RunFolder folder) throws IOException {
    Path events = folder.file(DriverJob.EVENTS);
    if (!Files.exists(events)) {
      return Optional.empty();
    }
    return SUBMITTED
        .matcher(Files.readString(events))
        .results()
        .findFirst()
        .map(each -> each.group(1));
  }

  /** Whether somebody who holds the lock has opened the journal. */
  private static boolean drives(RunFolder folder) throws IOException {
    Optional<Event.Opened> opened = RunState.read(folder.journal()).opened();
    Path home = folder.path().toAbsolutePath().getParent();
    return opened.isPresent()
        && RunLock.owner(home, opened.get().workflow())
            .filter(each -> each.pid() == opened.get().pid())
            .filter(each -> !each.isHere() || each.isAlive())
            .isPresent();
  }

  private static boolean isOver(RunFolder folder) throws IOException {
    return RunState.read(folder.journal()).closed().isPresent();
  }

  /** How HTCondor ended or held the job, by its own log: 005, 009 and 012 are such events. */
  private static Optional<String> end(RunFolder folder) throws IOException {
    Path events = folder.file(DriverJob.EVENTS);
    if (!Files.exists(events)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(events);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("(005|009|012) \\(.*")) {
        String more = i + 1 < lines.size() ? lines.get(i + 1).strip() : "";
        return Optional.of(lines.get(i).replaceFirst("^.*\\d\\d:\\d\\d:\\d\\d ", "") + " " + more);
      }
    }
    return Optional.empty();
  }
}
