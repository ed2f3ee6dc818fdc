package hdw.executor.dask;

import hdw.executor.MachineName;
import hdw.executor.PageWords;
import hdw.executor.RefusedException;
import hdw.json.JsonWriter;
import hdw.model.Executor;
import hdw.units.WallTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Dask's scheduler: a bridge at a time, and what workers have to know to find it. */
final class Scheduling {
  /** The port of Dask's pages that people know. */
  private static final int DASHBOARD = 8787;

  /** Python, on a network file system that has not seen it today. */
  private static final long LONGEST_START_SECONDS = 180;

  private final Path run;
  private final ClusterWish wish;
  private final CrewFolder folder;
  private final String token;
  private final Consumer<String> tell;
  private final Certificate certificate;
  private final Set<Size> sizes = new LinkedHashSet<>();
  private Optional<Bridge> bridge = Optional.empty();
  private BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
  private String scheduler = "";
  private boolean invited;

  Scheduling(Path run, ClusterWish wish, CrewFolder folder, String token, Consumer<String> tell) {
    this.run = run;
    this.wish = wish;
    this.folder = folder;
    this.token = token;
    this.tell = tell;
    this.certificate = new Certificate(folder.path());
    this.sizes.add(Size.usual(wish));
  }

  /**
   * Starts a bridge, and waits until its scheduler takes jobs.
   *
   * @throws RefusedException where that does not come about, in words for people
   * @throws IOException where somebody killed it as it began: another one may be luckier
   */
  void open() throws IOException, RefusedException {
    folder.make();
    Scripts.copyInto(folder.path());
    certificate.make();
    reports = new LinkedBlockingQueue<>();
    var settings =
        new BridgeSettings(
            run.toAbsolutePath(),
            wish.address(),
            wish.executor() == Executor.LOCAL ? Optional.of("127.0.0.1") : Optional.empty(),
            DASHBOARD,
            tls(),
            token);
    bridge = Optional.of(Bridge.start(wish.python(), settings, reports::add));
    Report.Ready ready = awaitReady();
    scheduler = ready.scheduler();
    write();
    invite(ready);
  }

  private Optional<BridgeSettings.Tls> tls() {
    return wish.address().isPresent()
        ? Optional.empty()
        : Optional.of(new BridgeSettings.Tls(certificate.certificate(), certificate.key()));
  }

  private Report.Ready awaitReady() throws IOException, RefusedException {
    while (true) {
      Optional<Report> report = await();
      if (report.isEmpty()) {
        close();
        throw new RefusedException(
            "Dask's scheduler was not there after " + LONGEST_START_SECONDS + " s");
      } else if (report.get() instanceof Report.Ready ready) {
        return ready;
      } else if (report.get() instanceof Report.Missing missing) {
        throw new RefusedException(missing(missing));
      } else if (report.get() instanceof Report.Refused refused) {
        throw new RefusedException("Dask's scheduler cannot be started: " + refused.said());
      } else if (report.get() instanceof Report.Over over && over.isKilled()) {
        throw new IOException("Dask's scheduler ended as it began" + over.how());
      } else if (report.get() instanceof Report.Over over) {
        throw new RefusedException(
            "Dask's scheduler cannot be started: `"
                + wish.python()
                + "` ended with "
                + over.exit()
                + (over.lastWords().isEmpty() ? "" : ":\n    " + over.lastWords()));
      } else if (report.get() instanceof Report.Said said) {
        tell.accept("Dask: " + said.line());
      }
    }
  }

  private Optional<Report> await() {
    try {
      return Optional.ofNullable(reports.poll(LONGEST_START_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private String missing(Report.Missing missing) {
    return "`"
        + wish.python()
        + "` cannot import "
        + missing.what()
        + " ("
        + missing.said()
        + "): "
        + wish.python()
        + " -m pip install "
        + missing.what();
  }

  /** Tells where Dask's own pages are, once for a run, and notes it for who shows the run. */
  private void invite(Report.Ready ready) throws IOException {
    Optional<String> page = ready.dashboard().stream().mapToObj(Scheduling::page).findFirst();
    folder.replace(CrewFolder.PAGE, json -> json.begin().put("dashboard", page).end());
    if (invited) {
      return;
    }
    invited = true;
    OptionalInt port = ready.dashboard();
    if (port.isEmpty()) {
      tell.accept("Dask's own dashboard needs bokeh: " + wish.python() + " -m pip install bokeh");
      return;
    }
    if (port.getAsInt() != ready.wanted()) {
      PageWords.taken(ready.wanted(), port.getAsInt()).lines().forEach(tell);
    }
    tell.accept("Dask dashboard: " + page(port.getAsInt()));
    tell.accept(
        "  from a laptop: "
            + PageWords.tunnel(
                port.getAsInt(), System.getProperty("user.name"), MachineName.full()));
  }

  private static String page(int port) {
    return "http://localhost:" + port + "/status";
  }

  /** Workers of these sizes may be asked for. */
  void know(Set<Size> wanted) throws IOException {
    if (sizes.addAll(wanted)) {
      write();
    }
  }

  private void write() throws IOException {
    folder.replace(folder.forWorkers().getFileName().toString(), this::fields);
  }

  private void fields(JsonWriter json) throws IOException {
    json.begin().put("schema", 1).put("scheduler", scheduler);
    BridgeSettings.Tls.put(json, tls());
    json.put("lifetime", wish.lifetime().map(WallTime::seconds)).begin("sizes");
    for (Size each : sizes) {
      json.begin(each.name()).put("cpus", each.cpus()).put("memory", each.memory().bytes()).end();
    }
    json.end().end();
  }

  /** Gives an order to whoever is there. */
  void tell(Order order) {
    bridge.ifPresent(
        each -> {
          var unused = each.tell(order); // its end is reported
        });
  }

  /** What was reported next; nothing where nothing more was. */
  Optional<Report> next() {
    return Optional.ofNullable(reports.poll());
  }

  boolean isAlive() {
    return bridge.filter(Bridge::isAlive).isPresent();
  }

  /** Ends the scheduler with its jobs and workers; what was reported until then can be read. */
  void close() {
    bridge.ifPresent(Bridge::close);
    try {
      Files.deleteIfExists(folder.forWorkers());
      Files.deleteIfExists(folder.file(CrewFolder.PAGE));
      certificate.remove();
    } catch (IOException left) {
      tell.accept("what is left of Dask cannot be removed: " + left.getMessage());
    }
  }
}
