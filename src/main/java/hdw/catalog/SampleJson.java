package hdw.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import hdw.diagnostic.Code;
import hdw.diagnostic.Diagnostic;
import hdw.diagnostic.Diagnostics;
import hdw.diagnostic.Source;
import hdw.diagnostic.Span;
import hdw.model.Value;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a sample JSON: HiggsDNA's {@code {"DY": ["a.root"]}} and the longer form with metadata,
 * {@code {"DY": {"files": [...], "tree": "Events", "xsec": 6077.22}}}.
 */
public final class SampleJson {
  private static final Listing NO_FILES = new Listing.Builder().build();

  private final Source source;
  private final Diagnostics diagnostics;
  private final List<Entry> entries = new ArrayList<>();

  /** Whether something is wrong with the sample that is being read. */
  private boolean wrong;

  /** Whether a text has a character that no name and no path has. */
  private boolean hasNul;

  /**
   * One sample of the file; metadata include {@code tree} where it is given.
   *
   * @param files for each file its places, the preferred one first
   */
  public record Entry(Span span, String name, Listing files, Map<String, Value> metadata) {}

  /** Whether the source is not to be looked at, as it would have to be read for that. */
  private final boolean streams;

  private SampleJson(Source source, boolean streams, Diagnostics diagnostics) {
    this.source = source;
    this.streams = streams;
    this.diagnostics = diagnostics;
  }

  /** The samples in the file's order; what is wrong is reported at its place in the JSON. */
  public static List<Entry> read(Source source, Diagnostics diagnostics) {
    Optional<Diagnostic> odd = BrokenJson.nul(source);
    if (odd.isPresent()) {
      diagnostics.add(odd.get());
      return List.of();
    }
    var reader = new SampleJson(source, false, diagnostics);
    try (JsonParser json = new JsonFactory().createParser(source.text())) {
      reader.readAll(json);
    } catch (JsonProcessingException broken) {
      diagnostics.add(BrokenJson.of(source, broken));
      return List.of();
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException("reading from memory", impossible);
    }
    return reader.entries;
  }

  /**
   * The samples in the file's order, read piece by piece, as the text may be far larger than what
   * is in it; nothing where there is something to say about it: {@link #read} then says it.
   *
   * @param source the same text, for those who speak of a sample later
   */
  static Optional<List<Entry>> stream(Reader text, Source source) throws IOException {
    var diagnostics = new Diagnostics();
    var reader = new SampleJson(source, true, diagnostics);
    try (JsonParser json = new JsonFactory().createParser(text)) {
      reader.readAll(json);
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    }
    boolean odd = diagnostics.size() > 0 || reader.hasNul;
    return odd ? Optional.empty() : Optional.of(reader.entries);
  }

