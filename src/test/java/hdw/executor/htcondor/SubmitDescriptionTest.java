package hdw.executor.htcondor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.analysis.Overrides;
import hdw.compile.Compiler;
import hdw.executor.Acceptance;
import hdw.executor.Batch;
import hdw.executor.Batches;
import hdw.executor.Plans;
import hdw.executor.RenderedFile;
import hdw.executor.TaskFiles;
import hdw.model.Layout;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubmitDescriptionTest {
  private static final String TASK =
      """
      workflow w
      sample A { files = "root://h//a.root" }
      task t for each sample { %s  output = "{{sample}}"  run = "true" }
      """;

  @TempDir Path folder;

  private List<RenderedFile> render(Plan plan) {
    Batch batch = Batches.of(plan).get(0);
    return SubmitDescription.render(plan, batch, TaskFiles.render(plan, batch), Acceptance.USUAL);
  }

  /** The text behind the name and the {@code =}; empty where there is no such line. */
  private String value(String properties, String name) {
    String text =
        render(Plans.of(folder, TASK.formatted("executor = htcondor  " + properties)))
            .get(0)
            .text();
    return text.lines()
        .filter(line -> line.matches(Pattern.quote(name) + " *= .*"))
        .map(line -> line.substring(line.indexOf('=') + 2))
        .findFirst()
        .orElse("");
  }

  @Test
  void what_is_asked_for_has_units_and_goes_by_row() {
    assertEquals("$(memory)M", value("", "request_memory"));
    assertEquals("$(disk)M", value("", "request_disk"));
    Plan plan =
        Plans.of(
            folder,
            TASK.formatted(
                "executor = htcondor memory = 1500 MB disk = 3 GB cpus = 2 time = 90 s"));
    String items = render(plan).get(1).text();
    assertTrue(items.matches("A [a-z]{2} [0-9]+ [0-9]+ 1 2 1500 3072 90\n"), items);
  }

  @Test
  void a_time_without_a_queue_of_its_own_is_a_limit() {
    assertEquals("$(seconds)", value("time = 2 h", "allowed_job_duration"));
    assertEquals("", value("", "allowed_job_duration"));
  }

  @Test
  void gpus_account_and_container_are_asked_for_only_where_they_are_wanted() {
    assertEquals("", value("", "request_gpus"));
    assertEquals("1", value("gpus = 1", "request_gpus"));
    assertEquals("group_u_CMS.x", value("account = \"group_u_CMS.x\"", "accounting_group"));
    assertEquals(
        "\"/cvmfs/unpacked/el9\"",
        value("container = \"/cvmfs/unpacked/el9\"", "My.SingularityImage"));
    assertEquals("docker://el9", value("container = \"docker://el9\"", "container_image"));
  }

  @Test
  void a_task_that_may_not_run_at_once_is_made_bit_by_bit() {
    assertEquals("20", value("max_running = 20", "max_materialize"));
    assertEquals("", value("max_running = 20", "max_idle"));
  }

  @Test
  void a_large_batch_is_made_bit_by_bit() throws IOException {
    String text = render(Plans.of(Plans.large(folder, 2))).get(0).text();
    assertTrue(text.contains("max_materialize       = 10000\nmax_idle              = 1000\n"));
  }

  @Test
  void lines_of_site_queue_and_task_come_last_and_in_this_order() {
    Plan plan =
        Plans.of(
            folder,
            """
            workflow w
            site s {
              executor = htcondor
              directive htcondor = "+One = 1"
              queue q { time = 1 h  directive htcondor = "+Two = 2" }
            }
            task t { queue = q  output = "o"  run = "true"  directive htcondor = "+Three = 3" }
            """);
    String text = render(plan).get(0).text();
    assertTrue(text.contains("\n+One = 1\n+Two = 2\n+Three = 3\n\nqueue "), text);
    assertFalse(text.contains("allowed_job_duration"), text);
  }

  @Test
  void what_people_set_is_theirs_and_stands_once() {
    String text =
        render(
                Plans.of(
                    folder,
                    """
                    workflow w
                    site s {
                      executor = htcondor
                      queue q { time = 1 h  directive htcondor = "+JobFlavour = \\"q\\"" }
                    }
                    task t {
                      queue  = q
                      output = "o"
                      run    = "true"
                      directive htcondor = \"""
                        my.jobflavour = "mine"
                        GetEnv = true
                        request_disk = 20G
                        environment = $(environment) A=1
                        if version >= 24.0
                          request_memory = 1G
                        endif
                      \"""
                    }
                    """))
            .get(0)
            .text();
    for (String each : List.of("jobflavour", "getenv", "request_disk")) {
      assertEquals(1, text.lines().filter(line -> key(line).endsWith(each)).count(), text);
    }
    for (String each : List.of("environment", "request_memory")) {
      assertEquals(2, text.lines().filter(line -> key(line).endsWith(each)).count(), text);
    }
    assertTrue(text.contains("my.jobflavour = \"mine\"\n"), text);
    assertTrue(text.contains("GetEnv = true\nrequest_disk = 20G\n"), text);
  }

  private static String key(String line) {
    return line.contains("=") && !line.startsWith("#")
        ? line.substring(0, line.indexOf('=')).strip().toLowerCase(Locale.ROOT)
        : "";
  }

  @Test
  void without_a_shared_file_system_the_table_and_needs_travel() {
    Plan plan =
        Plans.of(
            folder,
            """
            workflow w
            site s { executor = htcondor  shared = false }
            task t { needs = "analysis.hdw"  output = "root://h//o"  run = "true" }
            """);
    String text = render(plan).get(0).text();
    assertTrue(text.contains("executable            = travel/hdw-t.sh\n"), text);
    assertTrue(text.contains("arguments             = \"hdw-t.tsv $(offset)"), text);
    assertTrue(text.contains("transfer_input_files  = travel/hdw-t.tsv, travel/needs/t/\n"), text);
    assertTrue(text.contains("transfer_output_files = hdw-out\n"), text);
    assertTrue(text.contains(" HDW_AWAY=travel\"\n"), text);
  }

  @Test
  void inputs_travel_in_a_folder_that_every_line_of_items_names() throws IOException {
    Files.createFile(folder.resolve("b, c.root"));
    Plan plan =
        Plans.of(
            folder,
            """
            workflow w
            site s { executor = htcondor  shared = false }
            sample A { files = ["root://h//a.root", "b, c.root", "root://h//d.root"] }
            task t for each sample { split = 1 file  output = "root://h//{{chunk}}"  run = "cat {{inputs}}" }
            """);
    List<RenderedFile> rendered = render(plan);
    assertTrue(rendered.get(0).text().contains("travel/hdw-t.tsv, $(luggage)\n"));
    assertTrue(rendered.get(0).text().contains(",disk,luggage from "));
    assertTrue(
        rendered
            .get(1)
            .text()
            .lines()
            .allMatch(each -> each.matches(".* travel/../in-[0-9a-f]{16}")));
  }

  @Test
  void through_a_spool_all_paths_are_absolute_and_there_is_neither_a_log_nor_a_factory() {
    String properties =
        "executor = htcondor  memory = 1 GB  max_running = 2  needs = \"analysis.hdw\"";
    Plan plan = Plans.of(folder, TASK.formatted(properties));
    Batch batch = Batches.of(plan).get(0);
    String text =
        SubmitDescription.render(
                plan, batch, TaskFiles.render(plan, batch), Acceptance.spooled(100, 500))
            .get(0)
            .text();
    assertEquals(
        """
        # One job of the task t of the workflow w. In the run's folder, with names of your own:
        #   condor_submit -spool hdw_run=RUN hdw_token=TOKEN hdw_folder="$PWD" \
        hdw_workdir=WORKFLOWS_FOLDER jobs/t.sub
        universe              = vanilla
        executable            = jobs/t.sh
        arguments             = "t.tsv $(offset) $(length) $(attempt)"
        batch_name            = $(hdw_run:none).t
        submit_event_user_notes = hdw:$(hdw_token:none):t/$(job)#$(attempt)
        My.HdwRun             = "$(hdw_run:none)"
        My.HdwToken           = "$(hdw_token:none)"
        My.HdwTask            = "t"
        My.HdwJob             = "t/$(job)"
        My.HdwAttempt         = $(attempt)

        request_cpus          = $(cpus)
        request_memory        = $(memory)M
        request_disk          = $(disk)M

        getenv                = PATH, HOME, USER, X509_USER_PROXY
        environment           = "HDW_RUN=$(hdw_run:none) HDW_CPUS=$(cpus) \
        HDW_MEMORY_MIB=$(memory) \
        HDW_METRICS=$(hdw_folder)/logs/t/$(shard)/$(job).$(attempt).metrics \
        HDW_WORKDIR=$(hdw_workdir)"
        should_transfer_files = YES
        when_to_transfer_output = ON_EXIT
        transfer_input_files  = input/t.tsv
        transfer_output_files = ""

        output                = logs/t/$(shard)/$(job).$(attempt).out
        error                 = logs/t/$(shard)/$(job).$(attempt).err

        queue job,shard,offset,length,attempt,cpus,memory,disk from input/t.items
        """,
        text);
  }

  @Test
  void a_spool_brings_logs_back_under_hdws_own_names_in_higgsdnas_layout_too() throws IOException {
    Path file = folder.resolve("analysis.hdw");
    Files.writeString(file, TASK.formatted("executor = htcondor"));
    var overrides =
        new Overrides(
            List.of(), List.of(), Optional.empty(), Layout.VANILLA_LXPLUS, Optional.empty());
    Plan plan = Plans.compiler().compile(file, Compiler.Options.of(overrides)).plan().orElseThrow();
    Batch batch = Batches.of(plan).get(0);
    String text =
        SubmitDescription.render(
                plan, batch, TaskFiles.render(plan, batch), Acceptance.spooled(10, 10))
            .stream()
            .filter(each -> each.path().equals("jobs/AN-A.sub"))
            .findFirst()
            .orElseThrow()
            .text();
    assertTrue(text.contains("= logs/t/"), text);
    assertFalse(text.contains("log                   ="), text);
  }
}
