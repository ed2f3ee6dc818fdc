package hdw.sim;

import hdw.compile.Compilation;
import hdw.executor.Acceptance;
import hdw.run.Caution;
import hdw.run.Continuation;
import hdw.run.RunObserver.Outcome;
import hdw.run.RunStarter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One history of a run, from a seed: a small workflow, jobs with troubles, some weather, and
 * drivers that die, until one of them ends well.
 */
final class History {
  private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");
  private static final int MOST_LIVES = 30;
  private static final long MOST_STEPS = 4_000_000;

  private final Random random;
  private final Path folder;
  private final Moody nature;
  private final Cluster cluster;
  private final VirtualTime time;
  private final SimulatedRun run;
  private final List<String> told = new ArrayList<>();
  private int deaths;
  private boolean mended;

  /** A history whose files are in a folder of its own. */
  History(long seed, Path folder) throws IOException {
    this.random = new Random(seed);
    this.folder = folder.toRealPath();
    var analysis = new Analysis(this.folder, random);
    Compilation compilation = analysis.write();
    this.nature = new Moody(random, analysis.bad());
    this.cluster = new Cluster(nature, 1 + random.nextInt(20), false);
    this.time = new VirtualTime(random, BEGIN.toEpochMilli(), cluster::pass);
    var around =
        new SimulatedRun.Surroundings(
            time,
            cluster,
            Weather.some(random),
            acceptance(),
            SimulatedSystem.Shared.remembering(),
            new Caution(false, true, random.nextInt(3) == 0));
    this.run = new SimulatedRun(compilation, this.folder, around);
  }

  private Acceptance acceptance() {
    int most = random.nextInt(3) == 0 ? 1 + random.nextInt(10) : Integer.MAX_VALUE;
    int atOnce = random.nextInt(3) == 0 ? 3 : Integer.MAX_VALUE;
    return new Acceptance(false, atOnce, most, 1001);
  }

  /** The files that belong to it. */
  Path folder() {
    return folder;
  }

  /** The cluster after all. */
  Cluster cluster() {
    return cluster;
  }

  /** What jobs were like. */
  Moody nature() {
    return nature;
  }

  /** The run after all. */
  SimulatedRun run() {
    return run;
  }

  /** What was seen of it, for people. */
  List<String> told() {
    return told;
  }

  /** How many drivers died. */
  int deaths() {
    return deaths;
  }

  /** What a run of the same would do now. */
  RunStarter.Prepared again() throws IOException {
    return run.prepare(new Life(time, MOST_STEPS), Continuation.RUN);
  }

  /** Plays it to the end. */
  void play() throws IOException, InterruptedException {
    int mostDeaths = random.nextInt(6);
    for (int i = 0; i < MOST_LIVES; i++) {
      boolean dies = deaths < mostDeaths;
      var life = new Life(time, dies ? lastStep() : MOST_STEPS);
      boolean resumes = i > 0 && random.nextInt(3) == 0;
      run.stopAfter(stop());
      var observer = new Listing();
      Optional<Outcome> outcome =
          run.live(life, resumes ? Continuation.resume(true) : Continuation.RUN, observer);
      told.addAll(observer.told());
      told.add(
          "life %d: %s after %d steps, at %s"
              .formatted(
                  i + 1,
                  outcome.map(Outcome::toString).orElse("killed"),
                  life.steps(),
                  Instant.ofEpochMilli(time.now())));
      if (outcome.equals(Optional.of(Outcome.DONE))) {
        return;
      }
      if (outcome.isEmpty()) {
        if (!dies) {
          throw new AssertionError("a driver does not come to an end");
        }
        deaths++;
        beWithoutDriver();
      } else if (!mended && !outcome.equals(Optional.of(Outcome.STOPPED))) {
        nature.mend();
        mended = true;
      }
    }
    throw new AssertionError("the run does not come to an end");
  }

  /** Some early, some in the middle of things. */
  private long lastStep() {
    return 1L + random.nextInt(random.nextBoolean() ? 300 : 20_000);
  }

  /** After which time a person presses Ctrl-C, if one does. */
  private Optional<Duration> stop() {
    return random.nextInt(6) == 0
        ? Optional.of(Duration.ofSeconds(random.nextInt(600)))
        : Optional.empty();
  }

  private void beWithoutDriver() throws IOException {
    time.sleep(time.now() + random.nextInt(random.nextBoolean() ? 5_000 : 900_000));
    if (random.nextInt(6) == 0) {
      removeAnOutput();
    }
  }

  /** A person tidies up, and takes a result away that is written down. */
  private void removeAnOutput() throws IOException {
    Path results = folder.resolve(random.nextBoolean() ? "first" : "third");
    if (Files.isDirectory(results)) {
      try (Stream<Path> below = Files.walk(results)) {
        List<Path> files = below.filter(Files::isRegularFile).sorted().toList();
        if (!files.isEmpty()) {
          Path one = files.get(random.nextInt(files.size()));
          Files.delete(one);
          told.add("a person removes " + folder.relativize(one));
        }
      }
    }
  }
}
