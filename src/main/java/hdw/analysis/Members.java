package hdw.analysis;

import hdw.model.Type;
import hdw.model.Value;
import hdw.units.Memory;
import hdw.units.WallTime;
import java.util.List;
import java.util.Optional;

/**
 * What can stand behind the dot of a memory or a time: the unit in which its number is wanted,
 * rounded up.
 */
final class Members {
  private Members() {}

  /** The unit's value, such as 1 MiB for {@code mib}. */
  static Optional<Value> unit(Type owner, String member) {
    if (owner == Type.MEMORY || owner == Type.ANY) {
      Optional<Long> bytes =
          switch (member) {
            case "bytes" -> Memory.unit("B");
            case "kib" -> Memory.unit("KiB");
            case "mib" -> Memory.unit("MiB");
            case "gib" -> Memory.unit("GiB");
            default -> Optional.empty();
          };
      if (bytes.isPresent()) {
        return bytes.map(each -> new Value.Size(new Memory(each)));
      }
    }
    return owner == Type.TIME || owner == Type.ANY
        ? Optional.of(member)
            .filter(List.of("s", "min", "h")::contains)
            .flatMap(WallTime::unit)
            .map(each -> new Value.Time(new WallTime(each)))
        : Optional.empty();
  }

  /** The members of a type; none for most. */
  static List<String> of(Type owner) {
    return owner == Type.MEMORY
        ? List.of("bytes", "kib", "mib", "gib")
        : owner == Type.TIME ? List.of("s", "min", "h") : List.of();
  }
}
