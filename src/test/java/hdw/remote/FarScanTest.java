package hdw.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hdw.root.WrittenFile;
import hdw.scan.FileScan;
import hdw.scan.Progress;
import hdw.scan.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of many files on a server that is fifty milliseconds away, there and back. */
final class FarScanTest {
  private static final int FILES = 300;

  @TempDir Path cache;

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void a_hundred_files_a_second_are_counted_at_the_first_look(String protocol) throws Exception {
    try (XrootdServer server = XrootdServer.start();
        DelayProxy proxy = new DelayProxy(server.port(), Duration.ofMillis(25))) {
      String folder = protocol + "://" + proxy.address() + (protocol.equals("root") ? "//" : "/");
      List<Scan.Asked> asked = files(server, folder);
      double first = filesPerSecond(cache.resolve("first"), asked);
      // a busy machine has a second try
      double best = first >= 100 ? first : filesPerSecond(cache.resolve("second"), asked);
      assertTrue(best >= 100, () -> best + " files/s");
    }
  }

  /** Files of 300 kB, with the tree far from the beginning. */
  private static List<Scan.Asked> files(XrootdServer server, String folder) throws IOException {
    var asked = new ArrayList<Scan.Asked>();
    for (int i = 0; i < FILES; i++) {
      String name = "f" + i + ".root";
      new WrittenFile().gap(300_000).tree("Events", i, 10).write(server.data().resolve(name));
      asked.add(new Scan.Asked(folder + name, Optional.empty(), "Events"));
    }
    return asked;
  }

  private static double filesPerSecond(Path cache, List<Scan.Asked> asked) {
    try (Remote remote = Remotes.remote()) {
      var scan = new FileScan(cache, () -> remote, Progress.NONE);
      long start = System.nanoTime();
      List<Scan.Outcome> outcomes = scan.read(asked);
      double seconds = (System.nanoTime() - start) / 1e9;
      for (int i = 0; i < FILES; i++) {
        Scan.Outcome outcome = outcomes.get(i);
        assertTrue(outcome instanceof Scan.Counted, outcome::toString);
        assertEquals(i, ((Scan.Counted) outcome).entries().count());
      }
      return FILES / seconds;
    }
  }
}
