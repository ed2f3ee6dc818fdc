package hdw.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LateSourceTest {
  @Test
  void a_text_is_read_once_and_only_for_a_message() {
    var read = new StringBuilder();
    var source =
        Source.readLater(
            "mc.json",
            () -> {
              read.append("once");
              return "one\ntwo";
            });
    var span = new Span(source, 4, 7);
    assertEquals("mc.json", source.name());
    assertEquals("", read.toString());
    assertEquals("two", span.text());
    assertEquals(2, span.line());
    assertEquals("once", read.toString());
  }

  @Test
  void a_text_that_became_shorter_does_no_harm_to_its_messages() {
    for (String now : List.of("", "{", "{\n", "{\n\n\n\n")) {
      var source = Source.readLater("mc.json", () -> now);
      String said =
          new DiagnosticPrinter(false)
              .print(Diagnostic.of(Code.HDW0501, new Span(source, 100, 120), "no files"));
      assertTrue(said.contains("no files"), said);
      assertTrue(new Span(source, 100, 120).text().isEmpty());
    }
  }
}
