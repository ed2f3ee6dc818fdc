package hdw.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * Spells a URL as HTTP wants it: signs that may not stand in one are written as {@code %20} and the
 * like. What is written that way already stays, so that a {@code %} itself is {@code %25}.
 */
final class HttpAddress {
  private static final String ALLOWED = "-._~!$&'()*+,;=:@/?%";

  /** Around an address of IPv6; elsewhere they must be spelt. */
  private static final String ALLOWED_IN_HOST = "[]";

  private HttpAddress() {}

  static URI of(String url) throws RemoteException {
    int slash = url.indexOf('/', url.indexOf("://") + "://".length());
    int path = slash < 0 ? url.length() : slash;
    try {
      var address =
          new URI(
              spelt(url.substring(0, path), ALLOWED + ALLOWED_IN_HOST)
                  + spelt(url.substring(path), ALLOWED));
      if (address.getHost() == null) {
        throw new RemoteException(RemoteException.Kind.BROKEN, "names no host");
      }
      return address;
    } catch (URISyntaxException odd) {
      throw new RemoteException(RemoteException.Kind.BROKEN, "is no URL: " + odd.getReason(), odd);
    }
  }

  private static String spelt(String part, String allowed) {
    var spelt = new StringBuilder();
    for (byte each : part.getBytes(StandardCharsets.UTF_8)) {
      char sign = (char) (each & 0xff);
      boolean plain = sign < 128 && (Character.isLetterOrDigit(sign) || allowed.indexOf(sign) >= 0);
      if (plain) {
        spelt.append(sign);
      } else {
        spelt.append('%').append(hex(sign >> 4)).append(hex(sign & 15));
      }
    }
    return spelt.toString();
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }
}
