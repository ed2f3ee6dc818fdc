package hdw.ast;

import hdw.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** What stands between braces: properties and, in a site, queues, each in order. */
public record Block(Span span, List<Property> properties, List<Queue> queues) {

  /** Copies the lists. */
  public Block {
    properties = List.copyOf(properties);
    queues = List.copyOf(queues);
  }

  /** The property called {@code name}, the first if there are several. */
  public Optional<Property> property(String name) {
    return properties.stream().filter(each -> each.name().text().equals(name)).findFirst();
  }

  /** {@code queue espresso { time = 20 min }}. */
  public record Queue(Name name, Block body) {}
}
