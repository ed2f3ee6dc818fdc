package hdw.cli;

import hdw.root.Bytes;
import hdw.root.Clusters;
import hdw.root.Compression;
import hdw.root.Entries;
import hdw.root.RootException;
import hdw.root.RootFile;
import hdw.root.RootObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is in a ROOT file.
 *
 * @param facts of the file itself; none where it could not be read
 * @param errors in words that stand behind the file's name
 */
record RootContents(String file, Optional<Facts> facts, List<Item> items, List<String> errors) {

  /**
   * What a file says of itself.
   *
   * @param version of the ROOT that wrote it
   * @param compression the setting for all of it
   */
  record Facts(long bytes, String version, String compression) {}

  /** An object; of a tree that can be read also entries and compression. */
  record Item(RootObject object, Optional<Entries> entries, Optional<Compression> compression) {}

  /** A file that could not be read. */
  static RootContents unread(String file, String error) {
    return new RootContents(file, Optional.empty(), List.of(), List.of(error));
  }

  /**
   * Reads a file.
   *
   * @param tree the only one that is wanted, or nothing for all objects
   */
  static RootContents read(String file, Bytes bytes, Optional<String> tree) throws IOException {
    RootFile root = RootFile.open(bytes);
    var items = new ArrayList<Item>();
    var errors = new ArrayList<String>();
    List<RootObject> wanted = tree.isPresent() ? List.of(root.tree(tree.get())) : root.objects();
    for (RootObject each : wanted) {
      items.add(item(root, each, errors));
    }
    var facts = new Facts(bytes.size(), root.version(), root.compression());
    return new RootContents(file, Optional.of(facts), List.copyOf(items), List.copyOf(errors));
  }

  private static Item item(RootFile root, RootObject object, List<String> errors)
      throws IOException {
    if (object.isTree()) {
      try {
        return new Item(
            object, Optional.of(root.entries(object.id())), Optional.of(root.compression(object)));
      } catch (RootException unread) {
        errors.add(unread.getMessage());
      }
    }
    return new Item(object, Optional.empty(), Optional.empty());
  }

  /** How many entries most clusters have; the largest such number, 0 where none are known. */
  static long typicalSize(Clusters clusters) {
    long[] ends = clusters.ends();
    long[] steps = clusters.steps();
    long most = 0;
    long typical = 0;
    for (int i = 0; i < ends.length; i++) {
      long entries = ends[i] - (i == 0 ? 0 : ends[i - 1]);
      long size = Math.min(entries, steps[i]);
      long count = entries / size;
      if (count > most || count == most && size > typical) {
        most = count;
        typical = size;
      }
    }
    return typical;
  }
}
