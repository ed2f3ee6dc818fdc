package hdw.cli;

import hdw.executor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Slurm's. */
record SlurmQueue() implements RealQueue {
  private static final Pattern NAME = Pattern.compile("(.+)\\.(\\d+)\\.hdw\\.(.+)");

  /**
   * A row of squeue.
   *
   * @param id such as {@code 4137_2}
   */
  record Row(String id, String state, String reason, String name, String folder) {
    /** The array that it is a task of, or itself. */
    String array() {
      return id.replaceFirst("_.*", "");
    }

    private int index() {
      return id.contains("_") ? Integer.parseInt(id.substring(id.indexOf('_') + 1)) : 0;
    }

    /** What its submission carries. */
    String token() {
      return parts().group(3);
    }

    private Matcher parts() {
      Matcher parts = NAME.matcher(name);
      if (!parts.matches()) {
        throw new AssertionError("not a name of hdw's: " + name);
      }
      return parts;
    }

    /** Whose it is: log folder, log name and attempt. */
    private String job() throws IOException {
      Path items = Path.of(folder, "input", parts().group(1) + ".items");
      int row = Integer.parseInt(parts().group(2)) + index();
      String[] words = Files.readAllLines(items).get(row).split(" ", -1);
      return words[1] + "/" + words[0] + "#" + words[words.length - 1];
    }
  }

  @Override
  public String executor() {
    return "slurm";
  }

  @Override
  public List<String> programs() {
    return List.of("sbatch", "squeue", "scancel", "sacct", "scontrol");
  }

  /**
   * {@code forgetful}: there is no accounting. {@code purged}: what ended well is gone from the
   * queue. {@code renamed}: all ids belong to other jobs.
   */
  @Override
  public String functions() {
    return """
    submits() { [ "$name" = sbatch ] && [[ "$*" == *--parsable* ]]; }
    asks() { [ "$name" = squeue ] || [ "$name" = sacct ]; }
    answer() {
      if [ "$name" = sacct ] && [ -e "$here/forgetful" ]; then cat "$here/forgetful" >&2; exit 1; fi
      if asks && [ -e "$here/purged" ]; then
        "$name" "$@" | grep -v '|COMPLETED|'
        exit "${PIPESTATUS[0]}"
      fi
      if asks && [ -e "$here/renamed" ]; then
        "$name" "$@" | sed 's/[.]hdw[.][^|]*/.hdw.other/'
        exit "${PIPESTATUS[0]}"
      fi
      exec "$name" "$@"
    }
    """;
  }

  /** The tasks that wait, run or are held, one by one. */
  List<Row> rows(Path folder) throws Exception {
    return rows(folder, "-t", "pending,running,suspended,configuring");
  }

  /** As squeue has them with such options. */
  List<Row> rows(Path folder, String... options) throws Exception {
    String fields = "JobArrayID:|,State:|,Reason:|,Name:|,WorkDir:|";
    var command = Stream.concat(Stream.of("squeue", "-h", "-r", "-O", fields), Stream.of(options));
    return parse(folder, Engine.run(folder, command.toArray(String[]::new)));
  }

  private static List<Row> parse(Path folder, String said) {
    var rows = new ArrayList<Row>();
    for (String line : said.lines().toList()) {
      String[] row = line.strip().split("\\|", -1);
      if (row.length >= 5 && Path.of(row[4]).startsWith(folder.toAbsolutePath())) {
        rows.add(new Row(row[0], row[1], row[2], row[3], row[4]));
      }
    }
    return rows;
  }

  /** What the accounting has of jobs since yesterday, over or not; nothing where there is none. */
  List<Row> accounts(Path folder) throws Exception {
    String config = Engine.run(folder, "scontrol", "show", "config");
    if (config.matches("(?s).*AccountingStorageType *= accounting_storage/none.*")) {
      return List.of();
    }
    return parse(
        folder,
        Engine.run(
            folder,
            "sacct",
            "-X",
            "-n",
            "-P",
            "-S",
            "now-1days",
            "-E",
            "now",
            "-o",
            "JobID,State,Reason,JobName,WorkDir"));
  }

  @Override
  public List<String> jobs(Path folder) throws Exception {
    var jobs = new ArrayList<String>();
    for (Row each : rows(folder)) {
      jobs.add(each.id() + " " + each.job());
    }
    return jobs.stream().sorted().toList();
  }

  /** Does something to each job of a folder, such as {@code scontrol hold}; there has to be one. */
  void act(Path folder, String... command) throws Exception {
    List<Row> rows = rows(folder);
    if (rows.isEmpty()) {
      throw new AssertionError("no job is in the queue");
    }
    for (Row each : rows) {
      Engine.run(
          folder, Stream.concat(Stream.of(command), Stream.of(each.id())).toArray(String[]::new));
    }
  }

  @Override
  public char mark() {
    return '_';
  }

  @Override
  public void cancel(String id) throws Exception {
    Engine.run(Path.of("."), "scancel", id);
  }

  @Override
  public void remove(Path folder) throws Exception {
    for (String each : rows(folder).stream().map(Row::array).distinct().toList()) {
      Engine.run(folder, "scancel", "-Q", each);
    }
  }
}
