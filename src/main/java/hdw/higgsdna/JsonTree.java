package hdw.higgsdna;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import hdw.catalog.BrokenJson;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads JSON as strictly as Python does, and keeps the place of everything. */
final class JsonTree {
  private final Source source;
  private final Diagnostics diagnostics;
  private final JsonParser json;

  private JsonTree(Source source, Diagnostics diagnostics, JsonParser json) {
    this.source = source;
    this.diagnostics = diagnostics;
    this.json = json;
  }

  /** The one value that a text holds; nothing, with a report, where it is broken. */
  static Optional<Json> read(Source source, Diagnostics diagnostics) {
    Optional<Diagnostic> odd = BrokenJson.nul(source);
    if (odd.isPresent()) {
      diagnostics.add(odd.get());
      return Optional.empty();
    }
    try (JsonParser json = new JsonFactory().createParser(source.text())) {
      return new JsonTree(source, diagnostics, json).whole();
    } catch (JsonProcessingException broken) {
      diagnostics.add(BrokenJson.of(source, broken));
      return Optional.empty();
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory", impossible);
    }
  }

  private Optional<Json> whole() throws IOException {
    if (json.nextToken() == null) {
      diagnostics.add(Code.HDW0505, source.span(0, 1), "this file is empty");
      return Optional.empty();
    }
    Json value = value();
    if (json.nextToken() != null) {
      int at = start();
      diagnostics.add(
          Code.HDW0505, source.span(at, at + 1), "something stands behind the end of the JSON");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private Json value() throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> list();
      case VALUE_STRING -> new Json.Text(textSpan(), json.getText());
      default -> new Json.Plain(source.span(start(), start() + json.getTextLength()));
    };
  }

  private Json object() throws IOException {
    int from = start();
    Map<String, Json.Field> fields = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      Span key = textSpan();
      json.nextToken();
      Json.Field earlier = fields.putIfAbsent(name, new Json.Field(key, value()));
      if (earlier != null) {
        diagnostics.add(
            Diagnostic.of(Code.HDW0202, key, "`" + name + "` stands here twice")
                .note("first at", earlier.key())
                .hint("Python keeps the last one; remove the other"));
      }
    }
    return new Json.Keyed(source.span(from, start() + 1), fields);
  }

  private Json list() throws IOException {
    int from = start();
    var elements = new ArrayList<Json>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return new Json.Listed(source.span(from, start() + 1), elements);
  }

  private int start() {
    return (int) json.currentTokenLocation().getCharOffset();
  }

  /** A text with its quotes: Jackson itself tells only where it begins. */
  private Span textSpan() {
    String text = source.text();
    int end = start() + 1;
    while (text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return source.span(start(), end + 1);
  }
}
