package hdw.remote;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What the tests of the network ask with, and how they wait. */
final class Remotes {
  /** Far longer than anything here takes: a test that waits so long has found a hang. */
  private static final int HANG_S = 60;

  private Remotes() {}

  static final NativeClient NO_PROGRAM =
      (arguments, most, longest) -> {
        throw new IOException("no such program");
      };

  /** Of a machine without {@code xrdfs}. */
  static Remote remote() {
    return remote(Duration.ofSeconds(20));
  }

  /** One that waits at most so long, for a greeting and for an answer. */
  static Remote remote(Duration longest) {
    return new Remote(
        Map.of("X509_CERT_DIR", "/nowhere"), NO_PROGRAM, new Limits(longest, longest));
  }

  static <T> T got(CompletableFuture<T> answer) throws Exception {
    return answer.get(HANG_S, TimeUnit.SECONDS);
  }

  static RemoteException failure(CompletableFuture<?> answer) {
    var failed = assertThrows(ExecutionException.class, () -> answer.get(HANG_S, TimeUnit.SECONDS));
    return assertInstanceOf(RemoteException.class, failed.getCause());
  }
}