  private void readAll(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      wrong(json, "a sample JSON is an object: {\"DY\": [\"a.root\"]}");
      return;
    }
    Map<String, Span> names = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      Span span = span(json);
      String name = json.currentName();
      hasNul |= name.indexOf('\0') >= 0;
      Span earlier = names.putIfAbsent(name, span);
      if (earlier != null) {
        diagnostics.add(
            Diagnostic.of(Code.HDW0202, span, "sample `" + name + "` is declared twice")
                .note("first declared at", earlier));
      }
      json.nextToken();
      var metadata = new LinkedHashMap<String, Value>();
      wrong = false;
      Listing files =
          json.currentToken() == JsonToken.START_OBJECT
              ? sample(json, name, metadata)
              : files(json);
      if (earlier == null && !wrong) {
        entries.add(new Entry(span, name, files, metadata));
      }
    }
    if (json.nextToken() != null) {
      wrong(json, "something stands behind the end of the object");
    }
  }

  private Listing sample(JsonParser json, String name, Map<String, Value> metadata)
      throws IOException {
    var keys = new LinkedHashMap<String, Span>();
    Listing files = object(json, metadata, keys);
    wrong |= new JsonKeys(keys).check(name, diagnostics);
    return files;
  }

  private Listing object(JsonParser json, Map<String, Value> metadata, Map<String, Span> keys)
      throws IOException {
    Listing files = NO_FILES;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      hasNul |= name.indexOf('\0') >= 0;
      keys.put(name, span(json));
      json.nextToken();
      if (name.equals("files")) {
        files = files(json);
      } else if (name.equals("metadata") && json.currentToken() == JsonToken.START_OBJECT) {
        object(json, metadata, new LinkedHashMap<>());
      } else {
        metadatum(json, name, metadata);
      }
    }
    return files;
  }

  private void metadatum(JsonParser json, String name, Map<String, Value> metadata)
      throws IOException {
    JsonToken token = json.currentToken();
    if (name.equals("events") || name.equals("bytes")) {
      diagnostics.add(
          Diagnostic.of(
                  Code.HDW0252,
                  span(json),
                  "`sample." + name + "` is counted by hdw; this metadatum is never seen")
              .hint("give it another name, such as `n_" + name + "`"));
    }
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (token == JsonToken.START_OBJECT) {
      wrong(
          json,
          "metadatum `"
              + name
              + "` is an object; a metadatum is a text, a number, a truth value or a list");
      json.skipChildren();
    } else if (token == JsonToken.START_ARRAY) {
      var elements = new ArrayList<Value>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL) {
          elements.add(scalar(json));
        } else {
          wrong(
              json, "the elements of metadatum `" + name + "` are texts, numbers or truth values");
          json.skipChildren();
        }
      }
      metadata.put(key(name), new Value.Listed(elements));
    } else {
      metadata.put(key(name), scalar(json));
    }
  }

  private static String key(String name) {
    return name.equals("treename") ? "tree" : name;
  }

  private Value scalar(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> new Value.Truth(true);
      case VALUE_FALSE -> new Value.Truth(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json);
      default -> new Value.Text(text(json));
    };
  }

  private Value number(JsonParser json) throws IOException {
    Optional<Value> number = BrokenJson.number(json.getDecimalValue());
    if (number.isEmpty()) {
      wrong(json, "hdw knows numbers from 1e-300 to 1e300");
    }
    return number.orElse(Value.Numeric.of(0));
  }

  private Listing files(JsonParser json) throws IOException {
    var files = new Listing.Builder();
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      files.add(text(json));
      return files.build();
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      wrong(json, "the files of a sample are a list of texts");
      json.skipChildren();
      return files.build();
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        files.add(text(json));
      } else if (json.currentToken() == JsonToken.START_ARRAY) {
        replicas(json).ifPresent(files::add);
      } else {
        wrong(json, "the files of a sample are texts");
        json.skipChildren();
      }
    }
    return files.build();
  }

  /** The places of one file, as a list in the list of files. */
  private Optional<List<String>> replicas(JsonParser json) throws IOException {
    var places = new ArrayList<String>();
    Span start = span(json);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        places.add(text(json));
      } else {
        wrong(json, "the places of a file are texts");
        json.skipChildren();
      }
    }
    if (places.isEmpty()) {
      wrong = true;
      diagnostics.add(Code.HDW0505, start, "a list in the list of files names the places of one");
    }
    return places.isEmpty() ? Optional.empty() : Optional.of(places);
  }

  private void wrong(JsonParser json, String message) {
    wrong = true;
    diagnostics.add(Code.HDW0505, span(json), message);
  }

  private String text(JsonParser json) throws IOException {
    String text = json.getText();
    hasNul |= text.indexOf('\0') >= 0;
    return text;
  }

  private static int place(JsonLocation location) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE - 1, location.getCharOffset()));
  }

  private Span span(JsonParser json) {
    int start = place(json.currentTokenLocation());
    int end = Math.max(start + 1, place(json.currentLocation()));
    if (streams) {
      return new Span(source, start, end);
    }
    int line = start; // a JSON of many megabytes may be one line: no search goes beyond the token
    while (line < end && source.text().charAt(line) != '\n') {
      line++;
    }
    return source.span(start, Math.max(start + 1, line));
  }
}
