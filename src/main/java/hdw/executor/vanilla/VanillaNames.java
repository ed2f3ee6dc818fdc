package hdw.executor.vanilla;

import hdw.catalog.Fnv;
import hdw.catalog.Sample;
import hdw.executor.JobLog;
import hdw.model.Task;
import hdw.plan.Feed;
import hdw.plan.JobInput.JobRef;
import hdw.plan.NodePlan;
import hdw.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How HiggsDNA's submitters call the files of a plan: {@code AN-<sample>} for what it submits of a
 * sample, {@code <sample>-<stem>} for a ROOT file.
 *
 * <p>The task that reads the samples' files first has these names; other tasks have their own name
 * in front of the sample's. Where HiggsDNA would give two files one name, as for two folders that
 * both hold a {@code 1.root}, the later ones get a number.
 */
public final class VanillaNames {
  private static final String MARK = "AN-";

  /** A file name may have 255 bytes; cluster, process, restart and ending want some of them. */
  private static final int LONGEST = 180;

  private final Optional<Task> reader;
  private final Map<File, String> files = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /** A file of a sample. */
  private record File(String sample, String path) {}

  /** The names of a plan's files. */
  public VanillaNames(Plan plan) {
    Optional<NodePlan> first =
        plan.nodes().stream()
            .filter(each -> each.node().sample().isPresent())
            .filter(each -> each.feeds().stream().anyMatch(Feed.ChunkFiles.class::isInstance))
            .findFirst();
    this.reader = first.map(each -> each.node().task());
    for (NodePlan each : plan.nodes()) {
      if (isReader(each)) {
        nameFiles(each);
      }
    }
  }

  /** Whether these are the files that have HiggsDNA's own names. */
  boolean isReader(NodePlan node) {
    return reader.isPresent() && node.node().task().name().equals(reader.get().name());
  }

  private void nameFiles(NodePlan node) {
    for (int job = 0; job < node.size(); job++) {
      node.visitFiles(job, this::name);
    }
  }

  private void name(Sample sample, int file) {
    files.computeIfAbsent(
        file(sample, file), each -> free(plain(each.sample + "-" + stem(each.path))));
  }

  private static File file(Sample sample, int file) {
    return new File(sample.name(), sample.files().paths().get(file));
  }

  /** A name that no other file has, nor one of the two JSON files of another. */
  private String free(String name) {
    int number = numbers.getOrDefault(name, 0);
    String free;
    do {
      number++;
      free = number == 1 ? name : name + "-" + number;
    } while (taken.contains(free) || taken.contains(MARK + free));
    numbers.put(name, number);
    taken.add(free);
    taken.add(MARK + free);
    return free;
  }

  /** The name of a file's sample JSON in {@code input/}, without its ending. */
  String sampleJson(Sample sample, int file) {
    return files.get(file(sample, file));
  }

  /** The name of a file's analysis JSON in {@code input/}, without its ending. */
  static String analysisJson(String sampleJson) {
    return MARK + sampleJson;
  }

  /**
   * What the submission of a job is called: that of its sample, or of the job alone where its task
   * says {@code cluster_per_sample = false}.
   */
  public String submission(JobRef job) {
    NodePlan node = job.node();
    Task task = node.node().task();
    Optional<String> sample = node.node().sample().map(Sample::name);
    boolean reads = isReader(node);
    if (!task.options().clusterPerJob()) {
      String own =
          reads ? sample.orElseThrow() : task.name() + sample.map(each -> "-" + each).orElse("");
      return MARK + plain(own);
    }
    return reads
        ? MARK + firstFile(job)
        : MARK + plain(task.name() + "-" + JobLog.of(node, job.job()).name());
  }

  private String firstFile(JobRef job) {
    var names = new ArrayList<String>();
    job.node().visitFiles(job.job(), (sample, file) -> names.add(sampleJson(sample, file)));
    return names.get(0);
  }

  /** {@code nano_1} for {@code root://host//store/nano_1.root}. */
  private static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** With none but the letters that mean nothing to HTCondor, Slurm or a shell. */
  private static String plain(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._+-]", "_");
    return plain.length() <= LONGEST
        ? plain
        : plain.substring(0, LONGEST - 17) + "~" + Long.toHexString(Fnv.hash(name));
  }
}
