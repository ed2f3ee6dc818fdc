package hdw.remote;

import hdw.remote.RemoteException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Opens files over the network; hundreds may be under way at once.
 *
 * <p>{@code root://} is read as nobody in particular. A server that wants to know who asks, and
 * {@code roots://}, are left to the {@code xrdfs} of this machine.
 */
public final class Remote implements AutoCloseable {
  private final Map<String, String> environment;
  private final NativeClient xrdfs;
  private final Limits limits;
  private Optional<HttpFiles> http = Optional.empty();
  private Optional<XrootdFiles> xrootd = Optional.empty();
  private Optional<NativeFiles> nativeFiles = Optional.empty();
  private boolean isClosed;

  /**
   * A client; it connects when the first file is opened.
   *
   * @param environment for what HEP tools are told by it, such as {@code X509_CERT_DIR}
   */
  public Remote(Map<String, String> environment, NativeClient xrdfs) {
    this(environment, xrdfs, Limits.USUAL);
  }

  Remote(Map<String, String> environment, NativeClient xrdfs, Limits limits) {
    this.environment = Map.copyOf(environment);
    this.xrdfs = xrdfs;
    this.limits = limits;
  }

  /** Whether a URL is of a kind that can be read. */
  public static boolean reads(String url) {
    return isXrootd(url) || url.startsWith("http://") || url.startsWith("https://");
  }

  private static boolean isXrootd(String url) {
    return url.startsWith("root://") || url.startsWith("xroot://") || isEncrypted(url);
  }

  private static boolean isEncrypted(String url) {
    return url.startsWith("roots://") || url.startsWith("xroots://");
  }

  /**
   * Opens a file; a failure is a {@link RemoteException}.
   *
   * <p>What hangs on an answer runs on the threads that read the network, and must not wait there.
   */
  public CompletableFuture<RemoteFile> open(String url) {
    if (isClosed()) {
      return failed(UnderWay.closed());
    }
    if (!isXrootd(url)) {
      return reads(url)
          ? said(http().open(url))
          : failed(new RemoteException(Kind.BROKEN, "is a URL of a kind that hdw does not read"));
    }
    try {
      XrootdUrl at = XrootdUrl.of(url);
      return isEncrypted(url)
          ? said(nativeFiles().open(at, true))
          : said(orNative(xrootd().open(at), () -> nativeFiles().open(at, false)));
    } catch (RemoteException odd) {
      return failed(odd);
    }
  }

  /**
   * The names in a folder of a {@code root://} server, sorted; those of folders end with {@code /}.
   */
  public CompletableFuture<List<String>> list(String folder) {
    if (isClosed()) {
      return failed(UnderWay.closed());
    }
    if (!isXrootd(folder)) {
      return failed(new RemoteException(Kind.BROKEN, "cannot be listed: only root:// can"));
    }
    try {
      XrootdUrl at = XrootdUrl.of(folder);
      return isEncrypted(folder)
          ? said(nativeFiles().list(at, true))
          : said(orNative(xrootd().list(at), () -> nativeFiles().list(at, false)));
    } catch (RemoteException odd) {
      return failed(odd);
    }
  }

  /** Another way to the same. */
  @FunctionalInterface
  private interface Way<T> {
    CompletableFuture<T> go();
  }

  private static <T> CompletableFuture<T> orNative(CompletableFuture<T> nobody, Way<T> somebody) {
    return nobody.exceptionallyCompose(
        failure ->
            reason(failure).kind() == Kind.REFUSED
                ? somebody.go()
                : CompletableFuture.failedFuture(failure));
  }

  private static <T> CompletableFuture<T> said(CompletableFuture<T> answer) {
    return answer.exceptionallyCompose(failure -> failed(reason(failure)));
  }

  private static <T> CompletableFuture<T> failed(RemoteException reason) {
    return CompletableFuture.failedFuture(reason);
  }

  /** Why something failed; what nobody foresaw counts as broken. */
  static RemoteException reason(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RemoteException said
        ? said
        : new RemoteException(Kind.BROKEN, "cannot be read: " + cause, cause);
  }

  private synchronized HttpFiles http() {
    if (http.isEmpty()) {
      http = Optional.of(new HttpFiles(environment, limits));
    }
    return http.get();
  }

  private synchronized XrootdFiles xrootd() {
    if (xrootd.isEmpty()) {
      xrootd = Optional.of(new XrootdFiles(limits));
    }
    return xrootd.get();
  }

  private synchronized NativeFiles nativeFiles() {
    if (nativeFiles.isEmpty()) {
      nativeFiles = Optional.of(new NativeFiles(xrdfs));
    }
    return nativeFiles.get();
  }

  private synchronized boolean isClosed() {
    return isClosed;
  }

  /** Ends all connections; what is still under way fails. */
  @Override
  public synchronized void close() {
    isClosed = true;
    http.ifPresent(HttpFiles::close);
    xrootd.ifPresent(XrootdFiles::close);
    nativeFiles.ifPresent(NativeFiles::close);
  }
}
