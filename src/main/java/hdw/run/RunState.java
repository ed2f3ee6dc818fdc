package hdw.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a journal adds up to: the state of the run and of every job that it mentions. */
public final class RunState {
  private final Map<String, JobStory> jobs = new LinkedHashMap<>();
  private final List<Integer> damagedLines = new ArrayList<>();
  private Optional<Event.Opened> opened = Optional.empty();
  private Optional<String> closed = Optional.empty();
  private Optional<Instant> begun = Optional.empty();
  private Optional<Instant> lastEvent = Optional.empty();

  /** The fold of a journal; a damaged line is noted and passed over. */
  public static RunState read(Path journal) throws IOException {
    var state = new RunState();
    if (!Files.exists(journal)) {
      return state;
    }
    try (var in = Files.newInputStream(journal);
        var lines = new BufferedReader(new java.io.InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
        if (!line.isEmpty()) {
          state.readLine(line, number);
        }
      }
    }
    return state;
  }

  private void readLine(String line, int number) {
    try {
      EventText.Line read = EventText.read(line);
      read.event().ifPresent(this::apply);
      lastEvent = read.time().or(() -> lastEvent);
      begun = begun.or(() -> lastEvent);
    } catch (IOException | java.time.DateTimeException damaged) {
      damagedLines.add(number);
    }
  }

  /** Adds what one event says. */
  public void apply(Event event) {
    if (event instanceof Event.Opened found) {
      opened = Optional.of(found);
      closed = Optional.empty();
      jobs.values().forEach(JobStory::reopened);
    } else if (event instanceof Event.Closed found) {
      closed = Optional.of(found.state());
    } else {
      String job = job(event);
      jobs.computeIfAbsent(job, JobStory::new).apply(event);
    }
  }

  private static String job(Event event) {
    if (event instanceof Event.Kept kept) {
      return kept.job();
    }
    if (event instanceof Event.Wanted wanted) {
      return wanted.job();
    }
    if (event instanceof Event.Started started) {
      return started.job();
    }
    if (event instanceof Event.Done done) {
      return done.job();
    }
    return event instanceof Event.Failed failed ? failed.job() : ((Event.Blocked) event).job();
  }

  /** The jobs that the journal mentions, in the order in which it first does. */
  public List<JobStory> jobs() {
    return List.copyOf(jobs.values());
  }

  /** The story of a job. */
  public Optional<JobStory> job(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** Who drives, or last drove, the run. */
  public Optional<Event.Opened> opened() {
    return opened;
  }

  /** How the last driver left; nothing while one is at work, or where it left without a word. */
  public Optional<String> closed() {
    return closed;
  }

  /** When the run began. */
  public Optional<Instant> begun() {
    return begun;
  }

  /** When something last happened. */
  public Optional<Instant> lastEvent() {
    return lastEvent;
  }

  /** The numbers of the lines that could not be read, from 1. */
  public List<Integer> damagedLines() {
    return List.copyOf(damagedLines);
  }
}
