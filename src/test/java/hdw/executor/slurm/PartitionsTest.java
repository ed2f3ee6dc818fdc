package hdw.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.executor.NodeSettings;
import hdw.executor.Plans;
import hdw.executor.slurm.Partition.State;
import hdw.model.Resource;
import hdw.model.SlurmOptions;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import hdw.units.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster allows, from what a cluster of Slurm 22.05 really printed. */
final class PartitionsTest {
  private static final Path TEXTS = Path.of("src/test/resources/slurm");

  @TempDir Path folder;

  private static Partitions printed() throws IOException {
    return partitions(
        Files.readString(TEXTS.resolve("partitions.txt")),
        Files.readString(TEXTS.resolve("nodes.txt")));
  }

  /** A cluster with one partition, in which these fields and nodes differ. */
  private static Partitions with(String fields, String... nodes) {
    String all = "PartitionName=batch AllowAccounts=ALL Default=YES MaxTime=UNLIMITED State=UP ";
    return partitions(all + fields + "\n", String.join("\n", nodes));
  }

  private static Partitions partitions(String shown, String sizes) {
    return new Partitions(PartitionTexts.parse(shown, sizes), SlurmOptions.of(List.of()));
  }

  /** Why a task of a site with three queues would never start. */
  private Optional<Refusal> refusal(Partitions partitions, String properties) {
    Plan plan =
        Plans.of(
            folder,
            """
            site s {
              executor = slurm
              queue short { }
              queue batch { }
              queue far { time = 9 w }
            }
            task t { %s  run = "true" }
            """
                .formatted(properties));
    NodePlan node = plan.nodes().get(0);
    return partitions
        .refusals(node.request(0), NodeSettings.of(plan, node, node.request(0)).directives())
        .stream()
        .findFirst();
  }

  private String words(Partitions partitions, String properties) {
    return refusal(partitions, properties).map(Refusal::words).orElse("");
  }

  @Test
  void partitions_are_read_with_their_limits_and_nodes() throws IOException {
    List<Partition> all = printed().all();
    assertEquals(List.of("short", "standard", "long"), all.stream().map(Partition::name).toList());
    assertEquals(
        List.of("2 h", "1 d", "1 w"),
        all.stream().map(each -> each.longest().orElseThrow().toString()).toList());
    assertEquals("short", printed().usual().orElseThrow().name());
    assertEquals(List.of(new NodeSize(16, Memory.ofMebibytes(8000), 0)), all.get(0).nodes());
    assertTrue(all.stream().allMatch(each -> each.state() == State.UP));
  }

  @Test
  void what_a_partition_offers_is_told_in_few_words() throws IOException {
    assertEquals("2 h, 16 cores, 8000 MB", printed().all().get(0).offer());
    Partitions other =
        with("MaxCPUsPerNode=8 State=DOWN", "batch|64|4096|(null)", "batch|4|2048|gpu:t4:2");
    assertEquals("any time, 8 cores, 4 GB, 2 GPUs, DOWN", other.all().get(0).offer());
  }

  @Test
  void a_job_that_fits_is_not_refused() throws IOException {
    assertEquals("", words(printed(), "queue = short  time = 2 h  cpus = 16  memory = 8000 MB"));
  }

  @Test
  void a_time_above_the_partitions_is_refused_in_words() throws IOException {
    Refusal refusal = refusal(printed(), "queue = short  time = 3 h").orElseThrow();
    assertEquals("3 h is above the 2 h that partition `short` allows", refusal.words());
    assertEquals(Resource.TIME, refusal.resource());
    assertFalse(refusal.passes());
  }

  @Test
  void a_time_counts_in_whole_minutes_as_slurm_counts() throws IOException {
    assertEquals("", words(with("MaxTime=00:02:00"), "queue = batch  time = 119 s"));
    assertEquals("", words(with("MaxTime=00:02:00"), "queue = batch  time = 120 s"));
    assertEquals(
        "3 min is above the 2 min that partition `batch` allows",
        words(with("MaxTime=00:02:00"), "queue = batch  time = 121 s"));
  }

  @Test
  void more_than_the_largest_node_has_is_refused() throws IOException {
    assertEquals(
        "17 cores are more than the 16 that the largest node has in partition `short`",
        words(printed(), "queue = short  cpus = 17"));
    assertEquals(
        "9 GB of memory is more than the 8000 MB that the largest node has in partition `short`",
        words(printed(), "queue = short  memory = 9 GB"));
    assertEquals(
        "no node of partition `short` has a GPU", words(printed(), "queue = short  gpus = 1"));
  }

