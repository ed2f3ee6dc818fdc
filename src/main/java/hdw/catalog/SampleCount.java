package hdw.catalog;

import hdw.catalog.Sample.FileList;
import hdw.root.Entries;
import hdw.scan.Scan.Counted;
import hdw.scan.Scan.Failed;
import hdw.scan.Scan.Kind;
import hdw.scan.Scan.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What a scan finds in the files of one sample, place after place where they have several. */
final class SampleCount {
  private final Sample sample;
  private final boolean needed;
  private final Map<Integer, Outcome> outcomes = new HashMap<>();
  private FileList files;
  private int[] open;
  private int tried;

  SampleCount(Sample sample, boolean needed) {
    this.sample = sample;
    this.needed = needed;
    this.files = sample.files();
    this.open =
        IntStream.range(0, files.size())
            .filter(i -> needed || files.paths().get(i).endsWith(".root"))
            .toArray();
  }

  boolean isOf(Sample other) {
    return sample.name().equals(other.name());
  }

  Sample sample() {
    return sample;
  }

  /** Whether something needs the events. */
  boolean isNeeded() {
    return needed;
  }

  String tree() {
    return sample.tree().orElse("Events");
  }

  /** The files that are still to be looked into. */
  int[] open() {
    return open.clone();
  }

  /** Where a file is looked for now. */
  String path(int file) {
    return files.paths().get(file);
  }

  /** Takes the outcomes of the open files; open is then what may be read at another place. */
  void take(List<Outcome> found) {
    for (int i = 0; i < open.length; i++) {
      outcomes.merge(open[i], found.get(i), SampleCount::said);
    }
    int[] unread = IntStream.of(open).filter(i -> isUnread(outcomes.get(i))).toArray();
    open = files.replicas().more(unread, tried);
    // one that was looked for everywhere is back at its first place
    files = files.moved(files.replicas().more(unread, 0));
    tried++;
  }

  /**
   * What counts of a place and the next: a file that no place gives is named by its first one, and
   * what happened there is said of it.
   */
  private static Outcome said(Outcome before, Outcome now) {
    return isUnread(now) ? before : now;
  }

  private static boolean isUnread(Outcome outcome) {
    return outcome instanceof Failed failed && failed.kind() != Kind.NO_SUCH_TREE;
  }

  /** The files whose outcome is so, in order. */
  int[] which(Predicate<Outcome> wanted) {
    return IntStream.range(0, files.size())
        .filter(i -> outcomes.containsKey(i) && wanted.test(outcomes.get(i)))
        .toArray();
  }

  /** The files that failed in one of these ways. */
  int[] failed(Kind... kinds) {
    return which(each -> each instanceof Failed failed && List.of(kinds).contains(failed.kind()));
  }

  /** The files without events. */
  int[] empty() {
    return which(each -> each instanceof Counted counted && counted.entries().count() == 0);
  }

  /** The files that were read at another place than the first. */
  int[] moved() {
    List<String> before = sample.files().paths();
    return IntStream.range(0, files.size())
        .filter(i -> !before.get(i).equals(path(i)) && outcomes.get(i) instanceof Counted)
        .toArray();
  }

  /** How a file failed. */
  Failed failure(int file) {
    return (Failed) outcomes.get(file);
  }

  /** These of the files as they were found; with entries where all of them have some. */
  FileList found(int[] kept) {
    long[] bytes = files.bytes().clone();
    long[] modified = files.modified().clone();
    var entries = new Entries[files.size()];
    boolean complete = true;
    for (int i : kept) {
      if (outcomes.get(i) instanceof Counted counted) {
        bytes[i] = counted.bytes();
        modified[i] = counted.modified();
        entries[i] = counted.entries();
      } else {
        complete = false;
      }
    }
    return new FileList(
            files.paths(),
            bytes,
            modified,
            complete ? Optional.of(entries) : Optional.empty(),
            files.replicas())
        .only(kept);
  }
}
