package hdw.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files with what one attempt printed: a batch system that starts it again, as its machine went
 * away, has it print into files of their own.
 */
public record AttemptLogs(Path stem, String title) {
  /** A start of an attempt: 0 is the first. */
  private static final Pattern RESTART = Pattern.compile("\\.r([0-9]{1,6})\\.(?:out|err)");

  /** The logs of an attempt of a job. */
  public static AttemptLogs of(RunFolder folder, String task, String job, int attempt) {
    return new AttemptLogs(
        folder.file(RunFolder.log(task, job, attempt)), job + ", attempt " + attempt);
  }

  /** A file, and what it is for people. */
  public record Printed(Path file, String title) {}

  /** Those that say something, in the order in which they were written. */
  public List<Printed> printed(boolean onlyErr) throws IOException {
    var printed = new ArrayList<Printed>();
    for (int start : starts()) {
      String who = start == 0 ? title : title + ", started again (" + start + ")";
      if (!onlyErr) {
        add(new Printed(file(start, ".out"), who), printed);
      }
      add(new Printed(file(start, ".err"), who + ", standard error"), printed);
    }
    return printed;
  }

  /** Where its last start wrote standard error. */
  public Path lastErr() throws IOException {
    List<Integer> starts = starts();
    return file(starts.isEmpty() ? 0 : starts.get(starts.size() - 1), ".err");
  }

  private static void add(Printed each, List<Printed> printed) throws IOException {
    if (Files.exists(each.file()) && Files.size(each.file()) > 0) {
      printed.add(each);
    }
  }

  /** The file of a start; with {@code ending} {@code .out} or {@code .err}. */
  private Path file(int start, String ending) {
    return stem.resolveSibling(stem.getFileName() + (start == 0 ? "" : ".r" + start) + ending);
  }

  /** The starts of which there are files, in order. */
  private List<Integer> starts() throws IOException {
    if (!Files.isDirectory(stem.getParent())) {
      return List.of();
    }
    String name = stem.getFileName().toString();
    try (Stream<Path> files = Files.list(stem.getParent())) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(each -> each.startsWith(name))
          .flatMap(each -> start(each.substring(name.length())))
          .distinct()
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static Stream<Integer> start(String rest) {
    Matcher restart = RESTART.matcher(rest);
    if (restart.matches()) {
      return Stream.of(Integer.parseInt(restart.group(1)));
    }
    return rest.equals(".out") || rest.equals(".err") ? Stream.of(0) : Stream.of();
  }
}
