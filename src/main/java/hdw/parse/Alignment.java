package hdw.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Lines up neighbours: the {@code =} of properties, and the columns of blocks that fill one line
 * each.
 */
final class Alignment {
  private final Layout layout;
  private final List<Item> items;

  private Alignment(Layout layout, List<Item> items) {
    this.layout = layout;
    this.items = items;
  }

  /** Lines up the items of a file or of a block over several lines. */
  static void align(Layout layout, List<Item> items) {
    var alignment = new Alignment(layout, items);
    items.forEach(alignment::reset);
    alignment.forRuns(alignment::areAdjacent, alignment::alignEquals);
    alignment.forRuns(alignment::sharesColumns, alignment::alignColumns);
  }

  private void reset(Item item) {
    item.equals().ifPresent(equals -> layout.gap(equals).padding(0));
    item.block().ifPresent(block -> layout.gap(block.first()).padding(0));
    item.block()
        .ifPresent(block -> block.items().forEach(each -> layout.gap(each.first()).padding(0)));
  }

  /** Hands over each longest run of items of which every two neighbours belong together. */
  private void forRuns(BiPredicate<Item, Item> together, Consumer<List<Item>> align) {
    var run = new ArrayList<Item>();
    for (Item item : items) {
      if (!run.isEmpty() && !together.test(run.get(run.size() - 1), item)) {
        align.accept(run);
        run.clear();
      }
      run.add(item);
    }
    align.accept(run);
  }

  /**
   * A property over several lines is the last of its run; a group on one line neither ends nor
   * widens a run.
   */
  private boolean areAdjacent(Item item, Item next) {
    return item.kind().equals(next.kind())
        && layout.isOneLine(item.first(), item.last())
        && layout.lexeme(next.first()).ownLineComments().isEmpty()
        && !BlankLines.before(layout, next.first())[0];
  }

  private void alignEquals(List<Item> run) {
    var properties =
        run.stream()
            .filter(each -> each.equals().isPresent())
            .filter(each -> layout.isOneLine(each.first(), each.equals().getAsInt()))
            .toList();
    pad(
        properties,
        each -> layout.width(each.first(), each.equals().getAsInt() - 1),
        each -> each.equals().getAsInt());
  }

  private boolean sharesColumns(Item item, Item next) {
    return areAdjacent(item, next) && isRow(item) && isRow(next);
  }

  /** Whether an item is a block that fills one line; others are runs of their own. */
  private boolean isRow(Item item) {
    return item.block().isPresent() && layout.isOneLine(item.first(), item.last());
  }

  private void alignColumns(List<Item> run) {
    if (run.size() > 1) {
      pad(run, each -> layout.width(each.first(), brace(each) - 1), Alignment::brace);
      alignColumn(run, 1);
    }
  }

  /**
   * Lines up the property {@code column} of those rows that have the same names up to it, then the
   * next.
   */
  private void alignColumn(List<Item> rows, int column) {
    Map<String, List<Item>> byName = new HashMap<>();
    for (Item row : rows) {
      List<Item> properties = row.block().orElseThrow().items();
      if (properties.size() > column) {
        String names = name(properties.get(column - 1)) + " " + name(properties.get(column));
        byName.computeIfAbsent(names, key -> new ArrayList<>()).add(row);
      }
    }
    for (List<Item> same : byName.values()) {
      pad(
          same,
          row -> layout.width(property(row, column - 1).first(), property(row, column - 1).last()),
          row -> property(row, column).first());
      alignColumn(same, column + 1);
    }
  }

  private void pad(List<Item> run, ToIntFunction<Item> width, ToIntFunction<Item> token) {
    int widest = run.stream().mapToInt(width).max().orElse(0);
    run.forEach(
        each -> layout.gap(token.applyAsInt(each)).padding(widest - width.applyAsInt(each)));
  }

  private static int brace(Item row) {
    return row.block().orElseThrow().first();
  }

  private static Item property(Item row, int column) {
    return row.block().orElseThrow().items().get(column);
  }

  private String name(Item property) {
    int end =
        property
            .equals()
            .orElseGet(() -> property.block().map(Fold::first).orElse(property.last()));
    var name = new StringBuilder();
    for (int i = property.first(); i < end; i++) {
      name.append(layout.lexeme(i).text()).append(' ');
    }
    return name.toString();
  }
}