  @Test
  void no_node_may_have_all_that_several_have() {
    Partitions mixed = with("", "batch|64|4000|(null)", "batch|4|64000|gpu:a100:2(S:0-1)");
    assertEquals("", words(mixed, "queue = batch  cpus = 64  memory = 2 GB"));
    assertEquals("", words(mixed, "queue = batch  cpus = 2  memory = 40 GB  gpus = 2"));
    assertEquals(
        "no node of partition `batch` has 8 cores and 40 GB of memory at once",
        words(mixed, "queue = batch  cpus = 8  memory = 40 GB"));
    assertEquals(
        "3 GPUs are more than the 2 that the largest node has in partition `batch`",
        words(mixed, "queue = batch  gpus = 3"));
  }

  @Test
  void all_that_is_in_the_way_is_told_at_once() throws IOException {
    Plan plan =
        Plans.of(
            folder,
            "task t { executor = slurm  time = 3 h  memory = 9 GB  cpus = 99  run = \"true\" }");
    assertEquals(
        List.of(Resource.TIME, Resource.CPUS, Resource.MEMORY),
        printed().refusals(plan.nodes().get(0).request(0), List.of()).stream()
            .map(Refusal::resource)
            .toList());
  }

  @Test
  void gpus_of_all_types_count_and_other_resources_do_not() {
    for (String gres : List.of("gpu:4", "gpu:a100:3(S:0-1),gpu:t4:1(S:0)", "lustre:1,gpu:t4:4")) {
      assertEquals(4, NodeSize.parse("8", "100", gres).orElseThrow().gpus(), gres);
    }
    assertEquals(1, NodeSize.parse("8", "100", "gpu").orElseThrow().gpus());
    for (String gres : List.of("(null)", "gpumem:40", "mps:400")) {
      assertEquals(0, NodeSize.parse("8", "100", gres).orElseThrow().gpus(), gres);
    }
  }

  @Test
  void limits_of_the_partition_itself_count() {
    Partitions limited = with("MaxCPUsPerNode=8 MaxMemPerNode=16000", "batch|64|256000|(null)");
    assertEquals(
        "9 cores are more than the 8 that a job may take of a node in partition `batch`",
        words(limited, "queue = batch  cpus = 9"));
    assertEquals(
        "16 GB of memory is more than the 16000 MB that a job may take of a node in partition"
            + " `batch`",
        words(limited, "queue = batch  memory = 16 GB"));
    assertEquals("", words(limited, "queue = batch  cpus = 8  memory = 15 GB"));
  }

  @Test
  void a_partition_that_is_not_there_is_told_with_those_that_are() throws IOException {
    Refusal refusal = refusal(printed(), "queue = far").orElseThrow();
    assertEquals(
        "the cluster has no partition `far`: it has `short`, `standard`, `long`", refusal.words());
    assertEquals(Resource.QUEUE, refusal.resource());
  }

  @Test
  void jobs_without_a_queue_go_to_the_usual_partition_where_there_is_one() throws IOException {
    Plan plan = Plans.of(folder, "task t { executor = slurm  time = 3 h  run = \"true\" }");
    var request = plan.nodes().get(0).request(0);
    assertEquals(
        "3 h is above the 2 h that partition `short` allows",
        printed().refusals(request, List.of()).get(0).words());
    assertEquals(
        "no queue is named, and the cluster has no usual partition: it has `batch`",
        with("Default=NO").refusals(request, List.of()).get(0).words());
  }

  @Test
  void a_closed_partition_is_told_as_what_passes() {
    Refusal refusal = refusal(with("State=DOWN"), "queue = batch").orElseThrow();
    assertEquals("partition `batch` is DOWN: its jobs wait until it is UP again", refusal.words());
    assertTrue(refusal.passes());
    assertEquals(
        "partition `batch` is DRAIN: it takes no jobs until it is UP again",
        words(with("State=DRAIN"), "queue = batch"));
  }

  @Test
  void accounts_that_may_not_use_a_partition_are_told() {
    String mine = "queue = batch  account = \"cms\"";
    assertEquals("", words(with("AllowAccounts=atlas,cms"), mine));
    assertEquals(
        "partition `batch` is not for account `cms`", words(with("AllowAccounts=atlas"), mine));
    assertEquals(
        "partition `batch` is not for account `cms`", words(with("DenyAccounts=cms,lhcb"), mine));
    assertEquals("", words(with("AllowAccounts=atlas"), "queue = batch"));
  }

