package hdw.root;

import java.io.IOException;

/**
 * An RNTuple of format 1, read for its entries and clusters; see "RNTuple Binary Format
 * Specification" 1.0 of the ROOT project.
 */
final class NtupleObject {
  private static final int EPOCH = 1;
  private static final int MOST_GROUPS = 1 << 16;

  private final Bytes bytes;
  private final Extent header;
  private final Extent footer;

  /** Reads the anchor: where header and footer stand. */
  NtupleObject(Bytes bytes, Key key) throws IOException {
    this.bytes = bytes;
    var cursor = new Cursor(Piece.of(bytes, key.content()));
    cursor.frame();
    int epoch = cursor.u16();
    if (epoch != EPOCH) {
      throw epoch < EPOCH
          ? early()
          : new RootException(
              RootException.Kind.UNSUPPORTED,
              "holds an RNTuple of version " + epoch + ", which is newer than this hdw");
    }
    cursor.skip(6);
    header = extent(cursor);
    footer = extent(cursor);
  }

  /** What is said of formats before 1, which ROOT itself no longer reads. */
  static RootException early() {
    return new RootException(
        RootException.Kind.UNSUPPORTED,
        "holds an RNTuple from before version 1, which hdw does not read: write it again with"
            + " ROOT 6.34 or newer");
  }

  private static Extent extent(Cursor cursor) throws IOException {
    return new Extent(cursor.i64(), cursor.i64(), cursor.i64());
  }

  /** Where its description stands, which is compressed as its data are. */
  Extent header() {
    return header;
  }

  /** Its entries; each cluster must begin where the one before ends. */
  Entries entries() throws IOException {
    Envelope envelope = Envelope.open(bytes, footer, Envelope.FOOTER);
    envelope.skipFlags();
    envelope.skip(8);
    envelope.skipFrame();
    int groups = envelope.list();
    if (groups > MOST_GROUPS) {
      throw Damage.of("an RNTuple in it has " + groups + " groups of clusters");
    }
    var clusters = new ClusterRanges();
    long entries = 0;
    for (int i = 0; i < groups; i++) {
      int end = envelope.frame();
      long first = envelope.i64();
      long span = envelope.i64();
      int count = envelope.i32();
      Extent pages = envelope.link();
      envelope.skipTo(end);
      if (first != entries || span < 0 || entries + span < 0) {
        throw gap();
      }
      addClusters(pages, new Span(first, first + span, count), clusters);
      entries += span;
    }
    return new Entries(entries, clusters.clusters());
  }

  /** The entries of a group, and how many clusters they are in. */
  private record Span(long first, long end, int clusters) {}

  private void addClusters(Extent pages, Span group, ClusterRanges clusters) throws IOException {
    Envelope envelope = Envelope.open(bytes, pages, Envelope.PAGES);
    envelope.skip(8);
    int count = envelope.list();
    long next = group.first();
    for (int i = 0; i < count; i++) {
      int end = envelope.frame();
      long first = envelope.i64();
      // the highest 8 bits are flags
      long size = envelope.i64() << 8 >>> 8;
      envelope.skipTo(end);
      if (first != next || size > group.end() - next) {
        throw gap();
      }
      next += size;
      if (size > 0) {
        clusters.addCluster(size);
      }
    }
    if (next != group.end() || count != group.clusters()) {
      throw gap();
    }
  }

  private static RootException gap() {
    return Damage.of("the clusters of an RNTuple in it do not follow each other");
  }
}
