package hdw.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.insight.Insight;
import hdw.json.JsonReader;
import hdw.run.RunFolder;
import hdw.run.WrittenRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of runs of any size, and of odd ones. */
final class LargeReportTest {
  private static final Teller TELLER =
      new Teller("hdw 0 (Java 0)", Optional.of("v1-2-gabc"), ZoneId.of("Europe/Zurich"));

  @TempDir Path folder;

  private static String report(RunFolder run) throws IOException {
    return Report.text(Insight.of(run), TELLER);
  }

  @Test
  void a_hundred_thousand_jobs_are_told_in_seconds_and_in_less_than_2_mb() throws IOException {
    RunFolder run = WrittenRun.write(folder, 100_000, 90_000);
    long begun = System.nanoTime();
    String report = report(run);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    System.out.println("report of 100,000 jobs: " + took.toMillis() + " ms, " + report.length());
    String kept = System.getProperty("hdw.report.keep", "");
    if (!kept.isEmpty()) {
      Files.writeString(Path.of(kept), report);
    }
    assertTrue(report.length() < 2_000_000, report.length() + " bytes");
    assertTrue(took.compareTo(Duration.ofSeconds(20)) < 0, took.toString());
  }

  @Test
  void nothing_comes_from_elsewhere() throws IOException {
    String report = report(WrittenRun.write(folder, 500, 400));
    for (String each : new String[] {"http:", "https:", "src=", "@import", "<link", "<script"}) {
      assertFalse(report.contains(each), each);
    }
    assertFalse(report.matches("(?s).*url\\((?!#).*"), "only what is in the file itself");
    assertTrue(report.contains("22 Nov 2026, 22:30:45 (Europe/Zurich, UTC+01:00)"));
    assertTrue(report.contains("lxplus901.cern.ch"));
    assertTrue(report.contains("HTCondor (longlunch)"));
    assertTrue(report.contains("v1-2-gabc"));
  }

  @Test
  void every_element_is_closed_and_every_name_is_escaped() throws Exception {
    RunFolder run = WrittenRun.write(folder, 100, 90);
    String odd = "<script>alert(1)</script>'\\\"&";
    for (Path each : new Path[] {run.plan(), run.journal()}) {
      Files.writeString(each, Files.readString(each).replace("TTto2L2Nu", odd));
    }
    Files.writeString(
        run.journal(), Files.readString(run.journal()).replace("b7g3.", "\\u001b[31m\\u202e<i>."));
    String report = report(run);
    assertFalse(report.contains("<script"), "a script");
    assertFalse(report.contains("<i>"), "markup");
    assertTrue(report.contains("ntuple/&lt;script&gt;alert(1)&lt;/script&gt;&apos;&quot;&amp;"));
    assertFalse(report.contains("\u001b") || report.contains("\u202e"), "control characters");
    String xml =
        report.replaceFirst("(?s)^<!DOCTYPE html>", "").replaceAll("(?s)<style>.*?</style>", "");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    assertEquals("html", document.getDocumentElement().getTagName());
    assertEquals(8, document.getElementsByTagName("section").getLength());
  }

  @Test
  void a_run_that_goes_on_and_one_that_has_not_begun_are_told_too() throws IOException {
    String report = report(WrittenRun.write(folder, 100, 0));
    assertTrue(report.contains("Files of samples are accounted for when a run ends"));
    assertTrue(report.contains("No attempt is over yet."));
    RunFolder planned = new RunFolder(Files.createDirectory(folder.resolve("planned")));
    Files.copy(folder.resolve("big_20261122_213045/plan.json"), planned.plan());
    assertTrue(report(planned).contains(">planned<"));
    assertTrue(report(planned).contains("Nothing has moved yet."));
  }

  @Test
  void waits_in_queues_are_those_between_the_lines_of_the_journal() throws IOException {
    RunFolder run = WrittenRun.write(folder, 1000, 900);
    Map<String, Instant> submitted = new HashMap<>();
    Map<String, Long> waited = new HashMap<>();
    var over = new ArrayList<Long>();
    for (String each : Files.readAllLines(run.journal())) {
      Map<String, Object> line = JsonReader.object(each);
      String key = line.get("job") + " " + line.get("attempt");
      Instant at = Instant.parse(line.get("at").toString());
      switch (line.get("event").toString()) {
        case "started" -> submitted.put(key, at);
        case "began" -> waited.put(key, Duration.between(submitted.get(key), at).toMillis());
        case "done", "failed" -> over.add(waited.get(key));
        default -> {}
      }
    }
    Collections.sort(over);
    String report = report(run);
    long median = over.get((over.size() + 1) / 2 - 1);
    assertTrue(median > 0);
    assertTrue(report.contains("id=\"task-ntuple-wait-p50\" value=\"" + median + "\""));
    long longest = over.get(over.size() - 1);
    assertTrue(report.contains("id=\"task-ntuple-wait-p100\" value=\"" + longest + "\""));
  }

  @Test
  void many_nodes_are_drawn_by_task_and_listed_as_far_as_people_read() throws IOException {
    RunFolder run = new RunFolder(Files.createDirectory(folder.resolve("many")));
    var plan = new StringBuilder("{\"schema\":1,\"workflow\":\"many\",\"nodes\":[");
    for (int i = 0; i < 600; i++) {
      plan.append(
          ("{\"id\":\"a/s%1$d\",\"task\":\"a\",\"jobs\":2,\"memory_mib\":100,\"after\":[]},"
                  + "{\"id\":\"b/s%1$d\",\"task\":\"b\",\"jobs\":1,\"memory_mib\":100,"
                  + "\"after\":[\"a/s%1$d\"]}%2$s")
              .formatted(i, i < 599 ? "," : "]}"));
    }
    Files.writeString(run.plan(), plan);
    String report = report(run);
    assertTrue(report.contains("DAG by task"));
    assertTrue(report.contains("waiting: 0 of 1,200"));
    assertTrue(report.contains("waiting: 0 of 600"));
    assertEquals(1, report.split("class=\"edge\"", -1).length - 1);
    assertTrue(report.contains("And 700 nodes more."));
  }

  @Test
  void a_file_is_known_as_a_report_by_its_beginning() throws IOException {
    Path file = folder.resolve("r.html");
    assertTrue(ReportFile.mayBeWritten(file));
    ReportFile.write(file, report(WrittenRun.write(folder, 50, 50)));
    assertTrue(ReportFile.mayBeWritten(file));
    Files.writeString(file, "<html></html>");
    assertFalse(ReportFile.mayBeWritten(file));
    assertFalse(ReportFile.mayBeWritten(folder));
  }

  @Test
  void marks_stand_at_round_counts_and_round_times() {
    assertEquals("[0, 1]", Ticks.ofCounts(0).toString());
    assertEquals("[0, 1, 2, 3]", Ticks.ofCounts(3).toString());
    assertEquals("[0, 5, 10, 15, 20]", Ticks.ofCounts(17).toString());
    assertEquals("[0, 50, 100, 150, 200]", Ticks.ofCounts(200).toString());
    var from = Instant.parse("2026-11-22T21:30:45Z");
    var ticks = Ticks.ofTime(from, from.plusSeconds(3 * 3600), ZoneId.of("Europe/Zurich"));
    assertEquals("23:00", ticks.get(0).label());
    assertEquals("23:30", ticks.get(1).label());
    assertTrue(ticks.size() <= 9);
  }
}
