package hdw.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class Utf8TextTest {
  private static long[] numbers() {
    long[] some = {0, 7, 10, 99, 100, -3, Integer.MAX_VALUE - 1, Integer.MAX_VALUE, 1L << 31};
    return LongStream.concat(
            LongStream.of(some),
            new Random(20261124).ints(1000, 0, Integer.MAX_VALUE).asLongStream())
        .toArray();
  }

  @Test
  void what_is_added_stands_there_in_utf_8() {
    var text = new Utf8Text(0);
    var expected = new StringBuilder();
    for (String each : List.of("", "plain", "é", "half é and 😀 more", "z".repeat(1000))) {
      text.add(each);
      text.add(' ');
      expected.append(each).append(' ');
    }
    for (long each : numbers()) {
      text.add(each);
      text.add(new byte[] {'\n'});
      expected.append(each).append('\n');
    }
    byte[] bytes = expected.toString().getBytes(StandardCharsets.UTF_8);
    assertEquals(bytes.length, text.size());
    assertEquals(expected.toString(), new String(text.bytes(), StandardCharsets.UTF_8));
  }
}
