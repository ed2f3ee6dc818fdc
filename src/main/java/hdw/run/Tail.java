package hdw.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a log. */
public final class Tail {
  /** How much of it is read. */
  public static final int BYTES = 16 << 10;

  private Tail() {}

  /** The last {@value #BYTES} bytes of a file as text; empty where it cannot be read. */
  public static String of(Path file) {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, in.length() - BYTES);
      byte[] bytes = new byte[(int) (in.length() - from)];
      in.seek(from);
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
