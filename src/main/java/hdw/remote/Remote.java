package hdw.remote;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Opens files over the network. */
public final class Remote implements AutoCloseable {

  /**
   * A client; it connects when the first file is opened.
   *
   * @param environment for what HEP tools are told by it, such as {@code X509_CERT_DIR}
   */
  public Remote(Map<String, String> environment, NativeClient xrdfs) {}

  /** Whether a URL is of a kind that can be read. */
  public static boolean reads(String url) {
    return url.startsWith("root://") || url.startsWith("http://") || url.startsWith("https://");
  }

  /** Opens a file; a failure is a {@link RemoteException}. */
  public CompletableFuture<RemoteFile> open(String url) {
    return CompletableFuture.failedFuture(
        new RemoteException(RemoteException.Kind.BROKEN, "cannot be read yet"));
  }

  /**
   * The names in a folder of a {@code root://} server, sorted; those of folders end with {@code /}.
   */
  public CompletableFuture<List<String>> list(String folder) {
    return CompletableFuture.failedFuture(
        new RemoteException(RemoteException.Kind.BROKEN, "cannot be listed yet"));
  }

  /** Ends all connections. */
  @Override
  public void close() {}
}
