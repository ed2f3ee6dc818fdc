package hdw.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** The file in which a report is kept. */
public final class ReportFile {
  private static final byte[] MARKER = Report.MARKER.getBytes(StandardCharsets.UTF_8);

  private ReportFile() {}

  /**
   * Whether a file may be written: there is none, or it is a report itself, as its beginning says.
   */
  public static boolean mayBeWritten(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MARKER.length), MARKER);
    }
  }

  /** Writes a report in one step: whoever opens the file sees the old one or the new one. */
  public static void write(Path file, String report) throws IOException {
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
    if (!Files.isDirectory(target.getParent())) {
      throw new IOException("there is no folder `" + target.getParent() + "`");
    }
    Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
    Files.writeString(fresh, report);
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
