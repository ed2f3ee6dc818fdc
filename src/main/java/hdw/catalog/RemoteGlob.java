package hdw.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/** Finds files on a server by pattern, as {@link Glob} does here, but for {@code **}. */
final class RemoteGlob {
  private final Surroundings.Folders folders;

  RemoteGlob(Surroundings.Folders folders) {
    this.folders = folders;
  }

  /** The URLs of the files that match, sorted. */
  List<String> find(String pattern) throws IOException {
    if (!pattern.startsWith("root://")) {
      throw new IOException(
          "`"
              + pattern
              + "`: only servers of `root://` list their folders;"
              + " name the files with lines() or command()");
    }
    int slash = pattern.indexOf('/', "root://".length());
    if (slash < 0) {
      throw new IOException("`" + pattern + "` names a server, but no files of it");
    }
    List<String> found = List.of(pattern.substring(0, slash) + "/");
    String[] segments = pattern.substring(slash).replaceAll("^/+", "").split("/+", -1);
    boolean listed = false;
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      listed |= last || Glob.isPattern(segments[i]);
      found = listed ? listed(found, segments[i], last) : List.of(below(found.get(0), segments[i]));
    }
    return found.stream().sorted().toList();
  }

  private static String below(String folder, String segment) {
    boolean server = folder.indexOf('/', "root://".length()) == folder.length() - 1;
    return folder + (server ? "/" : "") + segment + "/";
  }

  private List<String> listed(List<String> parents, String segment, boolean last)
      throws IOException {
    if (segment.equals("**")) {
      throw new IOException("`**` is known on this machine only; write a `*` for each folder");
    }
    PathMatcher matcher = Glob.matcher(segment);
    var found = new ArrayList<String>();
    for (String parent : parents) {
      for (String each : folders.list(parent)) {
        boolean folder = each.endsWith("/");
        String name = folder ? each.substring(0, each.length() - 1) : each;
        if (folder != last && Glob.matches(matcher, segment, Path.of(name))) {
          String path = below(parent, name);
          found.add(folder ? path : path.substring(0, path.length() - 1));
        }
      }
    }
    return found;
  }
}
