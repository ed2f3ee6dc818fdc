package hdw.sim;

import com.sun.management.OperatingSystemMXBean;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.executor.Acceptance;
import hdw.run.Caution;
import hdw.run.Continuation;
import hdw.run.RunObserver.Outcome;
import hdw.run.RunStarter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Drives simulated jobs from the plan to the last accepted result, by the real driver, rules and
 * journal, and prints what each of them costs: {@code Scale FOLDER JOBS}.
 */
final class Scale {
  private static final int SLOTS = 50_000;
  private static final int MOST_IN_QUEUE = 100_000;
  private static final String TEXT =
      """
      workflow scale
      samples from "mc.json"
      defaults { executor = htcondor  memory = 2 GB }
      task process for each sample {
        split  = 1 file
        output = "root://eos.cern.ch//out/{{sample}}/{{chunk}}.root"
        run    = "process --output {{output}} {{inputs}}"
      }
      task merged for each sample {
        input  = process
        output = "root://eos.cern.ch//merged/{{sample}}.root"
        run    = "hadd {{output}} {{inputs}}"
      }
      task plot {
        input    = merged
        output   = "root://eos.cern.ch//plot.pdf"
        run      = "plot --table {{inputs.table}} --output {{output}}"
      }
      rule more on failure { when reason == out_of_memory and attempt < 4 then memory = memory * 2, retry }
      rule away on failure { when reason == preempted then retry after 1 min }
      """;

  private final Path folder;
  private final int files;
  private long last = System.nanoTime();

  private Scale(Path folder, int files) {
    this.folder = folder;
    this.files = files;
  }

  /** Runs one size. */
  public static void main(String[] words) throws Exception {
    Path folder = Files.createDirectories(Path.of(words[0])).toRealPath();
    new Scale(folder, Integer.parseInt(words[1])).run();
  }

  private void run() throws Exception {
    writeSamples();
    lap("samples written");
    Path file = Files.writeString(folder.resolve("scale.hdw"), TEXT);
    Compilation compilation =
        new Compiler(
                Map.of(),
                (line, at) -> List.of(),
                paths -> {
                  throw new AssertionError("nobody asks for events");
                })
            .compile(file, Compiler.Options.PLAIN);
    if (compilation.hasErrors()) {
      throw new IllegalStateException(compilation.diagnostics().toString());
    }
    int jobs = Math.toIntExact(compilation.plan().orElseThrow().jobs());
    lap("planned " + jobs + " jobs");
    var cluster = new Cluster(new Steady(7), SLOTS, true);
    var time =
        new VirtualTime(
            new Random(7), Instant.parse("2026-11-23T12:00:00Z").toEpochMilli(), cluster::pass);
    var life = new Life(time, Long.MAX_VALUE);
    var around =
        new SimulatedRun.Surroundings(
            time,
            cluster,
            Weather.fine(),
            new Acceptance(false, Integer.MAX_VALUE, MOST_IN_QUEUE, 1001),
            SimulatedSystem.Shared.forgetting(),
            new Caution(false, true, false));
    var run = new SimulatedRun(compilation, folder, around);
    RunStarter.Prepared prepared = run.prepare(life, Continuation.RUN);
    lap("prepared");
    var observer = new Counting(jobs);
    double before = processorSeconds();
    Outcome outcome = run.drive(life, prepared, observer);
    double processor = processorSeconds() - before;
    double seconds = lap("driven: " + outcome + ", " + cluster.wrongs());
    life.bury();
    observer.print();
    System.out.printf(
        Locale.ROOT,
        "%d jobs: %.1f us for each, %.1f us of a core, %d bytes of journal for each, live heap %d MiB, %s%n",
        jobs,
        seconds * 1e6 / jobs,
        processor * 1e6 / jobs,
        Files.size(run.folder().journal()) / jobs,
        live() >> 20,
        peak());
    if (outcome != Outcome.DONE || prepared.state().jobs().size() != jobs) {
      throw new AssertionError(outcome + ": " + prepared.state().jobs().size());
    }
  }

  private static double processorSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static String peak() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.filter(each -> each.startsWith("VmHWM")).findFirst().orElse("");
    }
  }

  private double lap(String what) {
    long now = System.nanoTime();
    double seconds = (now - last) / 1e9;
    last = now;
    System.out.printf(Locale.ROOT, "%8.2f s  %s%n", seconds, what);
    return seconds;
  }

  private void writeSamples() throws IOException {
    int each = files > 1_000_000 ? 10_000 : Math.min(files, 1000);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("mc.json"))) {
      out.write("{");
      for (int i = 0; i < files / each; i++) {
        out.write((i == 0 ? "" : ",\n") + "\"S" + i + "\":{\"files\":[");
        for (int k = 0; k < each; k++) {
          out.write((k == 0 ? "" : ",") + "\"root://eos.cern.ch//mc/S" + i + "/" + k + ".root\"");
        }
        out.write("]}");
      }
      out.write("}");
    }
  }
}
