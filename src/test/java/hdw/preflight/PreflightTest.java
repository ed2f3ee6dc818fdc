package hdw.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said before anything is submitted, on machines of every kind. */
final class PreflightTest {
  /** The proxy of the tests ends at noon. */
  private static final Instant MORNING = Instant.parse("2026-12-01T09:00:00Z");

  private static final Path HOME = Path.of("/home/me/analysis");
  private static final String PLAIN = "task t { executor = htcondor  time = 2 h  run = \"true\" }";

  @TempDir Path folder;
  private Path proxy;

  @BeforeEach
  void proxy() throws IOException {
    proxy =
        Files.copy(Path.of("src/test/resources/preflight/proxy.pem"), folder.resolve("proxy.pem"));
  }

  private List<Diagnostic> checked(String workflow, Surroundings surroundings) {
    Plan plan = Plans.of(folder, workflow);
    var found = new Diagnostics();
    new Preflight(surroundings).check(plan, plan.nodes(), Optional.empty(), found);
    return found.all();
  }

  private static Surroundings at(Instant now, Program program, Map<String, String> environment) {
    return new Surroundings(
        HOME, HOME.resolve(".hdw/r"), environment, program, Clock.fixed(now, ZoneOffset.UTC));
  }

  private Surroundings withProxy(Instant now, Program program) {
    return at(now, program, Map.of("X509_USER_PROXY", proxy.toString()));
  }

  private static List<Code> codes(List<Diagnostic> found) {
    return found.stream().map(Diagnostic::code).toList();
  }

  private static String text(List<Diagnostic> found) {
    return new DiagnosticPrinter(false).print(found);
  }

  private static void says(List<Diagnostic> found, String part) {
    assertTrue(text(found).contains(part), text(found));
  }

  /** A site whose jobs bring what they need: where the proxy lies is not said then. */
  private static String site(String properties) {
    return "site s { executor = htcondor  shared = false  "
        + properties
        + " }\ntask t { time = 2 h  run = \"true\" }";
  }

  @Test
  void a_run_on_this_machine_needs_nothing() {
    assertEquals(
        List.of(), checked("task t { run = \"true\" }", at(MORNING, new Answers(), Map.of())));
  }

  @Test
  void a_pool_that_answers_is_enough_for_jobs_that_read_no_grid_storage() {
    assertEquals(List.of(), checked(PLAIN, at(MORNING, Answers.htcondor(), Map.of())));
  }

  @Test
  void without_condor_submit_nothing_is_begun() {
    List<Diagnostic> found = checked(PLAIN, at(MORNING, new Answers(), Map.of()));
    assertEquals(List.of(Code.HDW0711), codes(found));
    assertTrue(found.get(0).isError());
    says(found, "there is no `condor_submit` on the path");
    says(found, "--executor local");
    says(found, "hdw render");
  }

  @Test
  void a_scheduler_that_does_not_answer_is_told_in_its_own_words() {
    Answers silent =
        new Answers()
            .says("condor_submit", "")
            .fails("condor_q", "\n-- Failed to fetch ads from: <127.0.0.1:9618>\n");
    List<Diagnostic> found = checked(PLAIN, at(MORNING, silent, Map.of()));
    assertEquals(List.of(Code.HDW0711), codes(found));
    says(found, "no scheduler of HTCondor answers: -- Failed to fetch ads from");
  }

  @Test
  void a_proxy_that_outlives_the_jobs_is_silent() {
    assertEquals(
        List.of(), checked(site("credential = x509"), withProxy(MORNING, Answers.htcondor())));
  }

  @Test
  void the_time_in_the_queue_counts() {
    List<Diagnostic> found =
        checked(
            site("credential = x509  start_within = 90 min"),
            withProxy(MORNING, Answers.htcondor()));
    assertEquals(List.of(Code.HDW0714), codes(found));
    says(found, "the grid proxy lives for 3 h, but jobs may need it for 3 h 30 min");
    says(found, "`t` may run 2 h and wait 1 h 30 min in the queue (`start_within`)");
  }

