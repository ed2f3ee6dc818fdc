package hdw.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON that hdw wrote: objects as maps in order, lists as lists, whole numbers as {@link
 * Long}.
 */
public final class JsonReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonReader() {}

  /**
   * The object that a text holds.
   *
   * @throws IOException where the text is no whole JSON object
   */
  public static Map<String, Object> object(String text) throws IOException {
    try (JsonParser json = FACTORY.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("this is no JSON object");
      }
      return object(json, new SharedTexts());
    }
  }

  private static Map<String, Object> object(JsonParser json, SharedTexts texts) throws IOException {
    var object = new LinkedHashMap<String, Object>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      object.put(name, value(json, texts));
    }
    return object;
  }

  /** The value at which a parser stands; equal texts are the same object where that is known. */
  static Object value(JsonParser json, SharedTexts texts) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json, texts);
      case START_ARRAY -> list(json, texts);
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Optional.empty();
      default -> texts.of(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    };
  }

  private static List<Object> list(JsonParser json, SharedTexts texts) throws IOException {
    var list = new ArrayList<Object>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(json, texts));
    }
    return list;
  }

  /** The text of a field; nothing where it is not there or no text. */
  public static Optional<String> text(Map<String, Object> object, String name) {
    return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The whole number of a field; {@code otherwise} where it is not there or no number. */
  public static long number(Map<String, Object> object, String name, long otherwise) {
    return object.get(name) instanceof Number number ? number.longValue() : otherwise;
  }

  /** The object of a field; nothing where there is none. */
  public static Optional<Map<String, Object>> inner(Map<String, Object> object, String name) {
    return object.get(name) instanceof Map<?, ?> found
        ? Optional.of(withTextKeys(found))
        : Optional.empty();
  }

  private static Map<String, Object> withTextKeys(Map<?, ?> map) {
    var copy = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> copy.put(key.toString(), value));
    return copy;
  }

  /** The objects of a list field; empty where there is none. */
  public static List<Map<String, Object>> objects(Map<String, Object> object, String name) {
    var objects = new ArrayList<Map<String, Object>>();
    if (object.get(name) instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> map) {
          objects.add(withTextKeys(map));
        }
      }
    }
    return objects;
  }

  /** The texts of a list field; empty where there is none. */
  public static List<String> texts(Map<String, Object> object, String name) {
    return object.get(name) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }
}
