package hdw.executor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file to be written: a path in the run's folder, with {@code /}, and what it holds. */
public final class RenderedFile {
  private final String path;
  private final byte[] bytes;
  private final boolean executable;

  private RenderedFile(String path, byte[] bytes, boolean executable) {
    this.path = path;
    this.bytes = bytes;
    this.executable = executable;
  }

  /** A program. */
  public static RenderedFile program(String path, String text) {
    return new RenderedFile(path, text.getBytes(StandardCharsets.UTF_8), true);
  }

  /** A file that is no program. */
  public static RenderedFile plain(String path, String text) {
    return new RenderedFile(path, text.getBytes(StandardCharsets.UTF_8), false);
  }

  /** A file that is no program. */
  public static RenderedFile plain(String path, Utf8Text text) {
    return new RenderedFile(path, text.bytes(), false);
  }

  /** Relative to the run's folder, with {@code /}. */
  public String path() {
    return path;
  }

  /** What it holds; nobody may change it. */
  public byte[] bytes() {
    return bytes;
  }

  /** What it holds, as a text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether it is a program. */
  public boolean executable() {
    return executable;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RenderedFile file
        && file.path.equals(path)
        && file.executable == executable
        && Arrays.equals(file.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
