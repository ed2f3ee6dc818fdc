package hdw.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.DiagnosticPrinter;
import hdw.diagnostic.Diagnostics;
import hdw.executor.Plans;
import hdw.executor.Program;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said before anything is submitted to Slurm. */
final class SlurmPreflightTest {
  private static final Path HOME = Path.of("/home/me/analysis");
  private static final Path TEXTS = Path.of("src/test/resources/slurm");
  private static final String SITE =
      """
      site here {
        executor = slurm
        queue short { time = 4 h }
        queue long  { time = 2 w }
      }
      """;

  @TempDir Path folder;

  private List<Diagnostic> checked(String workflow, Program program) {
    return checked(workflow, program, HOME);
  }

  private List<Diagnostic> checked(String workflow, Program program, Path home) {
    Plan plan = Plans.of(folder, workflow);
    var found = new Diagnostics();
    var clock = Clock.fixed(Instant.parse("2026-12-01T09:00:00Z"), ZoneOffset.UTC);
    new Preflight(new Surroundings(home, home.resolve(".hdw/r"), Map.of(), program, clock))
        .check(plan, plan.nodes(), Optional.empty(), found);
    return found.all();
  }

  private static Answers cluster() throws IOException {
    return new Answers()
        .says("scontrol ping", "Slurmctld(primary) at vm is UP\n")
        .says("scontrol -a -o show partition", Files.readString(TEXTS.resolve("partitions.txt")))
        .says("sinfo", Files.readString(TEXTS.resolve("nodes.txt")))
        .says("sbatch", "slurm-wlm 22.05.8\n");
  }

  private static List<Code> codes(List<Diagnostic> found) {
    return found.stream().map(Diagnostic::code).toList();
  }

  private static void says(List<Diagnostic> found, String... parts) {
    String text = new DiagnosticPrinter(false).print(found);
    for (String each : parts) {
      assertTrue(text.contains(each), text);
    }
  }

  @Test
  void a_cluster_that_answers_and_allows_the_jobs_is_enough() throws IOException {
    assertEquals(List.of(), checked(SITE + "task t { time = 2 h  run = \"true\" }", cluster()));
  }

  @Test
  void without_slurms_programs_nothing_is_begun() throws IOException {
    List<Diagnostic> found = checked(SITE + "task t { run = \"true\" }", new Answers());
    assertEquals(List.of(Code.HDW0711), codes(found));
    says(found, "cannot submit to Slurm: there is no `scontrol` on the path", "hdw render");
    Answers noSbatch = new Answers().says("scontrol ping", "Slurmctld(primary) at vm is UP\n");
    says(checked(SITE + "task t { run = \"true\" }", noSbatch), "there is no `sbatch` on the path");
  }

  @Test
  void a_controller_that_is_down_is_told_in_the_words_of_scontrol() {
    String said =
        "Slurmctld(primary) at vm is DOWN\n*****\n** RESTORE SLURMCTLD DAEMON TO SERVICE **\n";
    List<Diagnostic> found =
        checked(SITE + "task t { run = \"true\" }", new Answers().says("scontrol ping", said));
    assertEquals(List.of(Code.HDW0711), codes(found));
    says(found, "no controller of Slurm answers: Slurmctld(primary) at vm is DOWN");
  }

  @Test
  void one_controller_of_two_is_enough() throws IOException {
    Answers backup =
        cluster()
            .says(
                "scontrol ping", "Slurmctld(primary) at a is DOWN\nSlurmctld(backup) at b is UP\n");
    assertEquals(List.of(), checked(SITE + "task t { time = 1 h  run = \"true\" }", backup));
  }

  @Test
  void a_time_that_the_cluster_does_not_allow_is_told_where_it_was_written() throws IOException {
    List<Diagnostic> found =
        checked(SITE + "task t { queue = short  time = 3 h  run = \"true\" }", cluster());
    assertEquals(List.of(Code.HDW0717), codes(found));
    says(
        found,
        "analysis.hdw:6:32: error[HDW0717]: 3 h is above the 2 h that partition `short` allows",
        "jobs of `t` would wait in the queue",
        "`queue = long` allows it");
  }

