package hdw.executor.dask;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.AttemptKey;
import hdw.executor.ChildProcess;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A bridge with workers of two cores on this machine, and all that it reports. */
final class SmallCluster implements AutoCloseable {
  static final String TOKEN = "tested.1";
  private static final int PATIENCE_SECONDS = Integer.getInteger("hdw.patience", 60);

  final Path run;
  final Bridge bridge;
  final Report.Ready ready;
  private final String python;
  private final Map<String, Process> workers = new LinkedHashMap<>();
  private final List<Report> reports = new ArrayList<>();
  private int told;

  /** A cluster whose workers have so many seconds; 0 for no end. */
  SmallCluster(Path folder, int lifetime) throws Exception {
    this(folder, lifetime, Optional.empty());
  }

  SmallCluster(Path folder, int lifetime, Optional<BridgeSettings.Tls> tls) throws Exception {
    run = folder.toRealPath();
    DaskPython.assume();
    python = DaskPython.name();
    Scripts.copyInto(run.resolve("dask"));
    var settings =
        new BridgeSettings(run, Optional.empty(), Optional.of("127.0.0.1"), 8787, tls, "tested");
    bridge = Bridge.start(python, settings, this::hear);
    ready = await(Report.Ready.class, each -> true);
    String shown =
        tls.map(
                each ->
                    "{\"cert\": \"%s\", \"key\": \"%s\"}".formatted(each.certificate(), each.key()))
            .orElse("null");
    Files.writeString(
        run.resolve("dask/worker.json"),
        """
        {"scheduler": "%s", "tls": %s, "sizes": {"small": {"cpus": 2, "memory": %d}},
         "lifetime": %s, "idle": 60}
        """
            .formatted(ready.scheduler(), shown, 4L << 30, lifetime == 0 ? "null" : lifetime));
  }

  private void hear(Report report) {
    synchronized (reports) {
      reports.add(report);
      if (report instanceof Report.Ended) {
        told++;
      } else if (report instanceof Report.Left left) {
        told += left.running().size();
      }
      reports.notifyAll();
    }
  }

  /** Starts a worker, and waits until it has joined. */
  Process worker(String name) throws Exception {
    Process worker =
        new ProcessBuilder(
                python,
                run.resolve("dask/worker.py").toString(),
                run.resolve("dask/worker.json").toString(),
                name,
                "small")
            .directory(run.toFile())
            .redirectError(run.resolve(name + ".err").toFile())
            .start();
    workers.put(name, worker);
    await(Report.Joined.class, each -> each.worker().equals(name));
    return worker;
  }

  static AttemptKey key(String name) {
    return new AttemptKey(TOKEN, "test/" + name, 1);
  }

  Order.Job job(String name, String command) {
    return job(name, command, Memory.ofMebibytes(256), Optional.empty());
  }

  Order.Job job(String name, String command, Memory memory, Optional<WallTime> time) {
    return new Order.Job(
        key(name),
        List.of("bash", "-c", command),
        Map.of(),
        run,
        "logs/test/" + name + ".1",
        1,
        Optional.of(memory),
        time,
        "small");
  }

  void submit(Order.Job... jobs) {
    assertTrue(bridge.tell(new Order.Submit(List.of(jobs))));
  }

  /** All reports of a kind so far. */
  <T extends Report> List<T> all(Class<T> kind) {
    synchronized (reports) {
      return reports.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  /** Waits for a report. */
  <T extends Report> T await(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (reports) {
      while (true) {
        Optional<T> found = all(kind).stream().filter(wanted).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        assertTrue(left > 0, () -> "no such " + kind.getSimpleName() + " among " + reports);
        reports.wait(left);
      }
    }
  }

  /** The jobs that had begun on workers that have left, which may be told of later. */
  Set<AttemptKey> cut() {
    return all(Report.Left.class).stream()
        .flatMap(each -> each.running().stream())
        .map(Report.Cut::key)
        .collect(Collectors.toSet());
  }

  /** Waits until it was told of so many jobs what became of them. */
  void awaitTold(int number) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (reports) {
      while (told < number) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        assertTrue(left > 0, () -> "what became of others than " + told + "?");
        reports.wait(left);
      }
    }
  }

  Report.Began began(String name) throws InterruptedException {
    return await(Report.Began.class, each -> each.key().equals(key(name)));
  }

  Report.Ended ended(String name) throws InterruptedException {
    return await(Report.Ended.class, each -> each.key().equals(key(name)));
  }

  Report.Left left(String worker) throws InterruptedException {
    return await(Report.Left.class, each -> each.worker().equals(worker));
  }

  /** Whether somebody with this certificate can connect: {@code connected} or {@code refused}. */
  String client(Certificate certificate) throws Exception {
    return python(
        """
        import distributed, sys
        cert, key = sys.argv[2:]
        try:
            distributed.Client(sys.argv[1], timeout=10, security=distributed.Security(
                tls_ca_file=cert, tls_client_cert=cert, tls_client_key=key, require_encryption=True))
            print("connected")
        except OSError:
            print("refused")
        """,
        ready.scheduler(),
        certificate.certificate().toString(),
        certificate.key().toString());
  }

  private String python(String program, String... words) throws Exception {
    Path file = Files.writeString(run.resolve("asked.py"), program);
    var command = new ArrayList<>(List.of(python, file.toString()));
    command.addAll(List.of(words));
    return new ChildProcess().run(run, command, Duration.ofSeconds(PATIENCE_SECONDS)).out().strip();
  }

  /** The processes that belong to this run, by their command line or environment. */
  private List<Path> processes() {
    return ProcessHandle.allProcesses()
        .map(each -> Path.of("/proc", Long.toString(each.pid())))
        .filter(each -> says(each, "cmdline", run.toString()) || says(each, "environ", run + "/"))
        .toList();
  }

  /** Whether such a command runs for a job of this run. */
  boolean runs(String command) {
    return processes().stream().anyMatch(each -> says(each, "cmdline", command));
  }

  private static boolean says(Path process, String file, String words) {
    try {
      return new String(Files.readAllBytes(process.resolve(file)), StandardCharsets.ISO_8859_1)
          .contains(words);
    } catch (IOException gone) {
      return false;
    }
  }

  /** Waits until nothing of this run lives. */
  void awaitNothingLeft() throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!processes().isEmpty()) {
      assertTrue(System.nanoTime() < until, () -> "something of " + run + " still lives");
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    bridge.close();
    workers.values().forEach(Process::destroyForcibly);
  }
}
