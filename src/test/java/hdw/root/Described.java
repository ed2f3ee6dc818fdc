package hdw.root;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads the trees of a file once more, by what the file says of its classes. */
final class Described {
  private Described() {}

  /** What differs from the layout that is known, if anything does. */
  static Optional<String> compare(Bytes bytes) throws IOException {
    FileHeader header = FileHeader.read(bytes);
    RootFile file;
    try {
      file = RootFile.open(bytes);
    } catch (RootException broken) {
      return Optional.empty();
    }
    for (RootObject each : file.objects()) {
      if (each.className().equals("TTree")) {
        List<Member> said = members(bytes, header, version(bytes, each));
        List<Member> known = TreeLayout.of(version(bytes, each));
        if (!types(said).equals(types(known))) {
          return Optional.of(each.path() + "\n" + said + "\n" + known);
        }
      }
    }
    return Optional.empty();
  }

  private static List<Member> members(Bytes bytes, FileHeader header, int version)
      throws IOException {
    return TreeLayout.wanted(Streamers.members(bytes, header.streamers(), "TTree", version));
  }

  /** A base class may be told as a base or as a TNamed; both say how long they are. */
  private static List<String> types(List<Member> members) {
    return members.stream()
        .map(each -> each.name() + (each.isObject() ? " object" : " " + each.size()))
        .toList();
  }

  private static int version(Bytes bytes, RootObject tree) throws IOException {
    FileHeader header = FileHeader.read(bytes);
    Directory directory = Directory.top(bytes, header.directory());
    String path = tree.id();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/')) {
      directory =
          Directory.below(bytes, directory.directory(path.substring(0, slash)).orElseThrow());
      path = path.substring(slash + 1);
    }
    Key key = directory.tree(path).orElseThrow();
    return new Cursor(Piece.of(bytes, key.content())).frame().version();
  }
}