  @Test
  void what_a_directive_sets_counts_in_its_place() throws IOException {
    for (String line : List.of("--time=1:00:00", "-t 60", "#SBATCH --qos=long", "-p long,short")) {
      String task = "queue = short  time = 3 h  directive slurm = \"" + line + "\"";
      assertEquals("", words(printed(), task), line);
    }
    assertEquals(
        "", words(printed(), "queue = short  memory = 9 GB  directive slurm = \"--mem=1G\""));
    assertEquals("", words(printed(), "queue = short  cpus = 17  directive slurm = \"-c 2\""));
    assertEquals(
        "", words(printed(), "queue = short  gpus = 1  directive slurm = \"--gres=gpu:1\""));
  }

  @Test
  void what_a_directive_sets_in_plain_numbers_is_judged_too() throws IOException {
    assertEquals(
        "2 h 1 min is above the 2 h that partition `short` allows",
        words(printed(), "queue = short  directive slurm = \"-t 121\""));
    assertEquals(
        "8 GB of memory is more than the 8000 MB that the largest node has in partition `short`",
        words(printed(), "queue = short  directive slurm = \"--mem=8G\""));
    for (String line : List.of("--mem=1.5T", "--mem=0", "-t 1-0", "-t 0", "-n 2 -c 16", "-N 2")) {
      String task = "queue = short  directive slurm = \"" + line + "\"";
      assertEquals("", words(printed(), task), line);
    }
  }

  @Test
  void a_partition_that_a_directive_names_is_the_one_that_counts() throws IOException {
    String task = "queue = short  time = 3 h  directive slurm = \"-p long\"";
    assertEquals("", words(printed(), task));
    assertEquals(
        "1 w 1 d is above the 1 w that partition `long` allows",
        words(printed(), "queue = far  time = 8 d  directive slurm = \"-p long\""));
  }

  @Test
  void what_the_environment_asks_for_counts_where_nobody_says_otherwise() throws IOException {
    var environment = Map.of("SBATCH_PARTITION", "long", "SBATCH_TIMELIMIT", "9999");
    Partitions usual = new Partitions(printed().all(), Submitter.usually(environment));
    Plan plan = Plans.of(folder, "task t { executor = slurm  time = 3 h  run = \"true\" }");
    assertEquals(List.of(), usual.refusals(plan.nodes().get(0).request(0), List.of()));
    assertEquals(
        "3 h is above the 2 h that partition `short` allows",
        words(usual, "queue = short  time = 3 h"));
    Partitions favoured =
        new Partitions(printed().all(), Submitter.usually(Map.of("SBATCH_QOS", "long")));
    assertEquals("", words(favoured, "queue = short  time = 3 h"));
  }

  @Test
  void what_cannot_be_read_limits_nothing() {
    Partitions odd = with("MaxTime=INFINITE MaxMemPerNode=? MaxCPUsPerNode=UNLIMITED State=NEW");
    assertEquals("", words(odd, "queue = batch  time = 5 w  cpus = 500  memory = 5 TB"));
    assertEquals(List.of(), PartitionTexts.parse("No partitions in the system\n", ""));
    assertEquals(Optional.empty(), NodeSize.parse("0", "0", "(null)"));
  }

  @Test
  void partitions_that_would_do_are_named_first_those_that_would_do_in_all() throws IOException {
    assertEquals(List.of("long"), allowing(printed(), "time = 30 h", Resource.TIME));
    assertEquals(List.of("long"), allowing(printed(), "time = 30 h  cpus = 99", Resource.TIME));
    assertEquals(List.of(), allowing(printed(), "time = 30 h  cpus = 99", Resource.CPUS));
    Partitions two =
        partitions(
            """
            PartitionName=many MaxTime=UNLIMITED State=UP
            PartitionName=large MaxTime=UNLIMITED State=UP
            PartitionName=closed MaxTime=UNLIMITED State=DOWN
            """,
            "many|64|4000|(null)\nlarge|64|64000|(null)\nclosed|64|64000|(null)\n");
    assertEquals(List.of("large", "many"), allowing(two, "cpus = 8  memory = 8 GB", Resource.CPUS));
  }

  private List<String> allowing(Partitions partitions, String properties, Resource resource) {
    Plan plan = Plans.of(folder, "task t { executor = slurm  " + properties + "  run = \"true\" }");
    return partitions.allowing(plan.nodes().get(0).request(0), List.of(), resource).stream()
        .map(Partition::name)
        .toList();
  }
}
