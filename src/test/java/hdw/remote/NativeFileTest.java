package hdw.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** How pieces of a file are asked for with {@code xrdfs}. */
final class NativeFileTest {
  private static final long FOUR_GIB = 1L << 32;

  private final List<List<String>> asked = new ArrayList<>();
  private final NativeFiles files =
      new NativeFiles(
          (arguments, most, longest) -> {
            asked.add(arguments);
            return new NativeClient.Answer(0, new byte[most], "");
          });

  @Test
  void a_piece_is_the_beginning_of_a_tail() {
    assertArrayEquals(new byte[5], file(FOUR_GIB + 8).read(FOUR_GIB - 1, 5).join());
    assertEquals(List.of(List.of("root://h:1094", "tail", "-c", "9", "/a.root")), asked);
  }

  @Test
  void behind_4_gib_it_fails_since_xrdfs_would_print_other_bytes() {
    var failure =
        assertThrows(CompletionException.class, () -> file(FOUR_GIB + 8).read(FOUR_GIB, 8).join());
    assertInstanceOf(RemoteException.class, failure.getCause());
    assertEquals(List.of(), asked);
  }

  private NativeFile file(long size) {
    return new NativeFile(files, "root://h:1094", "/a.root", new NativeFile.State(size, 0));
  }
}
