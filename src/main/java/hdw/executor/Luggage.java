package hdw.executor;

import hdw.catalog.Fnv;
import hdw.catalog.Surroundings;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The inputs that travel with a job where nothing is shared: one folder, in which each has the name
 * that it has at home.
 *
 * <p>A scheduler knows few file names that it can say without trouble, but what is in a folder it
 * takes as it is. So the folder has a name made from what is in it, jobs with the same inputs have
 * the same, and it holds links: see {@link Packing}.
 *
 * @param name of the folder: letters, digits and a hyphen
 * @param places for each path of the workflow its place within the folder
 */
public record Luggage(String name, Map<String, String> places) {
  /** Of a job with which nothing travels. */
  static final Luggage NONE = of(List.of());

  private static final int SHARD = 2;

  /** The luggage of a job with these inputs: files behind URLs stay where they are. */
  public static Luggage of(List<String> inputs) {
    List<String> paths =
        inputs.stream().filter(each -> !Surroundings.isUrl(each)).distinct().toList();
    Set<String> names = new HashSet<>();
    boolean alike = !paths.stream().map(Luggage::nameOf).allMatch(names::add);
    var places = new LinkedHashMap<String, String>();
    for (int i = 0; i < paths.size(); i++) {
      String name = nameOf(paths.get(i)) + (isFolder(paths.get(i)) ? "/" : "");
      places.put(paths.get(i), alike ? i + "/" + name : name);
    }
    long hash = Fnv.hash(String.join("\0", paths));
    return new Luggage(String.format(Locale.ROOT, "in-%016x", hash), places);
  }

  /** The last name in a path. */
  static String nameOf(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  private static boolean isFolder(String path) {
    return path.endsWith("/");
  }

  /** Whether nothing has to travel. */
  public boolean isEmpty() {
    return places.isEmpty();
  }

  /** Where the folder is prepared, in the run's folder. */
  public String folder() {
    int digits = name.length() - SHARD;
    return Packing.FOLDER + "/" + name.substring(digits) + "/" + name;
  }

  /** Where a job finds an input, in the folder in which it starts. */
  public String seen(String path) {
    String place = places.get(path);
    return place == null ? path : name + "/" + place;
  }
}
