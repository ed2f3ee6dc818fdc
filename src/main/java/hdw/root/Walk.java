package hdw.root;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;

/** A walk through all directories of a file, each once, even where they lie in each other. */
final class Walk {
  private static final int MOST_OBJECTS = 1_000_000;

  /** As long as a path of a file system may be. */
  private static final int LONGEST_PATH = 4096;

  /** To tell which trees there are, no more directories are opened than this. */
  private static final int SOME = 32;

  private static final int MOST_WORDS = 10;

  private final Bytes bytes;

  /** A directory with its path, which ends with a slash where it is not empty. */
  private record Place(String path, Directory directory) {}

  Walk(Bytes bytes) {
    this.bytes = bytes;
  }

  /** All objects but directories, those of a directory before those further down. */
  List<RootObject> objects(Directory top) throws IOException {
    return objects(top, Integer.MAX_VALUE);
  }

  /** The paths of the trees in the first directories, each once. */
  List<String> trees(Directory top) throws IOException {
    var trees = new LinkedHashSet<String>();
    for (RootObject each : objects(top, SOME)) {
      if (each.isTree()) {
        trees.add(each.path());
      }
    }
    return List.copyOf(trees);
  }

  /** Names in words, the first ones where they are many. */
  static String words(List<String> names) {
    List<String> quoted = names.stream().limit(MOST_WORDS).map(each -> "`" + each + "`").toList();
    int more = names.size() - quoted.size();
    return String.join(", ", quoted) + (more > 0 ? " and " + more + " more" : "");
  }

  private List<RootObject> objects(Directory top, int most) throws IOException {
    var objects = new ArrayList<RootObject>();
    var seen = new HashSet<Long>();
    var places = new ArrayDeque<>(List.of(new Place("", top)));
    int keys = 0;
    while (!places.isEmpty()) {
      Place place = places.remove();
      keys += place.directory().keys().size();
      // directories count, too: those of a spoilt file may share one long list
      if (keys > MOST_OBJECTS || place.path().length() > LONGEST_PATH) {
        throw Damage.of("its directories have more objects than a file can hold");
      }
      for (Key each : place.directory().keys()) {
        if (!each.isDirectory()) {
          objects.add(each.object(place.path()));
        } else if (seen.size() < most && seen.add(each.start())) {
          places.add(new Place(place.path() + each.name() + "/", Directory.below(bytes, each)));
        }
      }
    }
    return objects;
  }
}
