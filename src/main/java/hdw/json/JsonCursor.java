package hdw.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * Walks through JSON objects that stand one after the other, field by field, without making maps of
 * them.
 *
 * <p>{@link #nextObject} goes into the next object, {@link #nextField} to its next field. A value
 * that is not asked for is passed over; one that is an object or a list is gone into with {@link
 * #enter}, and left when {@link #nextField} or {@link #nextElement} says that nothing more comes.
 */
public final class JsonCursor implements AutoCloseable {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser json;
  private boolean entered;

  private JsonCursor(JsonParser json) {
    this.json = json;
  }

  /** A cursor before the first object of a text in UTF-8. */
  public static JsonCursor of(byte[] bytes, int from, int length) throws IOException {
    return new JsonCursor(FACTORY.createParser(bytes, from, length));
  }

  /**
   * Goes into the next object; {@code false} where there is none.
   *
   * @throws IOException where something else comes
   */
  public boolean nextObject() throws IOException {
    JsonToken next = json.nextToken();
    if (next != null && next != JsonToken.START_OBJECT) {
      throw new IOException("this is no JSON object");
    }
    entered = true;
    return next != null;
  }

  /** The line on which the cursor stands, from 1. */
  public int line() {
    return json.currentLocation().getLineNr();
  }

  /** Goes to the next field of the object; {@code false} at its end. */
  public boolean nextField() throws IOException {
    leaveValue();
    if (json.nextToken() != JsonToken.FIELD_NAME) {
      return false;
    }
    json.nextToken();
    return true;
  }

  /** Goes to the next element of the list; {@code false} at its end. */
  public boolean nextElement() throws IOException {
    leaveValue();
    return json.nextToken() != JsonToken.END_ARRAY;
  }

  private void leaveValue() throws IOException {
    if (!entered) {
      json.skipChildren();
    }
    entered = false;
  }

  /** The name of the field. */
  public String field() throws IOException {
    return json.currentName();
  }

  /** Whether the value is a list. */
  public boolean isList() {
    return json.currentToken() == JsonToken.START_ARRAY;
  }

  /** Whether the value is a text. */
  public boolean isText() {
    return json.currentToken() == JsonToken.VALUE_STRING;
  }

  /** Goes into an object or a list; {@code false} where the value is neither. */
  public boolean enter() {
    entered = json.currentToken().isStructStart();
    return entered;
  }

  /** The value where it is a text; else {@code otherwise}. */
  public String text(String otherwise) throws IOException {
    return isText() ? json.getText() : otherwise;
  }

  /** The value where it is a text, the same object as an equal one before where that is known. */
  public String shared(SharedTexts texts, String otherwise) throws IOException {
    return isText()
        ? texts.of(json.getTextCharacters(), json.getTextOffset(), json.getTextLength())
        : otherwise;
  }

  /** The value where it is a number, without its fraction; else {@code otherwise}. */
  public long number(long otherwise) throws IOException {
    return json.currentToken().isNumeric() ? json.getLongValue() : otherwise;
  }

  /**
   * The value where it is a number, or one of the texts {@code NaN}, {@code Infinity} and {@code
   * -Infinity} which stand for numbers that JSON has not.
   */
  public Optional<Double> real() throws IOException {
    if (json.currentToken().isNumeric()) {
      return Optional.of(json.getDoubleValue());
    }
    return switch (text("")) {
      case "NaN" -> Optional.of(Double.NaN);
      case "Infinity" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-Infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
      default -> Optional.empty();
    };
  }

  /** The value with all that is in it, as {@link JsonReader} has it. */
  public Object value(SharedTexts texts) throws IOException {
    return JsonReader.value(json, texts);
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
