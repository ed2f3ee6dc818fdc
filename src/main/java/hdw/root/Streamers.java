package hdw.root;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file says of its classes: a list of {@code TStreamerInfo}, each with a class's members in
 * their order.
 */
final class Streamers {
  private static final int NEW_CLASS = -1;
  private static final int CLASS = 0x80000000;
  private static final int BYTE_COUNT = 0x40000000;

  /** References count from 2 bytes before the key. */
  private static final int BEFORE = 2;

  private static final int REFERENCED = 1 << 4;

  private final Cursor cursor;
  private final int displacement;
  private final Map<Integer, String> classes = new HashMap<>();

  /** An object in a list: its class, empty where it is a reference, and where it ends. */
  private record Any(String className, int end) {}

  private Streamers(Cursor cursor, int displacement) {
    this.cursor = cursor;
    this.displacement = displacement;
  }

  /** The members of a class; an error where the file does not describe this version of it. */
  static List<Member> members(Bytes bytes, Extent extent, String className, int version)
      throws IOException {
    if (extent.full() > 0) {
      Key key = Key.read(new Cursor(Piece.of(bytes, extent)));
      Extent content =
          new Extent(extent.offset() + key.length(), key.content().stored(), key.content().full());
      var streamers = new Streamers(new Cursor(Piece.of(bytes, content)), key.length());
      List<Member> members = streamers.find(className, version);
      if (!members.isEmpty()) {
        return members;
      }
    }
    throw new RootException(
        RootException.Kind.UNSUPPORTED,
        "holds a "
            + className
            + " of version "
            + version
            + ", which hdw does not know and the file does not describe");
  }

  private List<Member> find(String className, int version) throws IOException {
    cursor.frame();
    object();
    cursor.text();
    int count = cursor.i32();
    for (int i = 0; i < count; i++) {
      Any any = any();
      if (any.className().equals("TStreamerInfo")) {
        cursor.frame();
        String name = named();
        cursor.skip(4);
        List<Member> members = elements(cursor.i32() == version && name.equals(className));
        if (!members.isEmpty()) {
          return members;
        }
      }
      cursor.skipTo(any.end());
      cursor.skip(cursor.u8());
    }
    return List.of();
  }

  /**
   * The elements of a description. Those of another class are passed over one by one, too: a class
   * that is met first there is referred to later.
   */
  private List<Member> elements(boolean wanted) throws IOException {
    Any array = any();
    cursor.frame();
    object();
    cursor.text();
    int count = cursor.i32();
    cursor.skip(4);
    var members = new ArrayList<Member>();
    for (int i = 0; i < count; i++) {
      Any any = any();
      if (wanted && !any.className().isEmpty()) {
        members.add(element(any.className()));
      }
      cursor.skipTo(any.end());
    }
    cursor.skipTo(array.end());
    return members;
  }

  private Member element(String className) throws IOException {
    cursor.frame();
    Cursor.Frame base = cursor.frame();
    String name = named();
    int type = cursor.i32();
    cursor.skip(4);
    int length = Math.max(0, cursor.i32());
    cursor.skipTo(base.end());
    String counter = "";
    if (className.equals("TStreamerBasicPointer")) {
      cursor.skip(4);
      counter = cursor.text();
    }
    return new Member(name, type, length, counter);
  }

  /** What stands before an object whose class is only known from here. */
  private Any any() throws IOException {
    int count = cursor.i32();
    int start = cursor.position();
    if ((count & BYTE_COUNT) == 0 || count == NEW_CLASS) {
      // no object, or one that stood before
      return new Any("", start);
    }
    int end = start + (count & ~BYTE_COUNT);
    int tag = cursor.i32();
    if (tag == NEW_CLASS) {
      String name = cursor.textToZero();
      classes.put(start + displacement + BEFORE, name);
      return new Any(name, end);
    }
    return new Any((tag & CLASS) == 0 ? "" : classes.getOrDefault(tag & ~CLASS, ""), end);
  }

  private String named() throws IOException {
    Cursor.Frame frame = cursor.frame();
    object();
    String name = cursor.text();
    cursor.skipTo(frame.end());
    return name;
  }

  /** A TObject, which does not say how long it is. */
  private void object() throws IOException {
    cursor.skip(6);
    if ((cursor.i32() & REFERENCED) != 0) {
      cursor.skip(2);
    }
  }
}
