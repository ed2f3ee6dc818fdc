package hdw.run;

import hdw.executor.vanilla.VanillaNames;
import hdw.model.Layout;
import hdw.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the logs again that HTCondor writes under HiggsDNA's names, {@code
 * jobs/AN-<sample>.<ClusterId>.<ProcId>.out}: hdw's own names are links to them.
 *
 * <p>The number of a job is known only when the event log tells of it, and is told again to the
 * driver that takes a run up; so the links lead where no log is yet, and one that is there stays. A
 * job of Slurm knows its number, and makes a link under HiggsDNA's name by itself.
 */
final class VanillaLogs {
  private static final List<String> ENDINGS = List.of(".out", ".err");

  private final Course course;
  private final RunFolder folder;
  private Plan plan;
  private VanillaNames names;

  VanillaLogs(Course course, RunFolder folder) {
    this.course = course;
    this.folder = folder;
  }

  /**
   * HTCondor has made a job of an attempt, which it calls {@code id}.
   *
   * @param spooled whether what the job prints is fetched from a spool, which writes through no
   *     link: then HiggsDNA's names are the links
   */
  void queued(Attempt attempt, String id, boolean spooled) throws IOException {
    if (course.plan().workflow().layout() == Layout.VANILLA_LXPLUS) {
      String own = first(attempt);
      String log = "jobs/" + names().submission(attempt.job()) + "." + id;
      for (String each : ENDINGS) {
        link((spooled ? log : own) + each, (spooled ? own : log) + each);
      }
    }
  }

  /** HTCondor has started an attempt again: that start has logs of its own. */
  void began(Attempt attempt, int restarts) throws IOException {
    String restart = ".r" + restarts;
    for (String each : ENDINGS) {
      Path first = folder.file(first(attempt) + each);
      if (restarts > 0 && Files.isSymbolicLink(first)) {
        String before = folder.path().toRealPath().relativize(log(first)).toString();
        String stem = before.substring(0, before.length() - each.length());
        link(first(attempt) + restart + each, stem + restart + each);
      }
    }
  }

  /** Where a link leads, with the links on the way there as they are. */
  private static Path log(Path link) throws IOException {
    Path target = Files.readSymbolicLink(link);
    return link.getParent().toRealPath().resolve(target).normalize();
  }

  private static String first(Attempt attempt) {
    return RunFolder.log(attempt.task(), attempt.id(), attempt.number());
  }

  @SuppressWarnings("ReferenceEquality") // a plan that was cut anew is another object
  private VanillaNames names() {
    if (course.plan() != plan) {
      plan = course.plan();
      names = new VanillaNames(plan);
    }
    return names;
  }

  /** Both are seen from the run's folder. */
  private void link(String name, String log) throws IOException {
    Path link = folder.file(name);
    if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.isDirectory(link.getParent())) { // which may be a link
        Files.createDirectories(link.getParent());
      }
      Path target = folder.path().toRealPath().resolve(log);
      Files.createSymbolicLink(link, link.getParent().toRealPath().relativize(target));
    }
  }
}
