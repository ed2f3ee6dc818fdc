package hdw.root;

import java.io.IOException;

/**
 * Unpacks an LZ4 block as far as it is wanted; see "LZ4 Block Format Description" of the LZ4
 * project.
 */
final class Lz4 {
  private static final int LONGER = 15;
  private static final int LEAST_MATCH = 4;
  private static final int MOST = 1 << 24;

  private Lz4() {}

  /** Fills {@code target} from {@code from} to before {@code to}. */
  static void unpack(Input input, byte[] target, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      int token = input.next();
      int literals = Math.min(length(input, token >>> 4), to - at);
      input.fill(target, at, literals);
      at += literals;
      if (at < to) {
        int distance = input.next() | input.next() << 8;
        if (distance == 0 || distance > at - from) {
          throw Damage.of("an LZ4 record in it looks back behind its beginning");
        }
        int end = Math.min(to, at + LEAST_MATCH + length(input, token & LONGER));
        for (; at < end; at++) {
          target[at] = target[at - distance];
        }
      }
    }
  }

  private static int length(Input input, int begun) throws IOException {
    int length = begun;
    int more = begun == LONGER ? 255 : 0;
    while (more == 255) {
      more = input.next();
      length += more;
      if (length > MOST) {
        throw Damage.of("an LZ4 record in it is longer than a record can be");
      }
    }
    return length;
  }
}
