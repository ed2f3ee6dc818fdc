package hdw.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that are written in the scratch folder, and then copied or left to travel. */
final class AwayTest {
  private static final String NASTY = "out dir/a \"b\"; $(touch pwned)\n*.root";

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void bench() throws IOException {
    bench = new Bench(folder);
    bench.away = true;
  }

  @Test
  void a_copied_output_is_written_in_scratch_and_is_whole_at_its_place() throws Exception {
    bench.environment.put("HDW_AWAY", JobScript.COPY);
    var result =
        bench.job(
            "[[ {{output}} == \"$TMPDIR\"/* ]]; printf %s $HDW_AWAY >{{output}}x; mv {{output}}x {{output}}; echo data >>{{output}}",
            NASTY);
    assertEquals(new Bash.Result(0, "", ""), result);
    assertEquals(List.of("out dir", NASTY), bench.left());
    assertEquals("data\n", Files.readString(bench.work(NASTY)));
  }

  @Test
  void a_copied_folder_takes_the_place_of_the_old_one() throws Exception {
    bench.environment.put("HDW_AWAY", JobScript.COPY);
    bench.outputIsFolder = true;
    Files.createDirectories(bench.work("d"));
    Files.writeString(bench.work("d/old"), "old");
    assertEquals(0, bench.job("mkdir {{output}}/sub; echo new >{{output}}/sub/x", "d/").status());
    assertEquals(List.of("d", "d/sub", "d/sub/x"), bench.left());
  }

  @Test
  void a_copy_that_fails_leaves_the_old_output_alone() throws Exception {
    bench.environment.put("HDW_AWAY", JobScript.COPY);
    Files.writeString(bench.work("x"), "old");
    var result = bench.job("cmp() { return 1; }; export -f cmp; echo new >{{output}}; exit 5", "x");
    assertEquals(5, result.status());
    assertEquals("old", Files.readString(bench.work("x")));
    assertEquals(List.of("x"), bench.left());
    // a copy that differs: cp is another program here
    Path programs = Files.createDirectory(folder.resolve("bin"));
    Path cp = Files.writeString(programs.resolve("cp"), "#!/bin/bash\necho torn >\"${@: -1}\"\n");
    assertTrue(cp.toFile().setExecutable(true));
    bench.environment.put("PATH", programs + ":" + System.getenv("PATH"));
    result = bench.job("echo new >{{output}}", "x");
    assertEquals(92, result.status());
    assertTrue(result.err().contains("is not what was copied"), result.err());
    assertEquals("old", Files.readString(bench.work("x")));
    assertEquals(List.of("x"), bench.left());
  }

  @Test
  void what_travels_is_noted_with_its_size() throws Exception {
    bench.environment.put("HDW_AWAY", JobScript.TRAVEL);
    bench.environment.put("HDW_METRICS", JobScript.RESULTS + "/metrics");
    assertEquals(
        new Bash.Result(0, "", ""),
        bench.job(
            "echo data >{{output}}; ln -s /etc/hostname {{output.log}}; echo 'events 1' >$HDW_METRICS",
            NASTY,
            "log"));
    assertEquals(List.of(), bench.left());
    Path results = bench.run.resolve(JobScript.RESULTS);
    List<String> noted = Files.readAllLines(results.resolve(JobScript.MANIFEST));
    assertEquals(2, noted.size());
    String[] first = noted.get(0).split("\t", -1);
    assertEquals("5", first[1]);
    assertTrue(first[0].endsWith("/0"), first[0]);
    String name = NASTY.substring(NASTY.indexOf('/') + 1);
    assertEquals("data\n", Files.readString(results.resolve(first[0]).resolve(name)));
    Path log = results.resolve(noted.get(1).split("\t", -1)[0]).resolve("log");
    assertTrue(Files.isRegularFile(log) && !Files.isSymbolicLink(log));
    assertEquals("events 1\n", Files.readString(results.resolve("metrics")));
  }

  @Test
  void what_travels_is_there_and_empty_when_the_command_fails() throws Exception {
    bench.environment.put("HDW_AWAY", JobScript.TRAVEL);
    assertEquals(3, bench.job("echo half >{{output}}; exit 3", "x").status());
    try (Stream<Path> all = Files.list(bench.run.resolve(JobScript.RESULTS))) {
      assertEquals(List.of(), all.toList());
    }
  }

  @Test
  void without_a_word_from_the_site_an_output_is_written_beside_its_target() throws Exception {
    var result = bench.job("[[ {{output}} != \"$TMPDIR\"/* ]]; echo data >{{output}}", "x");
    assertEquals(new Bash.Result(0, "", ""), result);
    assertEquals(List.of("x"), bench.left());
  }
}
