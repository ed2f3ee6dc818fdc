package hdw.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.root.WrittenFile.Part;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Spoilt files are answered with an {@link IOException} or with numbers that can be: no other
 * exception, no hang, no memory taken because a spoilt length asks for it.
 *
 * <p>{@code -Dhdw.fuzz=100000} tries more, {@code -Dhdw.seed=...} other ones. A failure names its
 * seed: {@code Spoiler.spoilt(seed)} is the file.
 */
final class SpoiltFilesTest {
  private static final int COUNT = Integer.getInteger("hdw.fuzz", 3_000);
  private static final long SEED = Long.getLong("hdw.seed", 1);
  private static final long SLOWEST = 1_000_000_000L;

  private static final List<String> REAL =
      List.of(
          "nanoAOD_2015_CMS_Open_Data_ttbar.root",
          "nano_tt_v12.root",
          "uproot-HZZ-lz4.root",
          "uproot-Zmumu-lzma.root",
          "uproot-Zmumu-zstd.root",
          "uproot-Zmumu-uncompressed.root",
          "uproot-from-geant4.root",
          "uproot-nesteddirs.root",
          "test_multiple_cluster_groups_rntuple_v1-0-0-0.root",
          "nano_dimuon_rntuple.root");

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_spoilt_file_is_answered() throws IOException {
    if (RealFiles.areHere()) {
      check(Spoiler.of(real()), COUNT);
    }
    check(Spoiler.of(written()), COUNT / 3);
  }

  private static void check(Spoiler spoiler, int count) {
    var refused = new AtomicInteger();
    String failures =
        LongStream.range(SEED, SEED + count)
            .parallel()
            .mapToObj(seed -> failure(spoiler.spoilt(seed), seed, refused))
            .filter(each -> !each.isEmpty())
            .limit(3)
            .reduce("", (one, other) -> one + other + "\n");
    assertEquals("", failures);
    assertTrue(refused.get() > count / 10, "too few are spoilt: " + refused);
    assertTrue(refused.get() < count, "nothing is read any more");
  }

  private static String failure(byte[] file, long seed, AtomicInteger refused) {
    try {
      String slow = attempt(file, seed, refused);
      // a machine that was busy is not a hang
      return slow.isEmpty() ? "" : attempt(file, seed, refused);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError thrown) {
      var text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text));
      return "seed " + seed + ": " + text.toString().lines().limit(12).toList();
    }
  }

  private static String attempt(byte[] file, long seed, AtomicInteger refused) {
    long start = System.nanoTime();
    if (!isRead(file)) {
      refused.incrementAndGet();
    }
    long time = System.nanoTime() - start;
    return time > SLOWEST ? "seed " + seed + " takes " + time / 1_000_000 + " ms" : "";
  }

  private static boolean isRead(byte[] file) {
    try {
      return FuzzedFile.read(new InMemory(file));
    } catch (IOException spoilt) {
      return false;
    }
  }

  private static List<byte[]> real() throws IOException {
    var files = new ArrayList<byte[]>();
    for (String each : REAL) {
      files.add(Files.readAllBytes(RealFiles.file(each)));
    }
    return files;
  }

  private static List<byte[]> written() throws IOException {
    var files = new ArrayList<byte[]>();
    WrittenTree tree =
        WrittenTree.of("a/Events", 100).ranges(new long[] {9, 49}, new long[] {5, 10}).every(20);
    for (Compression each : Compression.values()) {
      files.add(new WrittenFile().tree(tree).tree("b", 1, 1).compressed(each).bytes());
    }
    for (int version : new int[] {5, 16, 18}) {
      files.add(stored().tree(tree.version(version)).bytes());
    }
    files.add(stored().tree(tree).tree("a/b/c", 1, 1).wide(Part.values()).bytes());
    return files;
  }

  private static WrittenFile stored() {
    return new WrittenFile().compressed(Compression.NONE);
  }
}
