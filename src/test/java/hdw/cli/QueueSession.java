package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hdw.executor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A person in a folder whose jobs go to a real batch system. */
final class QueueSession {
  private final Session session;
  private final RealQueue queue;
  private final Path folder;
  private Process driver;

  QueueSession(Path folder, RealQueue queue) throws IOException {
    this.folder = folder;
    this.queue = queue;
    this.session = new Session(folder);
    for (String each : List.of("a", "b", "c", "d")) {
      session.file(each + ".txt", each + "\n");
    }
  }

  /** Writes the workflow: four files, small jobs, and what follows. */
  QueueSession workflow(String text) throws IOException {
    session.file(
        "w.hdw",
        """
        workflow w
        sample A { files = ["a.txt", "b.txt", "c.txt", "d.txt"] }
        defaults { executor = EXECUTOR  memory = 100 MB }
        """
                .replace("EXECUTOR", queue.executor())
            + text);
    return this;
  }

  /** Runs it to its end; all that it submitted has left the queue then. */
  ExitCode run(String... words) throws Exception {
    var command = new String[words.length + 2];
    command[0] = "run";
    command[1] = "@w.hdw";
    System.arraycopy(words, 0, command, 2, words.length);
    ExitCode code = session.hdw(command);
    Engine.await(() -> queue.jobs(folder).isEmpty(), "an empty queue");
    return code;
  }

  /** Starts it in a process of its own. */
  void start(String... words) throws IOException {
    var command = Stream.concat(Stream.of("run", "w.hdw"), Stream.of(words));
    driver = new Program(folder).start(command.toArray(String[]::new));
  }

  /** Waits for the end of what was started; gives its exit code. */
  int end() throws Exception {
    Engine.await(() -> !driver.isAlive(), "the end of the run");
    return driver.exitValue();
  }

  /** What a command says, on both streams. */
  String hdw(String... words) {
    var unused = session.hdw(words);
    return session.out() + session.err();
  }

  /** Waits until {@code hdw status} says something. */
  void awaitStatus(String regex) throws Exception {
    Callable<Boolean> said = () -> isThere() && hdw("status").matches("(?s).*" + regex + ".*");
    Engine.await(said, "a status with " + regex);
  }

  private boolean isThere() {
    return Files.exists(folder.resolve(".hdw/latest"));
  }

  /** Ends what was started, and removes what it left in the queue and in the folder. */
  void close() throws Exception {
    if (driver != null) {
      driver.destroy();
      driver.waitFor();
    }
    queue.remove(folder);
    Engine.empty(folder);
  }

  /** A file of the run's folder. */
  String ofRun(String name) throws IOException {
    return session.read(".hdw/latest/" + name);
  }

  String read(String name) throws IOException {
    return session.read(name);
  }

  /** What the last command said, wherever it was to succeed. */
  void expect(ExitCode wanted, ExitCode got) {
    assertEquals(wanted, got, session.out() + session.err());
  }

  String err() {
    return session.err();
  }

  Path folder() {
    return folder;
  }
}
