package hdw.executor.local;

import hdw.units.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The control groups of a driver: one folder for the driver, and one in it for each attempt.
 *
 * <p>There are some where this user may make them: everywhere as root, in sessions that systemd has
 * delegated, and seldom on the login nodes of a cluster.
 */
final class ControlGroups implements AutoCloseable {
  private static final Pattern OWN = Pattern.compile("hdw-([0-9]+)-([0-9]+)");

  /** The kernel's list of mounts: proc_pid_mountinfo(5). */
  private record Mount(String root, Path point, String type, String options) {
    static Mount read(String line) {
      String[] fields = line.split(" ", -1);
      int dash = List.of(fields).indexOf("-");
      return new Mount(fields[3], Path.of(fields[4]), fields[dash + 1], fields[dash + 3]);
    }

    /** The folder of a group; the mount itself where that is out of sight, as in a container. */
    Path folder(String group) {
      String below = group.startsWith(root) ? group.substring(root.length()) : group;
      Path folder = point.resolve("./" + below).normalize();
      return Files.isDirectory(folder) ? folder : point;
    }
  }

  /** A folder in which groups can be made. */
  record Place(Path folder, boolean two) {}

  private final Path folder;
  private final boolean two;
  private final AtomicInteger last = new AtomicInteger();

  private ControlGroups(Path folder, boolean two) {
    this.folder = folder;
    this.two = two;
  }

  /** Those of this process; nothing where it may make none. */
  static Optional<ControlGroups> open() {
    return place().flatMap(ControlGroups::open);
  }

  /** Those below a place; what drivers left there that have ended is removed first. */
  static Optional<ControlGroups> open(Place place) {
    removeLeftovers(place);
    long pid = ProcessHandle.current().pid();
    String name = "hdw-" + pid + "-" + Processes.startTime(pid).orElse(0);
    try {
      Path folder = place.folder().resolve(name);
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder);
      }
      if (place.two()) {
        Files.writeString(folder.resolve("cgroup.subtree_control"), "+memory");
      }
      var groups = new ControlGroups(folder, place.two());
      return groups.works() ? Optional.of(groups) : Optional.empty();
    } catch (IOException refused) {
      return Optional.empty();
    }
  }

  private boolean works() {
    Optional<ControlGroup> probe = group(Memory.ofMebibytes(64));
    probe.ifPresent(ControlGroup::remove);
    if (probe.isEmpty()) {
      close();
    }
    return probe.isPresent();
  }

  /** A new group with a limit; nothing where the kernel refuses. */
  Optional<ControlGroup> group(Memory limit) {
    Path child = folder.resolve(Integer.toString(last.incrementAndGet()));
    var group = new ControlGroup(child, two);
    try {
      Files.createDirectory(child);
      group.limit(limit);
      return Optional.of(group);
    } catch (IOException refused) {
      group.remove();
      return Optional.empty();
    }
  }

  /** Removes all groups that are empty. */
  @Override
  public void close() {
    remove(new Place(folder, two));
  }

  private static void removeLeftovers(Place place) {
    for (Path each : folders(place.folder())) {
      Matcher name = OWN.matcher(each.getFileName().toString());
      if (name.matches()
          && !Proc.lives(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))) {
        remove(new Place(each, place.two()));
      }
    }
  }

  /** Removes a driver's groups; one in which a job lives on stays, and so does its limit. */
  private static void remove(Place own) {
    folders(own.folder()).forEach(each -> new ControlGroup(each, own.two()).remove());
    new ControlGroup(own.folder(), own.two()).remove();
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).toList();
    } catch (IOException gone) {
      return List.of();
    }
  }

  /** Where this process can make groups with a limit on memory. */
  static Optional<Place> place() {
    List<String> own = lines("/proc/self/cgroup");
    List<Mount> mounts = lines("/proc/self/mountinfo").stream().map(Mount::read).toList();
    return one(own, mounts).or(() -> two(own, mounts));
  }

  /** Version 1: below the group of this process. A line is {@code 4:memory:/group}. */
  private static Optional<Place> one(List<String> own, List<Mount> mounts) {
    return own.stream()
        .map(line -> line.split(":", 3))
        .filter(fields -> List.of(fields[1].split(",", -1)).contains("memory"))
        .flatMap(
            fields ->
                mounts.stream()
                    .filter(each -> each.type().equals("cgroup"))
                    .filter(each -> List.of(each.options().split(",", -1)).contains("memory"))
                    .map(each -> each.folder(fields[2])))
        .filter(Files::isWritable)
        .map(folder -> new Place(folder, false))
        .findFirst();
  }

  /**
   * Version 2: below the nearest group above this process that hands the memory controller on, as a
   * group with processes of its own never does. To move a process takes the right to write there.
   */
  private static Optional<Place> two(List<String> own, List<Mount> mounts) {
    Optional<String> group =
        own.stream()
            .filter(line -> line.startsWith("0::"))
            .map(line -> line.substring(3))
            .findFirst();
    Optional<Mount> mount =
        mounts.stream().filter(each -> each.type().equals("cgroup2")).findFirst();
    if (group.isEmpty() || mount.isEmpty()) {
      return Optional.empty();
    }
    var above = new ArrayList<Path>();
    Path folder = mount.get().folder(group.get());
    for (; folder.startsWith(mount.get().point()); folder = folder.getParent()) {
      above.add(folder);
    }
    return above.stream()
        .filter(each -> handsOn(each) && Files.isWritable(each))
        .filter(each -> Files.isWritable(each.resolve("cgroup.procs")))
        .map(each -> new Place(each, true))
        .findFirst();
  }

  private static boolean handsOn(Path folder) {
    return lines(folder.resolve("cgroup.subtree_control").toString()).stream()
        .anyMatch(line -> List.of(line.split(" ", -1)).contains("memory"));
  }

  private static List<String> lines(String file) {
    return Proc.bytes(file)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
        .orElse(List.of());
  }
}
