package hdw.remote;

import hdw.remote.RemoteException.Kind;

/**
 * A file or folder on an XRootD server.
 *
 * @param path as the server calls it, with what is told to the server behind a {@code ?}
 */
record XrootdUrl(String host, int port, String path) {
  private static final int USUAL_PORT = 1094;

  /**
   * Takes a URL apart: {@code root://host//store/a.root} is {@code /store/a.root} there.
   *
   * @throws RemoteException where it is none
   */
  static XrootdUrl of(String url) throws RemoteException {
    String rest = url.substring(url.indexOf("://") + "://".length());
    int slash = rest.indexOf('/');
    if (slash <= 0 || slash == rest.length() - 1) {
      throw new RemoteException(Kind.BROKEN, "names no file: root://HOST//PATH does");
    }
    String authority = rest.substring(rest.indexOf('@') < slash ? rest.indexOf('@') + 1 : 0, slash);
    String path = rest.substring(slash + 1);
    return at(authority, path.startsWith("/") ? path : "/" + path);
  }

  /** A path on a server that is written {@code host} or {@code host:port}. */
  static XrootdUrl at(String authority, String path) throws RemoteException {
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    try {
      int port = hasPort ? Integer.parseInt(authority.substring(colon + 1)) : USUAL_PORT;
      if (port > 0 && port < 1 << 16 && !host.isEmpty()) {
        return new XrootdUrl(host, port, path);
      }
    } catch (NumberFormatException odd) {
      // said below
    }
    throw new RemoteException(Kind.BROKEN, "names no server that can be: `" + authority + "`");
  }

  /** The server, as people write it. */
  String server() {
    return host + ":" + port;
  }
}
