package hdw.executor;

/** How people are told of a page of this machine, and how to reach it from somewhere else. */
public final class PageWords {
  /** On the laptop, as HiggsDNA's page has it. */
  public static final int PORT_THERE = 8000;

  private PageWords() {}

  /** As Dask says it, whose page many people know. */
  public static String taken(int wanted, int found) {
    return "Port "
        + wanted
        + " is already in use.\nPerhaps you already have a cluster running?\n"
        + "Hosting the HTTP server on port "
        + found
        + " instead";
  }

  /** The line that leads a port of a laptop to the page, for a page that listens on loopback. */
  public static String tunnel(int port, String user, String machine) {
    return "ssh -N -f -L localhost:"
        + PORT_THERE
        + ":localhost:"
        + port
        + " "
        + word(user + "@" + machine);
  }

  /** One word for a shell. */
  private static String word(String text) {
    return text.matches("[A-Za-z0-9_.@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
