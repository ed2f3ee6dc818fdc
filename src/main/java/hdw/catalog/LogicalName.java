package hdw.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.OptionalInt;

/**
 * What a file is called wherever it is read from: its path, without the server that hands it out.
 *
 * <p>{@code root://host//store/a.root}, {@code root://other//store/a.root} and {@code
 * /store/a.root} are the same file; other URLs name their server for good.
 */
public final class LogicalName {
  private LogicalName() {}

  /** The logical name of a file as listed. */
  public static String of(String path) {
    int scheme = path.indexOf("://");
    if (scheme < 0) {
      return local(path);
    }
    int slash = path.indexOf('/', scheme + 3);
    if (slash < 0 || !isRedirected(path.substring(0, scheme))) {
      return path;
    }
    int start = slash;
    while (start + 1 < path.length() && path.charAt(start + 1) == '/') {
      start++;
    }
    // what stands behind `?` speaks to the server
    int query = path.indexOf('?', start);
    return path.substring(start, query < 0 ? path.length() : query);
  }

  /** The logical names of files as listed; where all are spelt alike, without a look at each. */
  static FileNames of(FileNames paths) {
    OptionalInt begin = begin(paths.head());
    if (begin.isPresent() && (begin.getAsInt() == 0 || !paths.has('?', begin.getAsInt()))) {
      return paths.without(begin.getAsInt());
    }
    var names = new ArrayList<String>(paths.size());
    boolean same = true;
    for (String each : paths) {
      names.add(of(each));
      same &= each.equals(names.get(names.size() - 1));
    }
    return same ? paths : FileNames.of(names);
  }

  /** Where in what URLs begin with their logical names begin; nothing where that differs. */
  private static OptionalInt begin(String head) {
    int scheme = head.indexOf("://");
    if (scheme >= 0 && !isRedirected(head.substring(0, scheme))) {
      return OptionalInt.of(0);
    }
    int slash = scheme < 0 ? -1 : head.indexOf('/', scheme + 3);
    int name = slash;
    while (name >= 0 && name < head.length() && head.charAt(name) == '/') {
      name++;
    }
    return slash < 0 || name == head.length() ? OptionalInt.empty() : OptionalInt.of(name - 1);
  }

  private static boolean isRedirected(String scheme) {
    return scheme.equals("root") || scheme.equals("roots") || scheme.equals("xroot");
  }

  /** A path in one spelling: {@code ./out//a} and {@code out/b/../a} are {@code out/a}. */
  public static String local(String path) {
    boolean plain = !path.contains("/.") && !path.contains("//") && !path.startsWith("./");
    if (plain) {
      return path;
    }
    var parts = new ArrayDeque<String>();
    boolean absolute = path.startsWith("/");
    for (String each : path.split("/", -1)) {
      boolean up = each.equals("..");
      if (up && !parts.isEmpty() && !parts.peekLast().equals("..")) {
        parts.removeLast();
      } else if (!each.isEmpty() && !each.equals(".") && !(up && absolute)) {
        parts.add(each);
      }
    }
    return (absolute ? "/" : "") + String.join("/", parts);
  }
}
