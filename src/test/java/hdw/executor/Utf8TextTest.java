package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Utf8TextTest {
  @Test
  void what_is_added_stands_there_in_utf_8() {
    var text = new Utf8Text(0);
    var expected = new StringBuilder();
    for (String each : List.of("", "plain", "é", "half é and 😀 more", "z".repeat(1000))) {
      text.add(each);
      text.add(' ');
      expected.append(each).append(' ');
    }
    for (long each :
        new long[] {0, 7, 10, 99, 100, -3, Integer.MAX_VALUE, 1L << 31, Long.MAX_VALUE}) {
      text.add(each);
      text.add(new byte[] {'\n'});
      expected.append(each).append('\n');
    }
    byte[] bytes = expected.toString().getBytes(StandardCharsets.UTF_8);
    assertEquals(bytes.length, text.size());
    assertEquals(expected.toString(), new String(text.bytes(), StandardCharsets.UTF_8));
  }
}
