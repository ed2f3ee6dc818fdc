package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.Batch;
import hdw.executor.Batches;
import hdw.executor.Delivery;
import hdw.executor.Engine;
import hdw.executor.JobLog;
import hdw.executor.Packing;
import hdw.executor.Plans;
import hdw.executor.Rendering;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that share no file with the machine that submits them, on a real HTCondor. */
@Tag("engine")
final class TravelEngineTest {
  private static final String SITE =
      """
      workflow w
      site away { executor = htcondor  shared = false }
      defaults { memory = 100 MB  time = 5 min }
      """;

  @TempDir Path folder;

  private Path run(Plan plan) {
    return Plans.write(Rendering.of(plan), folder);
  }

  /** Packs and submits a batch, and waits for its end. */
  private static void submit(Plan plan, Path run, Batch batch) throws Exception {
    new Packing(run, run.resolve("../..").normalize()).pack(plan, batch);
    String said =
        Engine.run(
            run,
            "condor_submit",
            "-terse",
            "hdw_run=travel",
            "hdw_token=t1",
            "jobs/" + batch.name() + ".sub");
    assertTrue(said.strip().matches("\\d+\\.\\d+ - \\d+\\.\\d+"), said);
    String cluster = said.substring(0, said.indexOf('.'));
    try {
      Engine.run(run, "condor_wait", "-wait", "60", SubmitDescription.EVENT_LOG, cluster);
    } catch (AssertionError waitedInVain) {
      String why = Engine.run(run, "condor_q", cluster, "-af", "JobStatus", "HoldReason");
      Engine.run(run, "condor_rm", cluster);
      throw new AssertionError(why, waitedInVain);
    }
  }

  private void deliver(Path run, Batch batch) throws IOException {
    for (Batch.Item each : batch.items()) {
      new Delivery(run, folder)
          .deliver(
              JobLog.of(each.node(), each.job().job()),
              each.attempt(),
              each.node().outputs(each.job().job()));
    }
  }

  private static String printed(Path run, Batch batch, int item, String ending) throws IOException {
    Batch.Item one = batch.items().get(item);
    return Files.readString(
        run.resolve(JobLog.of(one.node(), one.job().job()).stem(one.attempt()) + ending));
  }

