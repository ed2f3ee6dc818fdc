package hdw.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Engine;
import hdw.json.JsonReader;
import hdw.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A folder whose workflow is sent to a real batch system, by drivers in processes of their own.
 *
 * <p>The system serves others, so it is never stopped: between a driver and the real programs there
 * is a script of the same name, which fails as long as a file says so, and else becomes the real
 * program.
 */
final class OnQueue implements AutoCloseable {
  /**
   * {@code down}: nothing answers. {@code mute}: questions fail. {@code full}: submissions fail.
   * {@code late}: after the fact.
   */
  private static final String IN_FRONT =
      """
      fail() { cat "$here/$1" >&2; exit 1; }
      if submits "$@" || [ "$name" != "$submitter" ]; then echo "$name" >> "$here/calls"; fi
      [ ! -e "$here/down" ] || fail down
      [ ! -e "$here/mute" ] || ! asks "$@" || fail mute
      if submits "$@"; then
        [ ! -e "$here/full" ] || fail full
        if [ -e "$here/late" ]; then "$name" "$@" > "$here/done"; fail late; fi
        if [ -e "$here/hang" ]; then echo $$ > "$here/hanging"; while true; do sleep 0.1; done; fi
      fi
      answer "$@"
      """;

  private final Path folder;
  private final RealQueue queue;
  private final Path inFront;
  private final List<Process> started = new ArrayList<>();

  OnQueue(Path folder, RealQueue queue) throws IOException {
    this.folder = folder;
    this.queue = queue;
    this.inFront = Files.createDirectories(folder.resolve("in-front"));
    String begin =
        """
        #!/bin/bash
        here=$(dirname "$0") name=$(basename "$0")
        PATH=${PATH#"$here":}
        """;
    String submitter = "submitter=" + queue.programs().get(0) + "\n";
    for (String each : queue.programs()) {
      Path script = inFront.resolve(each);
      Files.writeString(script, begin + submitter + queue.functions() + IN_FRONT);
      assertTrue(script.toFile().setExecutable(true));
    }
  }

  /** From now on the programs fail in this way, and say this. */
  void fail(String how, String words) throws IOException {
    Files.writeString(inFront.resolve(how), words + "\n");
  }

  /** All is well again. */
  void mend(String how) throws IOException {
    Files.delete(inFront.resolve(how));
  }

  /** A file that the scripts in front leave. */
  Path trace(String name) {
    return inFront.resolve(name);
  }

  /** How often a program was called. */
  long calls(String name) throws IOException {
    Path calls = trace("calls");
    return Files.exists(calls)
        ? Files.readAllLines(calls).stream().filter(name::equals).count()
        : 0;
  }

  /** Starts hdw; what it says goes into {@code said}. */
  Process start(String... words) throws IOException {
    var builder =
        new ProcessBuilder(Program.command(words))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().merge("PATH", inFront.toString(), (path, mine) -> mine + ":" + path);
    Process driver = builder.start();
    started.add(driver);
    return driver;
  }

  /** Starts hdw and waits for its end. */
  int run(String... words) throws Exception {
    return exit(start(words));
  }

  /** Waits for the end of hdw. */
  int exit(Process hdw) throws Exception {
    boolean ended = hdw.waitFor(300, TimeUnit.SECONDS);
    hdw.destroyForcibly();
    assertTrue(ended, () -> "it does not end: " + said());
    return hdw.exitValue();
  }

  /** What hdw said since it was started last. */
  String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException nothing) {
      return "";
    }
  }

  /** Waits until hdw says something. */
  void awaitSaid(String words) throws Exception {
    Engine.await(() -> said().contains(words), "`" + words + "` of hdw");
  }

  /** The run that was begun last. */
  RunFolder latest() throws IOException {
    return new RunFolder(folder.resolve(".hdw/latest").toRealPath());
  }

  Path journal() {
    return folder.resolve(".hdw/latest/journal.jsonl");
  }

  /** The lines of the journal so far; a half-written last one is left out. */
  List<Map<String, Object>> events() throws IOException {
    var events = new ArrayList<Map<String, Object>>();
    if (Files.exists(journal())) {
      String text = Files.readString(journal());
      for (String each : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        events.add(JsonReader.object(each));
      }
    }
    return events;
  }

  /** Those of a kind. */
  List<Map<String, Object>> events(String kind) throws IOException {
    return events().stream().filter(each -> text(each, "event").equals(kind)).toList();
  }

  static String text(Map<String, Object> event, String name) {
    return JsonReader.text(event, name).orElse("");
  }

  /** Waits until the journal has so many events of a kind. */
  void awaitEvents(String kind, int times) throws Exception {
    Engine.await(() -> count(kind) >= times, times + " of `" + kind + "` in the journal");
  }

  private long count(String kind) {
    try {
      return events(kind).size();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The submissions that are announced and of which no answer is written down. */
  Set<String> unanswered() throws IOException {
    var tokens = new TreeSet<String>();
    for (Map<String, Object> each : events()) {
      if (text(each, "event").equals("started") && !text(each, "submission").isEmpty()) {
        tokens.add(text(each, "submission"));
      } else if (text(each, "event").equals("submitted")) {
        tokens.remove(text(each, "token"));
      }
    }
    return tokens;
  }

  /** The jobs of the latest run that wait, run or are held, such as {@code 4137.0 t/x}. */
  List<String> inQueue() throws Exception {
    return queue.jobs(latest().path());
  }

  /** Leaves no driver, nothing in the queue and no file. */
  @Override
  public void close() throws IOException {
    started.forEach(Process::destroyForcibly);
    try {
      for (Process each : started) {
        each.waitFor();
      }
      queue.remove(folder);
      Engine.empty(folder);
    } catch (IOException failed) {
      throw failed;
    } catch (Exception stopped) {
      throw new IOException("jobs of the test may be left in the queue", stopped);
    }
  }
}
