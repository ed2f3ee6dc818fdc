package hdw.run;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This machine. */
final class Host {
  private Host() {}

  /** Its name; {@code localhost} where it has none that can be found. */
  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
