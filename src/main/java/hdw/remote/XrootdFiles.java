package hdw.remote;

import hdw.remote.RemoteException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reads files over {@code root://} as nobody in particular: one connection to each server, and all
 * requests on it at once.
 */
final class XrootdFiles implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int MOST_REDIRECTS = 16;

  /** A server that asks for more patience than this is one that does not answer. */
  private static final int MOST_WAITS = 6;

  private final AsynchronousChannelGroup group;
  private final Limits limits;
  private final UnderWay underWay = new UnderWay();
  private final Map<String, CompletableFuture<XrootdConnection>> connections = new HashMap<>();
  private boolean isClosed;

  XrootdFiles(Limits limits) {
    this.limits = limits;
    try {
      group = AsynchronousChannelGroup.withFixedThreadPool(THREADS, Threads.named("xrootd"));
    } catch (IOException broken) {
      throw new UncheckedIOException("this system gives no asynchronous sockets", broken);
    }
  }

  /** Opens a file; where its server wants to know who asks, a failure that says so. */
  CompletableFuture<RemoteFile> open(XrootdUrl url) {
    return underWay.start(
        () -> new Question(url, XrootdRequest::open).ask().thenApply(XrootdFile::of));
  }

  /** The names in a folder, sorted; those of folders end with {@code /}. */
  CompletableFuture<List<String>> list(XrootdUrl folder) {
    return underWay.start(
        () ->
            new Question(folder, XrootdRequest::list)
                .ask()
                .thenApply(reply -> XrootdListing.names(reply.answer())));
  }

  private CompletableFuture<XrootdConnection> connection(XrootdUrl at) {
    synchronized (connections) {
      if (isClosed) {
        return CompletableFuture.failedFuture(UnderWay.closed());
      }
      CompletableFuture<XrootdConnection> known = connections.get(at.server());
      if (known == null || (known.isDone() && known.handle(XrootdFiles::isLost).join())) {
        known = XrootdConnection.open(at, group, limits);
        connections.put(at.server(), known);
      }
      return known;
    }
  }

  /** A server that wants to know who asks will want to the next time, too: that is no loss. */
  private static boolean isLost(XrootdConnection connection, Throwable failure) {
    return failure == null ? !connection.isOpen() : Remote.reason(failure).kind() != Kind.REFUSED;
  }

  /** An answer, and who gave it. */
  record Reply(XrootdConnection connection, XrootdAnswer answer) {}

  /** A question that servers may send elsewhere, or answer later. */
  private final class Question {
    private final Function<String, XrootdRequest> request;
    private XrootdUrl url;
    private int redirects;
    private int waits;
    private boolean isSecondTry;

    Question(XrootdUrl url, Function<String, XrootdRequest> request) {
      this.url = url;
      this.request = request;
    }

    CompletableFuture<Reply> ask() {
      return connection(url)
          .thenCompose(
              connection ->
                  connection
                      .ask(request.apply(url.path()))
                      .thenApply(answer -> new Reply(connection, answer)))
          .thenCompose(this::settle)
          .exceptionallyCompose(this::onceMore);
    }

    /** A connection may have been closed by the other side just before it was used again. */
    private CompletableFuture<Reply> onceMore(Throwable failure) {
      boolean isLost =
          Remote.reason(failure).kind() == Kind.UNREACHABLE
              && Remote.reason(failure).getMessage().startsWith(XrootdConnection.CUT_OFF);
      if (isLost && !isSecondTry) {
        isSecondTry = true;
        return ask();
      }
      return CompletableFuture.failedFuture(failure);
    }

    private CompletableFuture<Reply> settle(Reply reply) {
      XrootdAnswer answer = reply.answer();
      return switch (answer.status()) {
        case XrootdAnswer.OK -> CompletableFuture.completedFuture(reply);
        case XrootdAnswer.REDIRECT -> redirected(answer);
        case XrootdAnswer.WAIT -> later(answer);
        case XrootdAnswer.ERROR -> CompletableFuture.failedFuture(answer.error());
        case XrootdAnswer.AUTHENTICATE ->
            failed(Kind.REFUSED, "may not be read without showing who asks");
        default -> failed(Kind.BROKEN, "was answered with nonsense by " + url.server());
      };
    }

    private CompletableFuture<Reply> redirected(XrootdAnswer answer) {
      if (++redirects > MOST_REDIRECTS) {
        return failed(Kind.BROKEN, "is sent from server to server without an end");
      }
      String text = answer.text();
      int question = text.indexOf('?');
      String host = question < 0 ? text : text.substring(0, question);
      String path = url.path();
      if (question >= 0) {
        int token = text.indexOf('?', question + 1); // behind it stands what logins are told
        String opaque = text.substring(question + 1, token < 0 ? text.length() : token);
        path += opaque.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + opaque;
      }
      try {
        url = XrootdUrl.at(host + ":" + answer.number(), path);
      } catch (RemoteException odd) {
        return CompletableFuture.failedFuture(odd);
      }
      return ask();
    }

    private CompletableFuture<Reply> later(XrootdAnswer answer) {
      if (++waits > MOST_WAITS) {
        return failed(Kind.UNREACHABLE, "cannot be read: " + url.server() + " asks to wait");
      }
      long wanted = TimeUnit.SECONDS.toMillis(Math.max(1, answer.number()));
      long wait = Math.min(wanted, limits.answer().toMillis() / 2);
      return CompletableFuture.supplyAsync(
              () -> url, CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS))
          .thenCompose(same -> ask());
    }

    private CompletableFuture<Reply> failed(Kind kind, String message) {
      return CompletableFuture.failedFuture(new RemoteException(kind, message));
    }
  }

  @Override
  public void close() {
    List<CompletableFuture<XrootdConnection>> left;
    synchronized (connections) {
      isClosed = true;
      left = List.copyOf(connections.values());
    }
    for (CompletableFuture<XrootdConnection> each : left) {
      each.thenAccept(open -> open.fail(UnderWay.closed())).exceptionally(neverOpen -> null);
    }
    underWay.close();
    try {
      group.shutdownNow();
    } catch (IOException gone) {
      // nothing is left of it
    }
  }
}
