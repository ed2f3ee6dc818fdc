package hdw.root;

import java.io.IOException;
import java.util.List;

/** Reads the TTrees of a file twice: by the layout that hdw knows, and by the file's own words. */
record Described(Bytes bytes, RootFile file) {

  static Described of(Bytes bytes) throws IOException {
    return new Described(bytes, RootFile.open(bytes));
  }

  List<RootObject> trees() throws IOException {
    return file.objects().stream()
        .filter(each -> each.className().startsWith("TTree") || each.className().startsWith("TNt"))
        .toList();
  }

  /** By the layout that is known. */
  Entries known(RootObject tree) throws IOException {
    return file.entries(tree.id());
  }

  /** By what the file says of its classes, as is done with versions that are not known. */
  Entries said(RootObject tree) throws IOException {
    Extent streamers = FileHeader.read(bytes).streamers();
    return TreeObject.read(bytes, file.key(tree.id()), TreeObject.described(bytes, streamers));
  }
}
