package hdw.bench;

import hdw.ast.SourceFile;
import hdw.compile.Compilation;
import hdw.compile.Compiler;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.executor.Rendering;
import hdw.model.Reason;
import hdw.parse.WorkflowParser;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.rules.Cause;
import hdw.rules.Decision;
import hdw.rules.Evidence;
import hdw.rules.Reactions;
import hdw.rules.Verdict;
import hdw.run.RunState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The inner parts, one by one, in a virtual machine that has done them before: what a long run or a
 * page pays, not what one command pays.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g"})
public class InnerBench {
  private static final int SAMPLES = 100;
  private static final int FILES = 1000;
  private static final int JOBS_IN_JOURNAL = 100_000;

  private String example;
  private Path shape;
  private Plan plan;
  private Path journal;
  private Reactions reactions;

  /** Writes what is read, in a folder that goes with the machine's temporary files. */
  @Setup
  public void write() throws IOException {
    Path folder = Files.createTempDirectory("hdw-bench");
    example = Files.readString(Path.of("examples/02-lxplus/analysis.hdw"));
    shape = folder.resolve("shape.hdw");
    Files.writeString(
        shape,
        """
        workflow shape
        samples from "samples.json"
        defaults { executor = htcondor  memory = 2 GB  time = 1 h }
        task process for each sample {
          split = 1 file
          output = "out/{{sample}}/{{chunk}}.txt"
          run = "cp {{inputs}} {{output}}"
        }
        task merge for each sample { input = process  output = "out/{{sample}}.txt"  run = "cat {{inputs}} > {{output}}" }
        task plot { input = merge  output = "out/plot.txt"  run = "cat {{inputs}} > {{output}}" }
        rule grow on failure { when reason == out_of_memory and attempt < 5
          then memory = min(memory * 2, 16 GB), retry }
        rule again on failure { when reason == lost_node then retry after 1 min }
        """);
    var names = new StringBuilder("{");
    for (int s = 0; s < SAMPLES; s++) {
      names.append(s == 0 ? "" : ",").append("\"s").append(s).append("\":[");
      for (int f = 0; f < FILES; f++) {
        names.append(f == 0 ? "" : ",");
        names
            .append("\"root://server.example//store/s")
            .append(s)
            .append("/f")
            .append(f)
            .append(".root\"");
      }
      names.append(']');
    }
    Files.writeString(folder.resolve("samples.json"), names.append('}'));
    plan = plan();
    reactions = new Reactions(plan.workflow(), plan.catalog());
    journal = folder.resolve("journal.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(journal)) {
      for (int i = 0; i < JOBS_IN_JOURNAL; i++) {
        String job =
            "\"at\":\"2026-11-22T21:30:45.123456Z\",\"job\":\"process/s1/f"
                + i
                + "\",\"attempt\":1";
        out.write("{\"event\":\"started\"," + job + ",\"made\":\"0\"}\n");
        out.write("{\"event\":\"done\"," + job + ",\"ms\":61000,\"record\":{\"command\":\"0\"}}\n");
      }
    }
  }

  /** The second example, 60 lines with templates: text to syntax tree. */
  @Benchmark
  public SourceFile parse() {
    return WorkflowParser.parse(new Source("analysis.hdw", example), new Diagnostics());
  }

  /** 100,101 jobs in 201 nodes, the list of files read and the text parsed. */
  @Benchmark
  public Plan plan() throws IOException {
    Compilation compilation =
        new Compiler(Map.of(), (line, at) -> List.of(), files -> List.of())
            .compile(shape, Compiler.Options.PLAIN);
    return compilation.plan().orElseThrow();
  }

  /** The files of that plan for HTCondor, in memory: about 31 MB. */
  @Benchmark
  public Rendering render() {
    return Rendering.of(plan);
  }

  /** 200,000 lines of a journal. */
  @Benchmark
  public RunState fold() throws IOException {
    return RunState.read(journal);
  }

  /** What is done about one job that ran out of memory. */
  @Benchmark
  public Decision decide() {
    NodePlan node = plan.nodes().get(0);
    var evidence =
        new Evidence(
            OptionalInt.of(137),
            Verdict.OUT_OF_MEMORY,
            "used 2.1 GB of 2 GB",
            Optional.of(node.request(0).memory()),
            Optional.of(node.request(0).memory()),
            Optional.of(Duration.ofMinutes(5)),
            Optional.of(Duration.ofHours(1)),
            "",
            "Killed",
            List.of(),
            "node1",
            0);
    var cause =
        new Cause(
            Reason.OUT_OF_MEMORY, Cause.Sureness.CERTAIN, List.of(), "used 2.1 GB of 2 GB", "0");
    return reactions.decide(
        new Reactions.Failure(evidence, cause, 1, false, 0),
        node.request(0),
        node.node(),
        node.bindings(0));
  }
}
