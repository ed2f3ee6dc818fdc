package hdw.dashboard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands behind the question mark of an address; of a name that stands twice, the first. */
record Query(Map<String, String> values) {

  /** Takes a query apart; what is not encoded as it should be counts as it stands. */
  static Query of(String raw) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String each : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(decoded(each.substring(0, equals)), decoded(each.substring(equals + 1)));
      }
    }
    return new Query(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException asItStands) {
      return text;
    }
  }

  /** The value of a name; empty where it has none. */
  String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** The value of a name as a whole number from 0; {@code otherwise} where it is none. */
  int number(String name, int otherwise) {
    String text = text(name);
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
  }
}
