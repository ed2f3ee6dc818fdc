package hdw.parse;

import java.util.List;

/**
 * Places between tokens at which lines end all together or not at all: those of a block, a list, a
 * chain.
 */
final class Fold {
  private final int first;
  private final boolean opensWhenLong;
  private boolean open;
  private List<Item> items = List.of();

  private Fold(int first, boolean opensWhenLong) {
    this.first = first;
    this.opensWhenLong = opensWhenLong;
  }

  /** A fold that opens where its line, from token {@code first} on, would be too long. */
  static Fold at(int first) {
    return new Fold(first, true);
  }

  /** A fold that stays as the author had it. */
  static Fold asWritten(int first) {
    return new Fold(first, false);
  }

  /** The token from which on its line is measured; of a block, the opening brace. */
  int first() {
    return first;
  }

  boolean opensWhenLong() {
    return opensWhenLong;
  }

  boolean isOpen() {
    return open;
  }

  void open() {
    open = true;
  }

  /** What stands in a block, in order; empty where this is no block. */
  List<Item> items() {
    return items;
  }

  void items(List<Item> contents) {
    items = List.copyOf(contents);
  }
}
