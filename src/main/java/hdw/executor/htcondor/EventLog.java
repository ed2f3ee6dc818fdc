package hdw.executor.htcondor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/** The event log of a run. */
final class EventLog {
  private final Path file;
  private final ZoneId zone;

  EventLog(Path file, ZoneId zone) {
    this.file = file;
    this.zone = zone;
  }

  List<LogEvent> read() throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " " + zone);
    }
    return List.of();
  }

  void rewind() {}
}
