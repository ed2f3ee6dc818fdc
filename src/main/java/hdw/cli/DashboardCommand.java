package hdw.cli;

import hdw.dashboard.Dashboard;
import hdw.dashboard.JobWords;
import hdw.dashboard.RunChoice;
import hdw.executor.MachineName;
import hdw.json.JsonReader;
import hdw.run.DaskWorkers;
import hdw.run.JobStory;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code hdw dashboard}: the live page of a run, and the ssh line that reaches it. */
final class DashboardCommand implements Command {
  private static final int PORT = 8787;
  private static final int LARGEST_PORT = 65_535;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "dashboard",
            "Shows a run live in a browser, and how to reach that from a laptop.",
            "hdw dashboard",
            "hdw dashboard first_20261123_221504 --port 9000");
    Options.text(spec, "N", "the port (default: " + PORT + "; 0: any free one)", "--port");
    Options.text(
        spec, "ADDRESS", "listens there (default: 127.0.0.1, this machine alone)", "--address");
    Options.argument(spec, "RUN", "0..1", "the run (default: the latest, also one to come)");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult parsed, Console console) throws IOException {
    Optional<RunFolder> run = shown(parsed, console);
    boolean dask = run.isPresent() && usesDask(run.get());
    int wanted = Options.number(parsed, "--port", 0, dask ? PORT + 1 : PORT);
    if (wanted > LARGEST_PORT) {
      throw new UsageException("--port is at most " + LARGEST_PORT + ", not " + wanted);
    }
    InetAddress address = address(Options.value(parsed, "--address", "127.0.0.1"));
    var place = new Dashboard.Place(address, MachineName.full(), wanted);
    try (var dashboard = Dashboard.start(place, choice(parsed, run, console), new Words())) {
      var invitation = new Invitation(dashboard, place, run.map(RunFolder::name), console);
      invitation.say(dask && !Options.has(parsed, "--port") ? PORT : wanted, dask);
      if (dask) {
        StatusLooks.at(run.get())
            .workers()
            .flatMap(DaskWorkers::dashboard)
            .ifPresent(each -> console.say("the page of Dask itself: " + each));
      }
      new CountDownLatch(1).await(); // Ctrl-C ends the process
      return ExitCode.DONE;
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException unknown) {
      throw new UsageException("--address wants an address of this machine, not `" + text + "`");
    }
  }

  /** The run there is now: of none that was named, one may still come. */
  private static Optional<RunFolder> shown(ParseResult parsed, Console console) throws IOException {
    return Options.arguments(parsed).isEmpty()
        ? latest(console)
        : Optional.of(new Runs(console).named(parsed));
  }

  private static Optional<RunFolder> latest(Console console) throws IOException {
    return new Runs(console).latest();
  }

  private static RunChoice choice(ParseResult parsed, Optional<RunFolder> run, Console console) {
    return Options.arguments(parsed).isEmpty()
        ? RunChoice.latest(() -> latest(console))
        : RunChoice.named(run.orElseThrow());
  }

  /** Whether Dask runs jobs of it, and shows them on a page of its own. */
  private static boolean usesDask(RunFolder run) throws IOException {
    return Files.exists(run.plan())
        && JsonReader.objects(JsonReader.object(Files.readString(run.plan())), "nodes").stream()
            .anyMatch(each -> JsonReader.text(each, "executor").equals(Optional.of("dask")));
  }

  /** Says of a job what {@code hdw why} says. */
  private static final class Words implements JobWords {
    @Override
    public List<String> why(RunSummary summary, RunFolder folder, JobStory job) throws IOException {
      return new WhyLines(summary, folder, job).fromFolder();
    }

    @Override
    public List<String> queue(RunFolder folder, String id) throws IOException {
      RunSummary summary = RunSummary.glanceAt(folder, id);
      Optional<JobStory> job = summary.state().job(id);
      return job.isPresent() ? new WhyLines(summary, folder, job.get()).fromQueue() : List.of();
    }
  }
}
