package hdw.higgsdna;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset that runs.
 *
 * @param files all places of its files, as the sample JSON names them
 * @param bare whether the sample JSON has the list alone, without metadata around it
 * @param tree the tree in its files, where the sample JSON says so
 * @param names for {@code year}, {@code systematics} and {@code corrections} what is said of it
 */
record Dataset(
    String name,
    List<String> files,
    boolean bare,
    Optional<String> tree,
    Map<String, List<String>> names) {
  Dataset {
    files = List.copyOf(files);
    names = Map.copyOf(names);
  }
}
