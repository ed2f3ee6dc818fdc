package hdw.parse;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A declaration, property or queue: what gets a line of its own.
 *
 * @param kind only neighbours of one kind are lined up
 * @param first its first token
 * @param last its last token
 * @param equals the {@code =} behind its name, if it has one
 * @param block the fold of its block, if it has one
 */
record Item(String kind, int first, int last, OptionalInt equals, Optional<Fold> block) {

  /** Whether it ends in a block over several lines. */
  boolean hasOpenBlock() {
    return block.map(Fold::isOpen).orElse(false);
  }
}
