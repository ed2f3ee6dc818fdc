package hdw.executor.htcondor;

import hdw.executor.Happening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Logs of real jobs, into whose submissions hdw's notes were written, by version of HTCondor. */
final class Logs {
  private static final Path FOLDER = Path.of("src/test/resources/htcondor");

  private Logs() {}

  static Path file(String name) {
    return FOLDER.resolve(name + ".log");
  }

  static String text(String name) throws IOException {
    return Files.readString(file(name));
  }

  /** All events of a log. */
  static List<LogEvent> events(Path file) throws IOException {
    return all(new EventLog(file, ZoneOffset.UTC));
  }

  /** All that is left of a log. */
  static List<LogEvent> all(EventLog log) throws IOException {
    var events = new ArrayList<LogEvent>();
    for (List<LogEvent> next = log.read(); !next.isEmpty(); next = log.read()) {
      events.addAll(next);
    }
    return events;
  }

  /** What happened in a log. */
  static List<Happening> happened(String name) throws IOException {
    return new LogTranslator().translate(events(file(name)));
  }
}
