package hdw.executor;

/**
 * A file to be written.
 *
 * @param path relative to the run's folder, with {@code /}
 * @param executable whether it is a program
 */
public record RenderedFile(String path, String text, boolean executable) {

  /** A program. */
  public static RenderedFile program(String path, String text) {
    return new RenderedFile(path, text, true);
  }

  /** A file that is no program. */
  public static RenderedFile plain(String path, String text) {
    return new RenderedFile(path, text, false);
  }
}
