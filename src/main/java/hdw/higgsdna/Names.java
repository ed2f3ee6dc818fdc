package hdw.higgsdna;

import hdw.diagnostic.Span;
import java.util.List;

/**
 * What an analysis says of one dataset under one key: years, systematics or corrections.
 *
 * @param key where the dataset is named
 * @param value where its names stand
 * @param literal the names as a JSON list on one line
 */
record Names(Span key, Span value, String literal, List<String> names) {
  Names {
    names = List.copyOf(names);
  }
}
