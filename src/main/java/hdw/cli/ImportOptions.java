package hdw.cli;

import hdw.higgsdna.JobOptions;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options of run_analysis.py that become lines of a workflow, spelt as there. */
final class ImportOptions {
  private static final Pattern SIZE = Pattern.compile("(\\d+) ?(B|[KMGT]i?B)?");
  private static final Pattern CLOCK = Pattern.compile("(\\d+):([0-5]\\d):([0-5]\\d)");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What each job is given by its workflow, or what hdw has an option of its own for. */
  private static final Pattern OURS =
      Pattern.compile(
          "(--(json-analysis|dump|output|executor|queue|memory|walltime|files-per-job|limit|only"
              + "|stage-output|scaleout|max-scaleout|vlxp-.*)|-[dosmq])(=.*)?");

  private static final String CLUSTER_PER_JOB = "--vlxp-dont-cluster-per-sample";

  private ImportOptions() {}

  static void addTo(CommandSpec spec) {
    Options.text(
        spec, "NAME", "where jobs run: HiggsDNA's names, or htcondor, slurm, local", "--executor");
    Options.text(spec, "NAME", "takes executor and queues from this site", "--site");
    Options.text(spec, "NAME", "the job flavour or partition", "-q", "--queue");
    Options.text(spec, "SIZE", "memory of a job, such as 10GB", "-m", "--memory");
    Options.text(spec, "HH:MM:SS", "wall time of a job", "--walltime");
    Options.text(spec, "DIR", "where the ntuples go; else `ntuples`", "-d", "--dump");
    Options.text(spec, "N", "files of each job; else 1", "--files-per-job");
    Options.flag(spec, "one cluster for each job, as cluster_per_sample = false", CLUSTER_PER_JOB);
    Options.texts(
        spec, "LINE", "a line of shell that makes run_analysis.py known to a job", "--setup");
  }

  static JobOptions read(ParseResult parsed) {
    List<String> words = Options.arguments(parsed);
    if (words.size() < 2) {
      throw new UsageException("say what to import: hdw import higgsdna analysis.json");
    }
    boolean marked = parsed.originalArgs().contains("--");
    if (words.size() > 2 && !marked) {
      throw new UsageException(
          "`" + words.get(2) + "` is too much; options for jobs stand behind --");
    }
    List<String> flags = words.subList(2, words.size());
    for (String each : flags) {
      if (OURS.matcher(each).matches()) {
        throw new UsageException("`" + each + "` is nothing that a job passes on");
      }
    }
    String dump = Options.value(parsed, "--dump", "ntuples").replaceFirst("(?<=.)/+$", "");
    if (dump.isEmpty() || dump.contains("://")) {
      throw new UsageException("--dump wants a folder, not `" + dump + "`");
    }
    int files = Options.number(parsed, "--files-per-job", 1, 1);
    return new JobOptions(request(parsed), dump, files, Options.values(parsed, "--setup"), flags);
  }

  /** With the defaults of {@code run_analysis.py} where jobs go to a batch system. */
  private static JobOptions.Request request(ParseResult parsed) {
    if (Options.has(parsed, "--site") && Options.has(parsed, "--executor")) {
      throw new UsageException("a site says the executor: --site or --executor");
    }
    String executor = Options.value(parsed, "--executor", "local");
    Optional<String> site = given(parsed, "--site").or(() -> site(executor));
    boolean condor = site.isEmpty() && isCondor(executor);
    boolean dask = executor.startsWith("dask/");
    boolean batch = site.isPresent() || condor;
    boolean slurm = site.equals(Optional.of("slurm")) && !dask;
    Optional<String> queue = given(parsed, "--queue");
    if (queue.isPresent() && !WORD.matcher(queue.get()).matches()) {
      throw new UsageException("a queue of hdw is a word, not `" + queue.get() + "`");
    }
    return new JobOptions.Request(
        site,
        dask ? Optional.of("dask") : optional(condor, "htcondor"),
        optional(dask && condor, "htcondor"),
        queue.or(() -> usualQueue(site, executor)),
        given(parsed, "--memory").or(() -> optional(batch, "10GB")).map(ImportOptions::memory),
        given(parsed, "--walltime").or(() -> optional(slurm, "01:00:00")).map(ImportOptions::time),
        Options.has(parsed, CLUSTER_PER_JOB));
  }

  private static Optional<String> given(ParseResult parsed, String option) {
    return Optional.of(option)
        .filter(each -> Options.has(parsed, each))
        .map(each -> Options.value(parsed, each, ""));
  }

  /** Of a partition hdw knows only what HiggsDNA's own submitter takes. */
  private static Optional<String> usualQueue(Optional<String> site, String executor) {
    return site.filter("lxplus"::equals)
        .map(any -> "workday")
        .or(() -> ExecutorNames.layout(executor).usualQueue());
  }

  private static Optional<String> optional(boolean there, String value) {
    return there ? Optional.of(value) : Optional.empty();
  }

  private static boolean isCondor(String executor) {
    return switch (executor) {
      case "htcondor", "dask/condor", "parsl/condor" -> true;
      default -> false;
    };
  }

  private static Optional<String> site(String executor) {
    return switch (executor) {
      case "vanilla_lxplus", "dask/lxplus" -> Optional.of("lxplus");
      case "vanilla_slurm", "vanilla_slurm/psi_pnfs", "dask/slurm", "parsl/slurm", "slurm" ->
          Optional.of("slurm");
      case "local",
          "iterative",
          "futures",
          "dask/local",
          "htcondor",
          "dask/condor",
          "parsl/condor" ->
          Optional.empty();
      default ->
          throw new UsageException(
              "hdw has nothing like the executor `" + executor + "`; --site NAME names a site");
    };
  }

  /** A number without a unit counts megabytes, as for HiggsDNA. */
  private static String memory(String text) {
    Matcher size = SIZE.matcher(text.strip());
    if (!size.matches()) {
      throw new UsageException("--memory wants a size such as 10GB, not `" + text + "`");
    }
    String unit = Optional.ofNullable(size.group(2)).orElse("MB");
    return Memory.of(new BigDecimal(size.group(1)), Memory.unit(unit).orElseThrow()).toString();
  }

  private static String time(String text) {
    Matcher clock = CLOCK.matcher(text.strip());
    if (!clock.matches()) {
      throw new UsageException(
          String.format(Locale.ROOT, "--walltime wants a time such as 01:30:00, not `%s`", text));
    }
    long seconds = 0;
    for (int i = 1; i <= 3; i++) {
      seconds = 60 * seconds + Long.parseLong(clock.group(i));
    }
    return new WallTime(seconds).toString();
  }
}