  @Test
  void an_expired_proxy_is_an_error_that_names_the_command_for_a_new_one() {
    List<Diagnostic> found =
        checked(site(""), withProxy(MORNING.plusSeconds(4 * 3600), Answers.htcondor()));
    assertEquals(List.of(Code.HDW0712), codes(found));
    says(found, "expired at 2026-12-01T12:00:00Z");
    says(found, "voms-proxy-init --voms cms --valid 192:00");
  }

  @Test
  void a_site_that_wants_a_proxy_and_finds_none_stops_the_run() throws IOException {
    Files.delete(proxy);
    List<Diagnostic> found =
        checked(site("credential = x509"), withProxy(MORNING, Answers.htcondor()));
    assertEquals(List.of(Code.HDW0712), codes(found));
    says(found, "there is no grid proxy `" + proxy + "`");
    Files.writeString(proxy, "no certificate");
    says(
        checked(site("credential = x509"), withProxy(MORNING, Answers.htcondor())),
        "is no grid proxy that can be read");
  }

  @Test
  void a_site_that_wants_none_is_not_asked_for_one() throws IOException {
    Files.delete(proxy);
    assertEquals(
        List.of(), checked(site("credential = none"), withProxy(MORNING, Answers.htcondor())));
  }

  @Test
  void voms_proxy_info_knows_better_than_the_certificate() {
    Answers voms = Answers.htcondor().says("voms-proxy-info -timeleft", "259200\n");
    assertEquals(List.of(), checked(site("credential = x509"), withProxy(MORNING, voms)));
    List<Diagnostic> found =
        checked(
            site("credential = x509"),
            withProxy(MORNING, voms.says("voms-proxy-info -actimeleft", "3600\n")));
    assertEquals(List.of(Code.HDW0714), codes(found));
    says(found, "lives for 1 h, but jobs may need it for 2 h");
    assertEquals(
        List.of(Code.HDW0712),
        codes(
            checked(
                site("credential = x509"),
                withProxy(MORNING, Answers.htcondor().says("voms-proxy-info -timeleft", "0\n")))));
  }

  @Test
  void files_behind_root_speak_for_a_proxy_but_open_data_needs_none() throws IOException {
    String workflow =
        """
        sample A { files = "root://eos.cern.ch//store/a.root" }
        task t for each sample { executor = htcondor  split = 1 file  run = "true {{inputs}}" }
        """;
    Surroundings bare = at(MORNING, Answers.htcondor(), Map.of());
    assumeFalse(Proxy.of(bare).exists(), "whoever runs this has a proxy");
    List<Diagnostic> found = checked(workflow, bare);
    assertEquals(List.of(Code.HDW0713), codes(found));
    says(found, "`t/A` uses `root://eos.cern.ch//store/a.root`");
    says(found, "credential = none");
  }

  @Test
  void a_proxy_of_one_machine_is_told_where_jobs_run_on_others() {
    String shared = site("credential = x509").replace("shared = false", "shared = true");
    List<Diagnostic> found = checked(shared, withProxy(MORNING, Answers.htcondor()));
    assertEquals(List.of(Code.HDW0716), codes(found));
    says(found, "export X509_USER_PROXY=~/.proxy.pem");
  }

  @Test
  void a_folder_of_one_machine_is_told_where_jobs_run_on_others() {
    Surroundings away =
        new Surroundings(
            Path.of("/tmp/a"),
            Path.of("/tmp/a/.hdw/r"),
            Map.of(),
            Answers.htcondor(),
            Clock.fixed(MORNING, ZoneOffset.UTC));
    List<Diagnostic> found = checked(PLAIN, away);
    assertEquals(List.of(Code.HDW0715), codes(found));
    says(found, "the workflow's folder `/tmp/a` is one of this machine alone");
    assertEquals(List.of(), checked(site("credential = none"), away));
    Surroundings runAway =
        new Surroundings(HOME, Path.of("/var/tmp/r"), Map.of(), Answers.htcondor(), away.clock());
    says(checked(PLAIN, runAway), "the run's folder `/var/tmp/r` is one of this machine alone");
  }
}
