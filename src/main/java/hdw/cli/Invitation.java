package hdw.cli;

import hdw.dashboard.Dashboard;
import hdw.executor.PageWords;
import java.net.InetAddress;
import java.util.Optional;

/** Tells a person where the page is, and how to reach it from somewhere else. */
final class Invitation {
  private final Dashboard dashboard;
  private final Dashboard.Place place;
  private final Optional<String> run;
  private final Console console;

  Invitation(Dashboard dashboard, Dashboard.Place place, Optional<String> run, Console console) {
    this.dashboard = dashboard;
    this.place = place;
    this.run = run;
    this.console = console;
  }

  /**
   * Says it all.
   *
   * @param usual the port that people know
   * @param dask whether that one is left to Dask
   */
  void say(int usual, boolean dask) {
    if (dask && place.port() != usual) {
      console.say("port " + usual + " is left to the page of Dask itself");
    }
    if (place.port() != 0 && dashboard.port() != place.port()) {
      console.say(PageWords.taken(place.port(), dashboard.port()));
    }
    InetAddress address = place.address();
    if (!address.isLoopbackAddress()) {
      console.say(
          "hdw: warning: everybody who reaches "
              + place.name()
              + " over the network reaches this page; whoever has the address below sees the run"
              + " and its logs, and nothing on the way is encrypted");
    }
    String path = "/status?token=" + dashboard.token().text();
    String host = address.isLoopbackAddress() ? "localhost" : shown(address);
    console
        .out()
        .println(
            run.map(each -> "dashboard of " + each).orElse("dashboard of the run to come")
                + ": http://"
                + host
                + ":"
                + dashboard.port()
                + path);
    if (address.isLoopbackAddress()) {
      console.out().println("from a laptop:");
      console.out().println("  " + PageWords.tunnel(dashboard.port(), userName(), place.name()));
      console.out().println("  and there: http://localhost:" + PageWords.PORT_THERE + path);
    }
    console.out().flush();
    console.say("Ctrl-C ends the page; the run goes on without it");
  }

  private String shown(InetAddress address) {
    String text = address.isAnyLocalAddress() ? place.name() : address.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }

  private static String userName() {
    return System.getProperty("user.name");
  }
}
