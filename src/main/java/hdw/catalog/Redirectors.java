package hdw.catalog;

import java.util.List;

/**
 * The servers through which a site reads files by their logical names, as in {@code
 * root://cms-xrd-global.cern.ch}; several are several ways to the same files.
 */
record Redirectors(List<String> servers) {
  /** A site that has none: every name is a path. */
  static final Redirectors NONE = new Redirectors(List.of());

  private static final String LOGICAL = "/store/";

  Redirectors {
    servers = List.copyOf(servers);
  }

  /** All places of a file as named, the preferred one first. */
  List<String> places(String name) {
    return servers.isEmpty() || !name.startsWith(LOGICAL)
        ? List.of(name)
        : servers.stream().map(server -> place(server, name)).toList();
  }

  /**
   * A logical name behind a server. Between host and path of a {@code root://} URL stand two
   * slashes: the path is absolute.
   */
  private static String place(String server, String name) {
    String bare = server.replaceAll("/+$", "");
    boolean hostOnly = bare.indexOf('/', bare.indexOf("://") + 3) < 0;
    boolean web = bare.startsWith("http");
    return bare + (hostOnly && !web ? "/" : "") + name;
  }
}