  @Test
  void a_time_that_came_with_the_queue_is_told_in_the_site() throws IOException {
    List<Diagnostic> found = checked(SITE + "task t { queue = short  run = \"true\" }", cluster());
    says(found, "analysis.hdw:3:24: error[HDW0717]: 4 h is above the 2 h");
  }

  @Test
  void one_thing_is_said_once_and_others_beside_it() throws IOException {
    List<Diagnostic> found =
        checked(
            SITE
                + """
                task a for each n in range(3) { queue = short  time = 3 h  run = "true {{n}}" }
                task b { queue = short  time = 3 h  run = "true" }
                task c { queue = long  memory = 9 GB  run = "true" }
                """,
            cluster());
    assertEquals(List.of(Code.HDW0717, Code.HDW0717, Code.HDW0717), codes(found));
    says(found, "3 h is above the 2 h", "2 w is above the 1 w that partition `long` allows");
    says(found, "9 GB of memory is more than the 8000 MB", "no partition of this cluster allows");
  }

  @Test
  void without_a_site_the_hint_is_a_directive() throws IOException {
    List<Diagnostic> found =
        checked("task t { executor = slurm  time = 3 h  run = \"true\" }", cluster());
    says(
        found,
        "3 h is above the 2 h that partition `short` allows",
        "partition `standard` of this cluster allows it: `directive slurm ="
            + " \"--partition=standard\"`");
    assertEquals(
        List.of(),
        checked(
            "task t { executor = slurm  time = 3 h  directive slurm = \"--partition=standard\""
                + "  run = \"true\" }",
            cluster()));
  }

  @Test
  void a_site_that_lacks_the_queue_is_told_how_to_write_it() throws IOException {
    List<Diagnostic> found =
        checked(
            "site s { executor = slurm  queue short { } }\n"
                + "task t { time = 30 h  run = \"true\" }",
            cluster());
    says(
        found,
        "partition `long` of this cluster allows it: make it a queue of site `s`,"
            + " `queue long { time = 1 w }`");
    assertEquals(
        List.of(),
        checked(
            "site s { executor = slurm  queue short { time = 2 h }  queue long { time = 1 w } }\n"
                + "task t { time = 30 h  run = \"true\" }",
            cluster()));
  }

  @Test
  void a_queue_that_is_no_partition_is_told_with_the_partitions() throws IOException {
    List<Diagnostic> found =
        checked(
            "site s { executor = slurm  queue shrot { time = 1 h } }\ntask t { run = \"true\" }",
            cluster());
    assertEquals(List.of(Code.HDW0717), codes(found));
    says(found, "the cluster has no partition `shrot`: it has `short`, `standard`, `long`");
  }

  @Test
  void a_partition_that_is_closed_for_a_while_is_a_warning() throws IOException {
    String partitions = Files.readString(TEXTS.resolve("partitions.txt"));
    Answers closed =
        cluster()
            .says(
                "scontrol -a -o show partition", partitions.replaceFirst("State=UP", "State=DOWN"));
    List<Diagnostic> found =
        checked(SITE + "task t { queue = short  time = 1 h  run = \"true\" }", closed);
    assertEquals(List.of(Code.HDW0718), codes(found));
    says(found, "partition `short` is DOWN", "`queue = long` allows it");
  }

  @Test
  void a_site_that_shares_no_files_cannot_be_served() throws IOException {
    List<Diagnostic> found =
        checked(
            "site s { executor = slurm  shared = false }\ntask t { run = \"true\" }", cluster());
    assertEquals(List.of(Code.HDW0719), codes(found));
    says(found, "analysis.hdw:1:", "Slurm moves none", "`shared = true`");
  }

  @Test
  void a_folder_of_the_login_node_alone_is_told() throws IOException {
    List<Diagnostic> found =
        checked(SITE + "task t { time = 1 h  run = \"true\" }", cluster(), Path.of("/tmp/a"));
    assertEquals(List.of(Code.HDW0715), codes(found));
  }
}
