package hdw.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells which sets of texts may have a text in common, by what all texts of each set begin with:
 * files of one folder are no files of another.
 */
public final class Heads {
  private Heads() {}

  /**
   * Puts sets together of which one begins with what another begins with.
   *
   * @param heads what all texts of each set begin with
   * @return numbers of sets; those of different groups have no text in common, nor a text that
   *     begins with one of another group
   */
  public static List<int[]> kin(List<String> heads) {
    int[] sorted =
        IntStream.range(0, heads.size())
            .boxed()
            .sorted((one, other) -> heads.get(one).compareTo(heads.get(other)))
            .mapToInt(each -> each)
            .toArray();
    var groups = new ArrayList<int[]>();
    int begin = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || !heads.get(sorted[i]).startsWith(heads.get(sorted[begin]))) {
        groups.add(IntStream.range(begin, i).map(k -> sorted[k]).sorted().toArray());
        begin = i;
      }
    }
    return groups;
  }
}
