package hdw.executor;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine is called by others. */
public final class MachineName {
  private MachineName() {}

  /** Its name with its domain, as far as it has one; {@code localhost} where it has no name. */
  public static String full() {
    try {
      InetAddress self = InetAddress.getLocalHost();
      String full = self.getCanonicalHostName();
      return full.equals(self.getHostAddress()) || full.equals("localhost")
          ? self.getHostName()
          : full;
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
