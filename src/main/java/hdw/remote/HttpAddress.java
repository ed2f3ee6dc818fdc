package hdw.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * Spells a URL as HTTP wants it: signs that may not stand in one are written as {@code %20} and the
 * like. What is written that way already stays, so that a {@code %} itself is {@code %25}.
 */
final class HttpAddress {
  private static final String ALLOWED = "-._~!$&'()*+,;=:@/?[]%";

  private HttpAddress() {}

  static URI of(String url) throws RemoteException {
    var spelt = new StringBuilder();
    for (byte each : url.getBytes(StandardCharsets.UTF_8)) {
      char sign = (char) (each & 0xff);
      boolean plain = sign < 128 && (Character.isLetterOrDigit(sign) || ALLOWED.indexOf(sign) >= 0);
      if (plain) {
        spelt.append(sign);
      } else {
        spelt.append('%').append(hex(sign >> 4)).append(hex(sign & 15));
      }
    }
    try {
      var address = new URI(spelt.toString());
      if (address.getHost() == null) {
        throw new RemoteException(RemoteException.Kind.BROKEN, "names no host");
      }
      return address;
    } catch (URISyntaxException odd) {
      throw new RemoteException(RemoteException.Kind.BROKEN, "is no URL: " + odd.getReason(), odd);
    }
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }
}
