package hdw.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Far servers are read as fast as many files under way at once allow. */
final class RemoteSpeedTest {
  private static final int FILES = 200;
  private static final int AT_ONCE = 64;
  private static final int HEAD = 4 << 10;
  private static final int TAIL = 64 << 10;
  private static final int SIZE = 200_000;

  @ParameterizedTest
  @ValueSource(strings = {"root", "http"})
  void a_hundred_files_a_second_over_fifty_milliseconds(String protocol) throws Exception {
    try (XrootdServer server = XrootdServer.start();
        DelayProxy proxy = new DelayProxy(server.port(), Duration.ofMillis(25))) {
      for (int i = 0; i < FILES; i++) {
        Files.write(server.data().resolve("f" + i), new byte[SIZE]);
      }
      String folder = protocol + "://" + proxy.address() + (protocol.equals("root") ? "//" : "/");
      double best = Math.max(filesPerSecond(folder), filesPerSecond(folder));
      assertTrue(best >= 100, () -> best + " files/s");
    }
  }

  private static double filesPerSecond(String folder) throws Exception {
    try (Remote remote = Remotes.remote()) {
      var free = new Semaphore(AT_ONCE);
      var read = new AtomicInteger();
      long start = System.nanoTime();
      for (int i = 0; i < FILES; i++) {
        assertTrue(free.tryAcquire(60, TimeUnit.SECONDS), "a file hangs");
        scanned(remote, folder + "f" + i)
            .whenComplete(
                (bytes, failure) -> {
                  read.addAndGet(failure == null && bytes == HEAD + TAIL ? 1 : 0);
                  free.release();
                })
            .exceptionally(counted -> null);
      }
      assertTrue(free.tryAcquire(AT_ONCE, 60, TimeUnit.SECONDS), "a file hangs");
      assertEquals(FILES, read.get());
      return FILES * 1e9 / (System.nanoTime() - start);
    }
  }

  private static CompletableFuture<Integer> scanned(Remote remote, String url) {
    return remote
        .open(url)
        .thenCompose(
            file ->
                file.read(0, HEAD)
                    .thenCombine(
                        file.read(file.size() - TAIL, TAIL),
                        (head, tail) -> head.length + tail.length)
                    .whenComplete((bytes, failure) -> file.close()));
  }
}
