package hdw.catalog;

import hdw.catalog.Sample.FileList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The names that stand more than once in lists of names, by their hashes: only these have to be
 * compared by text, and there are hardly ever any.
 */
final class Twins {
  /** Sorted. */
  private final long[] hashes;

  private Twins(long[] hashes) {
    this.hashes = hashes;
  }

  /** Those of some lists. */
  static Twins among(List<FileNames> lists) {
    List<FileNames> filled = lists.stream().filter(each -> !each.isEmpty()).toList();
    var twins = LongStream.builder();
    for (int[] kin : Heads.kin(filled.stream().map(FileNames::head).toList())) {
      long[] hashes = hashes(Arrays.stream(kin).mapToObj(filled::get).toList());
      Arrays.sort(hashes);
      for (int i = 1; i < hashes.length; i++) {
        if (hashes[i] == hashes[i - 1]) {
          twins.add(hashes[i]);
        }
      }
    }
    return new Twins(twins.build().sorted().toArray());
  }

  private static long[] hashes(List<FileNames> lists) {
    long[] hashes = new long[lists.stream().mapToInt(FileNames::size).sum()];
    int at = 0;
    for (FileNames each : lists) {
      for (int i = 0; i < each.size(); i++) {
        hashes[at++] = each.hash(Fnv.START, i);
      }
    }
    return hashes;
  }

  /** The paths of files whose names may stand once more in the lists, in their order. */
  List<String> in(FileList files) {
    var found = new FileNames.Builder();
    FileNames names = files.places();
    for (int i = 0; hashes.length > 0 && i < files.size(); i++) {
      if (Arrays.binarySearch(hashes, names.hash(Fnv.START, i)) >= 0) {
        found.add(files.paths().get(i));
      }
    }
    return found.build();
  }
}
