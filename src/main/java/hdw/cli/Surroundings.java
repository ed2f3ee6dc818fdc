package hdw.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** What the system says when it refuses, in words. */
final class Surroundings {
  private Surroundings() {}

  static String words(IOException failed) {
    if (failed instanceof NoSuchFileException missing) {
      return "there is no `" + missing.getFile() + "`";
    }
    if (failed instanceof AccessDeniedException denied) {
      return "`" + denied.getFile() + "` may not be read or written";
    }
    if (failed instanceof FileAlreadyExistsException there) {
      return "`" + there.getFile() + "` is already there, and is no folder";
    }
    String message = failed.getMessage();
    return message == null ? failed.toString() : message;
  }
}
