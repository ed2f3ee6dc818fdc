package hdw.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.draw.BoxLayout.Box;
import hdw.draw.BoxLayout.Link;
import hdw.draw.BoxLayout.Placed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Boxes of a DAG have places. */
final class BoxLayoutTest {
  private static final List<Box> BOXES =
      List.of(
          new Box("a", 100, 40), new Box("b", 80, 40), new Box("c", 80, 40), new Box("d", 60, 40));
  private static final List<Link> LINKS =
      List.of(
          new Link("a", "b"),
          new Link("a", "c"),
          new Link("b", "d"),
          new Link("c", "d"),
          new Link("d", "nobody"));

  @Test
  void what_a_box_waits_for_stands_before_it_and_no_two_boxes_touch() {
    BoxLayout right = BoxLayout.of(BOXES, LINKS, Direction.RIGHT);
    assertEquals(4, right.lines().size());
    for (BoxLayout.Line each : right.lines()) {
      Placed from = place(right, each.link().from());
      Placed to = place(right, each.link().to());
      assertTrue(from.x() + from.box().width() < to.x(), each.toString());
      assertEquals(from.x() + from.box().width(), each.points().get(0).x(), 1);
      assertEquals(to.x(), each.points().get(each.points().size() - 1).x(), 1);
    }
    Placed b = place(right, "b");
    Placed c = place(right, "c");
    assertTrue(Math.abs(b.y() - c.y()) >= 40, right.toString());
    assertTrue(right.width() > 300 && right.height() > 80, right.toString());
    BoxLayout down = BoxLayout.of(BOXES, LINKS, Direction.DOWN);
    assertTrue(place(down, "a").y() + 40 < place(down, "b").y(), down.toString());
  }

  @Test
  void the_same_boxes_always_get_the_same_places() {
    assertEquals(
        BoxLayout.of(BOXES, LINKS, Direction.RIGHT), BoxLayout.of(BOXES, LINKS, Direction.RIGHT));
  }

  @Test
  void five_hundred_boxes_are_placed_in_seconds() {
    var boxes = new ArrayList<Box>();
    var links = new ArrayList<Link>();
    for (int i = 0; i < 500; i++) {
      boxes.add(new Box("n" + i, 120, 40));
      if (i >= 100) {
        links.add(new Link("n" + (i - 100), "n" + i));
      }
    }
    long begun = System.nanoTime();
    BoxLayout layout = BoxLayout.of(boxes, links, Direction.RIGHT);
    assertEquals(400, layout.lines().size());
    assertTrue(System.nanoTime() - begun < 20_000_000_000L);
  }

  private static Placed place(BoxLayout layout, String id) {
    return layout.placed().stream().filter(each -> each.box().id().equals(id)).findFirst().get();
  }
}
