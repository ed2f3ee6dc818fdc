package hdw.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** Writes one JSON document, field by field in the order of the calls. */
public final class JsonWriter implements AutoCloseable {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;

  private JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  /** A document for people and machines: indented, ending with a newline. */
  public static JsonWriter indented(Writer writer) throws IOException {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    JsonGenerator json = FACTORY.createGenerator(writer);
    json.setPrettyPrinter(printer);
    return new JsonWriter(json);
  }

  /** A document on one line, as in a journal. */
  public static JsonWriter line(Writer writer) throws IOException {
    return new JsonWriter(FACTORY.createGenerator(writer));
  }

  /** Begins an object: the document, or an element of a list. */
  public JsonWriter begin() throws IOException {
    json.writeStartObject();
    return this;
  }

  /** Begins an object as a field. */
  public JsonWriter begin(String name) throws IOException {
    json.writeObjectFieldStart(name);
    return this;
  }

  /** Ends the object. */
  public JsonWriter end() throws IOException {
    json.writeEndObject();
    return this;
  }

  /** Begins a list as a field. */
  public JsonWriter beginList(String name) throws IOException {
    json.writeArrayFieldStart(name);
    return this;
  }

  /** Ends the list. */
  public JsonWriter endList() throws IOException {
    json.writeEndArray();
    return this;
  }

  /** A text. */
  public JsonWriter put(String name, String value) throws IOException {
    json.writeStringField(name, value);
    return this;
  }

  /** A whole number. */
  public JsonWriter put(String name, long value) throws IOException {
    json.writeNumberField(name, value);
    return this;
  }

  /** A number; what JSON has no number for as a text, such as {@code "NaN"}. */
  public JsonWriter put(String name, double value) throws IOException {
    json.writeNumberField(name, value);
    return this;
  }

  /** A truth value. */
  public JsonWriter put(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
    return this;
  }

  /** A text or whole number, or {@code null} where there is none. */
  public JsonWriter put(String name, Optional<?> value) throws IOException {
    if (value.isEmpty()) {
      json.writeNullField(name);
    } else if (value.get() instanceof Number number) {
      json.writeNumberField(name, number.longValue());
    } else {
      json.writeStringField(name, value.get().toString());
    }
    return this;
  }

  /** A list of texts. */
  public JsonWriter put(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String each : values) {
      json.writeString(each);
    }
    json.writeEndArray();
    return this;
  }

  /** Flushes the document and closes the writer below it. */
  @Override
  public void close() throws IOException {
    json.writeRaw('\n');
    json.close();
  }
}
