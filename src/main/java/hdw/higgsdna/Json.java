package hdw.higgsdna;

import hdw.diagnostic.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A JSON value and the place where it stands. */
sealed interface Json {

  /** Where it stands. */
  Span span();

  /** The value as JSON on one line, everything spelt as in its file. */
  String literal();

  /** An object, its fields in the file's order. */
  record Keyed(Span span, Map<String, Field> fields) implements Json {
    /** Keeps the order. */
    public Keyed {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String literal() {
      return fields.values().stream()
          .map(each -> each.key().text() + ": " + each.value().literal())
          .collect(Collectors.joining(", ", "{", "}"));
    }
  }

  /** A field of an object; the key's place has its quotes. */
  record Field(Span key, Json value) {}

  /** A list. */
  record Listed(Span span, List<Json> elements) implements Json {
    /** Copies the list. */
    public Listed {
      elements = List.copyOf(elements);
    }

    @Override
    public String literal() {
      return elements.stream().map(Json::literal).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** A text. */
  record Text(Span span, String text) implements Json {
    @Override
    public String literal() {
      return span.text();
    }
  }

  /** A number, a truth value or {@code null}. */
  record Plain(Span span) implements Json {
    @Override
    public String literal() {
      return span.text();
    }
  }
}
