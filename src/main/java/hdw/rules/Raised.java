package hdw.rules;

import hdw.model.Resource;
import hdw.model.Value;

/**
 * What a reaction, or a person, asks for the next attempts at one job.
 *
 * @param source who asks, such as {@code rule grow_memory, attempt 2} or {@code hdw retry}
 */
public record Raised(Resource resource, Value value, String source) {

  /** What is asked for as a rule would write it, such as {@code memory = 8 GB}. */
  public String text() {
    return resource.word() + " = " + value.text();
  }
}
