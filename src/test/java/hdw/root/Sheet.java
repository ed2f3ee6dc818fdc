package hdw.root;

import hdw.root.WrittenFile.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The records of a {@link WrittenFile}, put one behind the other. */
final class Sheet {
  private static final int DATE = 0x6e5a2c40;

  private final Map<Long, byte[]> pieces = new TreeMap<>();
  private final Compression compression;
  private final int block;
  private final Set<Part> wide;
  private long at;

  /** What a key says, besides where it stands. */
  private record Label(String className, String name, int cycle) {}

  Sheet(Compression compression, int block, Set<Part> wide) {
    this.compression = compression;
    this.block = block;
    this.wide = wide;
  }

  Map<Long, byte[]> pieces() {
    return pieces;
  }

  long end() {
    return at;
  }

  void skip(long bytes) {
    at += bytes;
  }

  void put(long offset, byte[] bytes) {
    pieces.put(offset, bytes);
  }

  private void add(byte[] bytes) {
    put(at, bytes);
    at += bytes.length;
  }

  /**
   * Writes the top directory with all that is below it.
   *
   * @return how far its record stands behind its key's beginning, in bytes
   */
  int top(String name, long gap, List<WrittenTree> trees) throws IOException {
    byte[] texts = new Ink().text(name).text("").bytes();
    var label = new Label("TFile", name, 1);
    int length = key(label, at, 0, 0).length + texts.length;
    add(key(label, at, texts.length + recordSize(), texts.length + recordSize()));
    add(texts);
    long record = at;
    skip(recordSize() + gap);
    directory(record, "", trees);
    return length;
  }

  /** Writes what is in a directory, then its list, then where the list stands. */
  private void directory(long record, String path, List<WrittenTree> trees) throws IOException {
    var keys = new ArrayList<byte[]>();
    for (WrittenTree each : trees) {
      if (each.directory().equals(path)) {
        byte[] object = each.object();
        byte[] packed = Packing.pack(object, compression, block);
        keys.add(record(new Label("TTree", each.name(), each.cycle()), packed, object.length));
      }
    }
    for (String each : below(path, trees)) {
      long start = at;
      var label = new Label("TDirectoryFile", each.substring(each.lastIndexOf('/') + 1), 1);
      keys.add(record(label, new byte[recordSize()], recordSize()));
      directory(start + keys.get(keys.size() - 1).length, each, trees);
    }
    var list = new Ink().i32(keys.size());
    keys.forEach(list::raw);
    long start = at;
    record(new Label("TDirectory", "", 1), list.bytes(), list.size());
    put(record, directoryRecord(start, (int) (at - start)));
  }

  /** The paths of the directories in a directory. */
  private static Set<String> below(String path, List<WrittenTree> trees) {
    String prefix = path.isEmpty() ? "" : path + "/";
    var below = new LinkedHashSet<String>();
    for (WrittenTree each : trees) {
      String directory = each.directory();
      if (directory.startsWith(prefix) && directory.length() > prefix.length()) {
        int slash = directory.indexOf('/', prefix.length());
        below.add(slash < 0 ? directory : directory.substring(0, slash));
      }
    }
    return below;
  }

  /** Writes a record; gives its key. */
  private byte[] record(Label label, byte[] stored, int full) {
    byte[] key = key(label, at, stored.length, full);
    add(key);
    add(stored);
    return key;
  }

  private byte[] key(Label label, long start, int stored, int full) {
    boolean isWide = wide.contains(Part.KEYS);
    var texts = new Ink().text(label.className()).text(label.name()).text("");
    int length = 18 + (isWide ? 16 : 8) + texts.size();
    var key = new Ink().i32(length + stored).u16(isWide ? 1004 : 4).i32(full, DATE);
    key.u16(length).u16(label.cycle()).offset(isWide, start).offset(isWide, 100);
    return key.raw(texts.bytes()).bytes();
  }

  private byte[] directoryRecord(long list, int length) {
    boolean isWide = wide.contains(Part.DIRECTORIES);
    var record = new Ink().u16(isWide ? 1005 : 5).i32(DATE, DATE, length, 0);
    record.offset(isWide, 100).offset(isWide, 0).offset(isWide, list);
    return record.raw(new byte[recordSize() - record.size()]).bytes();
  }

  /** With room for a UUID, as ROOT leaves it. */
  private int recordSize() {
    return wide.contains(Part.DIRECTORIES) ? 60 : 48;
  }
}
