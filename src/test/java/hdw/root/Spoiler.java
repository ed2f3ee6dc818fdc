package hdw.root;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Spoils ROOT files, most often where the reader looks; the same number gives the same file. */
final class Spoiler {
  private static final int[] ODD = {
    0, 1, 2, 5, 20, 21, 255, 1000, 1001, 0x40000000, 0x7fffffff, 0x80000000, 0xffffffff, 0x10000000
  };

  private final List<Original> originals;

  /** A whole file, and where the reader looks into it. */
  private record Original(InMemory file, List<Extent> looks) {}

  private Spoiler(List<Original> originals) {
    this.originals = originals;
  }

  /** Of these files, which must be right. */
  static Spoiler of(List<byte[]> files) throws IOException {
    var originals = new ArrayList<Original>();
    for (byte[] each : files) {
      var looks = new ArrayList<Extent>();
      var inMemory = new InMemory(each);
      FuzzedFile.read(
          new Bytes() {
            @Override
            public long size() {
              return inMemory.size();
            }

            @Override
            public byte[] read(long offset, int length) {
              looks.add(new Extent(offset, length, length));
              return inMemory.read(offset, length);
            }
          });
      originals.add(new Original(inMemory, List.copyOf(looks)));
    }
    return new Spoiler(List.copyOf(originals));
  }

  /** A spoilt file. */
  byte[] spoilt(long seed) {
    var random = new Random(new SplittableRandom(seed).nextLong());
    Original original = originals.get((int) (seed % originals.size()));
    byte[] content = original.file().content().clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      spoil(content, place(original, random), random);
    }
    return random.nextInt(20) > 0
        ? content
        : Arrays.copyOf(content, random.nextInt(content.length));
  }

  private static int place(Original original, Random random) {
    if (random.nextInt(8) == 0) {
      return random.nextInt(original.file().content().length);
    }
    Extent look = original.looks().get(random.nextInt(original.looks().size()));
    return (int) look.offset() + random.nextInt((int) Math.max(1, Math.min(look.stored(), 512)));
  }

  private static void spoil(byte[] content, int at, Random random) {
    switch (random.nextInt(5)) {
      case 0 -> content[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> content[at] = (byte) random.nextInt();
      case 2 -> number(content, at, ODD[random.nextInt(ODD.length)]);
      case 3 -> number(content, at, random.nextInt(content.length));
      default -> {
        int from = random.nextInt(content.length);
        int length = Math.min(random.nextInt(64), content.length - Math.max(at, from));
        System.arraycopy(content, from, content, at, length);
      }
    }
  }

  private static void number(byte[] content, int at, int number) {
    for (int i = 0; i < 4 && at + i < content.length; i++) {
      content[at + i] = (byte) (number >>> 24 - 8 * i);
    }
  }
}
