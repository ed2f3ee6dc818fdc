package hdw.run;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** What is wrong with a batch system now: told once, and once more when all of it is over. */
final class Complaints {
  /** What does not work. */
  enum About {
    SUBMITTING,
    ASKING,
    REMOVING,
    LISTENING
  }

  private final String name;
  private final Consumer<String> people;
  private final Map<About, String> open = new EnumMap<>(About.class);

  /**
   * Nothing is wrong yet.
   *
   * @param name of the batch system
   */
  Complaints(String name, Consumer<String> people) {
    this.name = name;
    this.people = people;
  }

  /** Something failed; the same words are not told again before they were over. */
  synchronized void failed(About about, IOException failure) {
    String line = String.valueOf(failure.getMessage());
    boolean told = open.containsValue(line);
    open.put(about, line);
    if (!told) {
      people.accept(line);
    }
  }

  /** Something works. */
  synchronized void well(About about) {
    if (open.remove(about) != null && open.isEmpty()) {
      people.accept(name + " answers again");
    }
  }
}