  private static String errors(Path run, Batch batch) throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < batch.size(); i++) {
      text.append(printed(run, batch, i, ".err"));
    }
    return text.toString();
  }

  /** What stands in a folder beside the run. */
  private List<String> left(String below) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(below))) {
      return all.filter(Files::isRegularFile)
          .map(each -> folder.relativize(each).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void any_name_travels_and_a_gather_takes_what_came_back() throws Exception {
    var names =
        List.of(
            "plain.txt",
            "two words.txt",
            "a, b.txt",
            "$(HOME) $$(x).txt",
            "it's \"q\".txt",
            "zürich-Δφ.txt",
            "-dash.txt",
            " blank .txt",
            "back\\slash;=.txt");
    for (String each : names) {
      Files.writeString(Files.createDirectories(folder.resolve("in")).resolve(each), each + "\n");
    }
    Files.createDirectories(folder.resolve("tools/sub"));
    Files.writeString(folder.resolve("tools/sub/show it.sh"), "cat \"$@\"\n");
    Files.writeString(folder.resolve("show.sh"), "bash 'tools/sub/show it.sh' \"$@\"\n");
    Plan plan =
        Plans.of(
            folder,
            SITE
                + """
                sample A { files = glob("in/*.txt") }
                task show for each sample {
                  split  = 1 file
                  needs  = ["tools/", "show.sh"]
                  output = "out, $x/{{name(input)}}"
                  run    = \"""
                    test ! -e analysis.hdw; [[ $PWD == "$_CONDOR_SCRATCH_DIR" ]]
                    [[ -f {{input}} && ! -L {{input}} ]]
                    echo 'events 1' > "$HDW_METRICS"
                    bash show.sh {{input}} > {{output}}
                    cmp {{input}} "$(cat {{inputs.list}})"
                  \"""
                }
                task all {
                  input  = show
                  output = "all"
                  run    = "cat {{inputs}} > {{output}}; cat {{inputs.json}} {{inputs.table}}; cut -f1 {{inputs.table}} | tail -n +2 | cmp - {{inputs.list}}"
                }
                """);
    Path run = run(plan);
    List<Batch> batches = Batches.of(plan);
    submit(plan, run, batches.get(0));
    assertEquals("", errors(run, batches.get(0)));
    assertFalse(Files.exists(folder.resolve("out, $x")), "nothing is written where it belongs");
    deliver(run, batches.get(0));
    deliver(run, batches.get(0));
    for (String each : names) {
      assertEquals(each + "\n", Files.readString(folder.resolve("out, $x").resolve(each)));
    }
    assertEquals("events 1\n", printed(run, batches.get(0), 0, ".metrics"));
    submit(plan, run, batches.get(1));
    assertEquals("", errors(run, batches.get(1)));
    deliver(run, batches.get(1));
    List<String> sorted = names.stream().sorted().map(each -> each + "\n").toList();
    assertEquals(
        sorted,
        Files.readString(folder.resolve("all")).lines().sorted().map(each -> each + "\n").toList());
    assertEquals(names.size() + 1, left("out, $x").size() + left("all").size());
    assertEquals(List.of(), left(".hdw/run/logs").stream().filter(this::isArrived).toList());
  }

  private boolean isArrived(String path) {
    return path.contains(Delivery.ENDING);
  }

  @Test
  void two_inputs_of_one_name_are_both_there() throws Exception {
    var made = new ArrayList<String>();
    for (String each : List.of("x", "y", "z")) {
      Files.writeString(
          Files.createDirectories(folder.resolve(each)).resolve("same.root"), each + "\n");
      made.add("\"" + each + "/same.root\"");
    }
    // this one is called like the script of the task
    Files.writeString(folder.resolve("t.sh"), "cat \"$@\"\n");
    Plan plan =
        Plans.of(
            folder,
            SITE
                + "sample A { files = ["
                + String.join(", ", made)
                + "] }\n"
                + """
                task t for each sample {
                  needs  = "t.sh"
                  output = "o"
                  run    = "bash t.sh {{inputs}} > {{output}}; basename -a {{inputs}}"
                }
                """);
    Path run = run(plan);
    Batch batch = Batches.of(plan).get(0);
    submit(plan, run, batch);
    assertEquals("", errors(run, batch));
    deliver(run, batch);
    assertEquals("x\ny\nz\n", Files.readString(folder.resolve("o")));
    assertEquals("same.root\n".repeat(3), printed(run, batch, 0, ".out"));
  }

  @Test
  void a_folder_comes_back_whole_and_travels_on() throws Exception {
    Plan plan =
        Plans.of(
            folder,
            SITE
                + """
                task make {
                  output = "made/"
                  run    = \"""
                    mkdir {{output}}/sub {{output}}/empty
                    echo one > {{output}}/'a, b'; echo two > {{output}}/sub/'$x'
                    ln -s sub {{output}}/link; ln -s 'a, b' {{output}}/'file link'
                    printf 3 > {{output}}/$'new\\nline'; chmod 755 {{output}}/'a, b'
                  \"""
                }
                task use {
                  input  = make
                  output = "list"
                  run    = "[[ -x {{input}}/'a, b' ]]; (cd {{input}}; find . -type f -print0) | LC_ALL=C sort -z | tr '\\0\\n' '  ' > {{output}}"
                }
                """);
    Path run = run(plan);
    Batch make = Batches.of(plan).get(0);
    submit(plan, run, make);
    assertEquals("", errors(run, make));
    Files.createDirectories(folder.resolve("made"));
    Files.writeString(folder.resolve("made/old"), "of an earlier run");
    deliver(run, make);
    assertEquals(
        List.of("made/a, b", "made/file link", "made/link/$x", "made/new\nline", "made/sub/$x"),
        left("made"));
    assertTrue(Files.isDirectory(folder.resolve("made/empty")));
    Batch use = Batches.of(plan).get(1);
    submit(plan, run, use);
    assertEquals("", errors(run, use));
    deliver(run, use);
    assertEquals(
        "./a, b ./file link ./link/$x ./new line ./sub/$x ",
        Files.readString(folder.resolve("list")));
  }

  @Test
  void a_job_that_fails_says_why_and_brings_no_output_home() throws Exception {
    Plan plan =
        Plans.of(
            folder,
            SITE
                + """
                task broken { output = "b"  run = "echo half > {{output}}; echo 'events 7' > $HDW_METRICS; echo sorry >&2; exit 3" }
                task nothing { output = "n"  run = "true" }
                task may { output { a = "m.a" b = "m.b" }  on_missing_output = empty  run = "touch {{output.b}}" }
                """);
    Path run = run(plan);
    List<Batch> batches = Batches.of(plan);
    for (Batch each : batches) {
      submit(plan, run, each);
    }
    assertEquals("sorry\n", errors(run, batches.get(0)));
    String missing = errors(run, batches.get(1));
    assertTrue(missing.contains("did not write n"), missing);
    for (Batch each : batches.subList(0, 2)) {
      new Delivery(run, folder).clear(JobLog.of(each.items().get(0).node(), 0), 1);
    }
    assertEquals("events 7\n", printed(run, batches.get(0), 0, ".metrics"));
    deliver(run, batches.get(2));
    assertEquals(
        List.of("analysis.hdw", "m.b"),
        left("").stream().filter(each -> !each.startsWith(".hdw")).collect(Collectors.toList()));
    String events = Files.readString(run.resolve(SubmitDescription.EVENT_LOG));
    assertFalse(events.contains("held"), events);
  }

  @Test
  void a_gather_takes_many_files_with_it() throws Exception {
    Files.createDirectories(folder.resolve("in"));
    for (int i = 0; i < 2000; i++) {
      Files.writeString(folder.resolve("in/" + i + " " + "x".repeat(80) + ".txt"), "1\n");
    }
    Plan plan =
        Plans.of(
            folder,
            SITE
                + """
                sample A { files = glob("in/*.txt") }
                task t for each sample { output = "sum"  run = "cat {{inputs}} | wc -l > {{output}}" }
                """);
    Path run = run(plan);
    Batch batch = Batches.of(plan).get(0);
    submit(plan, run, batch);
    assertEquals("", errors(run, batch));
    deliver(run, batch);
    assertEquals("2000\n", Files.readString(folder.resolve("sum")));
  }
}
