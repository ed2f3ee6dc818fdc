package hdw.remote;

import hdw.remote.RemoteException.Kind;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Reads files over {@code http://} and {@code https://} by ranges of bytes.
 *
 * <p>Ranges always say their first and last byte: XrdHttp 5.5.3 answers {@code bytes=-100} with the
 * whole file. The size comes with the first piece, so that opening a file is one round trip.
 */
final class HttpFiles implements AutoCloseable {
  /** What the client says of a connection that it gave up, at times without another word for it. */
  private static final String TIMED_OUT = "timed out";

  private static final String LOST = " is lost";
  private static final int THREADS = 4;

  /** With an answer to the first question come so many bytes. */
  private static final int HEAD = 4 << 10;

  /** A server without ranges sends the file as a whole: one of at most this size is taken. */
  private static final int WHOLE = 1 << 20;

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes\\s+(?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18})");

  private final ExecutorService threads = Threads.pool("http", THREADS);
  private final UnderWay underWay = new UnderWay();
  private final Limits limits;
  private final HttpClient client;

  HttpFiles(Map<String, String> environment, Limits limits) {
    this.limits = limits;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(limits.connect())
            .sslContext(Certificates.context(environment))
            .executor(threads)
            .build();
  }

  /** Opens a file. */
  CompletableFuture<RemoteFile> open(String url) {
    URI address;
    try {
      address = HttpAddress.of(url);
    } catch (RemoteException odd) {
      return CompletableFuture.failedFuture(odd);
    }
    return ask(address, 0, HEAD, Math.max(HEAD, WHOLE))
        .thenApply(answer -> opened(address, answer));
  }

  private RemoteFile opened(URI address, HttpAnswer answer) {
    long modified = modified(answer);
    if (answer.status() == 416) {
      return new HttpFile(this, address, 0, modified, new byte[0]);
    }
    if (answer.status() == 206) {
      long size = Long.parseLong(range(answer).group(3));
      byte[] head =
          promisesTooMuch(answer) ? new byte[0] : piece(answer, 0, (int) Math.min(HEAD, size));
      return new HttpFile(this, address, size, modified, head);
    }
    // one that says no length, and sends as much as is taken, may have more
    long length =
        answer
            .headers()
            .firstValueAsLong("Content-Length")
            .orElse(answer.body().length < WHOLE ? answer.body().length : Long.MAX_VALUE);
    if (length != answer.body().length) {
      throw failed(
          Kind.BROKEN, "is on a server that hands out whole files only, and is too large for that");
    }
    return new HttpFile(this, address, length, modified, answer.body());
  }

  private static long modified(HttpAnswer answer) {
    try {
      return answer
          .headers()
          .firstValue("Last-Modified")
          .map(each -> ZonedDateTime.parse(each, DateTimeFormatter.RFC_1123_DATE_TIME))
          .map(each -> each.toInstant().toEpochMilli())
          .orElse(-1L);
    } catch (DateTimeException odd) {
      return -1;
    }
  }

  private static Matcher range(HttpAnswer answer) {
    Matcher range = CONTENT_RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
    if (!range.matches()) {
      throw failed(Kind.BROKEN, "was answered without its size (Content-Range)");
    }
    return range;
  }

  /** A piece of a file; the answer must be exactly that piece. */
  CompletableFuture<byte[]> read(URI address, long offset, int length) {
    return ask(address, offset, length, length).thenApply(answer -> piece(answer, offset, length));
  }

  private static byte[] piece(HttpAnswer answer, long offset, int length) {
    boolean right =
        answer.status() == 206
            && range(answer).group(1) != null
            && Long.parseLong(range(answer).group(1)) == offset
            && answer.body().length == length;
    if (!right) {
      throw failed(Kind.BROKEN, "was answered with another piece than was asked for");
    }
    return answer.body();
  }

  private CompletableFuture<HttpAnswer> ask(URI address, long offset, int length, int most) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(limits.answer())
            .header("Range", "bytes=" + offset + "-" + (offset + length - 1))
            .build();
    return underWay
        .start(
            () ->
                sent(request, most).exceptionallyCompose(failure -> again(request, most, failure)))
        .handle((answer, failure) -> answered(address, answer, failure));
  }

  /** A server may close a connection just before it is used again: that is tried once more. */
  private CompletableFuture<HttpAnswer> again(HttpRequest request, int most, Throwable failure) {
    return reason(request.uri(), failure).getMessage().endsWith(LOST)
        ? sent(request, most)
        : CompletableFuture.failedFuture(failure);
  }

  /** The client's own limit ends with the head of an answer; what comes behind it may hang, too. */
  private CompletableFuture<HttpAnswer> sent(HttpRequest request, int most) {
    var head = new AtomicReference<HttpAnswer>();
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(
            request,
            info -> {
              head.set(new HttpAnswer(info.statusCode(), info.headers()));
              return new FirstBytes(promisesTooMuch(head.get()) ? 0 : most);
            });
    return sent.copy()
        .orTimeout(limits.answer().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((answer, failure) -> sent.cancel(true))
        .thenApply(answer -> new HttpAnswer(answer.statusCode(), answer.headers(), answer.body()))
        .exceptionallyCompose(failure -> orHead(Optional.ofNullable(head.get()), failure));
  }

  /** A server that promised more than it has may hang up as soon as it has sent the head. */
  private static CompletableFuture<HttpAnswer> orHead(
      Optional<HttpAnswer> head, Throwable failure) {
    return head.filter(HttpFiles::promisesTooMuch)
        .map(CompletableFuture::completedFuture)
        .orElse(CompletableFuture.failedFuture(failure));
  }

  /**
   * Whether a piece is promised that goes on behind the end of the file. XrdHttp 5.5.3 does that
   * where more was asked for than there is; then it tells the size, but sends nothing.
   */
  private static boolean promisesTooMuch(HttpAnswer answer) {
    Matcher range = CONTENT_RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
    return answer.status() == 206
        && range.matches()
        && range.group(2) != null
        && Long.parseLong(range.group(2)) >= Long.parseLong(range.group(3));
  }

  private static HttpAnswer answered(URI address, HttpAnswer answer, Throwable failure) {
    if (failure != null) {
      throw new CompletionException(reason(address, failure));
    }
    boolean isEmptyFile =
        answer.status() == 416
            && answer.headers().firstValue("Content-Range").orElse("").endsWith("/0");
    if (answer.status() == 200 || answer.status() == 206 || isEmptyFile) {
      return answer;
    }
    String status = " (HTTP " + answer.status() + ")";
    throw switch (answer.status()) {
      case 404, 410 -> failed(Kind.NOT_FOUND, "is not on the server" + status);
      case 401, 403 -> failed(Kind.REFUSED, "may not be read without showing who asks" + status);
      default -> failed(Kind.BROKEN, "was refused by its server" + status);
    };
  }

  private static RemoteException reason(URI address, Throwable failure) {
    // from within: that a name is unknown lies below that nobody can be connected to
    var chain = new ArrayDeque<Throwable>();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      chain.push(each);
    }
    return chain.stream()
        .flatMap(each -> known(address, each).stream())
        .findFirst()
        .orElseGet(
            () ->
                new RemoteException(
                    Kind.UNREACHABLE, "cannot be read: " + address.getAuthority() + LOST, failure));
  }

  private static Optional<RemoteException> known(URI address, Throwable cause) {
    if (cause instanceof RemoteException said) {
      return Optional.of(said);
    }
    if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
      return unreachable("there is no host " + address.getHost(), cause);
    }
    if (cause instanceof HttpTimeoutException
        || cause instanceof TimeoutException
        || cause instanceof ConnectException && ("" + cause.getMessage()).contains(TIMED_OUT)) {
      return unreachable(address.getAuthority() + " does not answer", cause);
    }
    if (cause instanceof ConnectException) {
      return unreachable("nobody listens at " + address.getAuthority(), cause);
    }
    return cause instanceof SSLException
        ? Optional.of(
            new RemoteException(
                Kind.REFUSED,
                "cannot be read: the certificate of "
                    + address.getHost()
                    + " is not trusted; X509_CERT_DIR names a folder of those that are",
                cause))
        : Optional.empty();
  }

  private static Optional<RemoteException> unreachable(String why, Throwable cause) {
    return Optional.of(new RemoteException(Kind.UNREACHABLE, "cannot be read: " + why, cause));
  }

  private static CompletionException failed(Kind kind, String message) {
    return new CompletionException(new RemoteException(kind, message));
  }

  @Override
  public void close() {
    underWay.close();
    threads.shutdownNow();
  }
}
