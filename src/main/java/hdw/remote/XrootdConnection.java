package hdw.remote;

import hdw.remote.RemoteException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection to an XRootD server, over which many requests are under way at once: each has a
 * number of its own, by which answers find it.
 */
final class XrootdConnection {
  /** An answer is never longer than what was asked for, by far. */
  private static final int LONGEST_PART = 32 << 20;

  /** So begins what is said of a connection that the other side, or the way to it, has ended. */
  static final String CUT_OFF = "was cut off by ";

  private static final int MOST_STREAMS = 1 << 15;
  private static final int HEADER = 8;
  private static final int ASYNC_ANSWER = 5008;

  private final AsynchronousSocketChannel channel;
  private final String server;
  private final Duration longest;
  private final Map<Integer, Pending> pending = new HashMap<>();
  private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
  private boolean isSending;
  private int lastStream;
  private RemoteException broken;
  private volatile long lastHeard = System.nanoTime();

  /** A request under way, and what of its answer has come. */
  private static final class Pending {
    private final CompletableFuture<XrootdAnswer> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final long since = System.nanoTime();
  }

  private XrootdConnection(AsynchronousSocketChannel channel, String server, Duration longest) {
    this.channel = channel;
    this.server = server;
    this.longest = longest;
  }

  /** Connects and shakes hands. */
  static CompletableFuture<XrootdConnection> open(
      XrootdUrl at, AsynchronousChannelGroup group, Limits limits) {
    try {
      AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group);
      var connection = new XrootdConnection(channel, at.server(), limits.answer());
      return address(at)
          .thenCompose(connection::connected)
          .thenCompose(connected -> connection.shakeHands())
          .orTimeout(limits.connect().toMillis(), TimeUnit.MILLISECONDS)
          .handle((greeted, failure) -> connection.orFailed(failure));
    } catch (IOException failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }

  /**
   * Looked up on a thread of its own: Java waits for a name's answer as long as the system does.
   */
  private static CompletableFuture<InetSocketAddress> address(XrootdUrl at) {
    return CompletableFuture.supplyAsync(
        () -> {
          var address = new InetSocketAddress(at.host(), at.port());
          if (address.isUnresolved()) {
            throw new CompletionException(
                new RemoteException(
                    Kind.UNREACHABLE, "cannot be read: there is no host " + at.host()));
          }
          return address;
        },
        work -> Threads.named("xrootd-name").newThread(work).start());
  }

  private XrootdConnection orFailed(Throwable failure) {
    if (failure == null) {
      return this;
    }
    RemoteException reason = unreachable(failure);
    fail(reason);
    throw new CompletionException(reason);
  }

  private CompletableFuture<Boolean> connected(InetSocketAddress address) {
    var connected = new CompletableFuture<Boolean>();
    channel.connect(
        address,
        this,
        new CompletionHandler<Void, XrootdConnection>() {
          @Override
          public void completed(Void nothing, XrootdConnection connection) {
            connected.complete(true);
          }

          @Override
          public void failed(Throwable failure, XrootdConnection connection) {
            connected.completeExceptionally(failure);
          }
        });
    return connected;
  }

  private CompletableFuture<Void> shakeHands() {
    var greeting = new Pending();
    synchronized (this) {
      pending.put(0, greeting);
    }
    send(ByteBuffer.wrap(XrootdRequest.handshake()));
    receive(ByteBuffer.allocate(HEADER), this::header);
    CompletableFuture<XrootdAnswer> protocol = ask(XrootdRequest.protocol());
    CompletableFuture<XrootdAnswer> login = ask(XrootdRequest.login());
    return CompletableFuture.allOf(greeting.answer, protocol)
        .thenCompose(greeted -> login)
        .thenAccept(
            answer -> {
              boolean mustShow = answer.text(16).contains("&P=");
              if (answer.status() != XrootdAnswer.OK || mustShow) {
                throw new CompletionException(
                    new RemoteException(
                        Kind.REFUSED, "may not be read without showing who asks, says " + server));
              }
            });
  }

  /** Asks something; a failed connection fails all that is under way. */
  CompletableFuture<XrootdAnswer> ask(XrootdRequest request) {
    var asked = new Pending();
    ByteBuffer bytes;
    synchronized (this) {
      if (broken != null) {
        return CompletableFuture.failedFuture(broken);
      }
      if (pending.size() >= MOST_STREAMS - 2) {
        return CompletableFuture.failedFuture(
            new RemoteException(Kind.BROKEN, "is one of too many that " + server + " was asked"));
      }
      do {
        lastStream = lastStream % (MOST_STREAMS - 1) + 1;
      } while (pending.containsKey(lastStream));
      pending.put(lastStream, asked);
      bytes = request.bytes(lastStream);
    }
    send(bytes);
    return asked
        .answer
        .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException ? late(asked) : failure));
  }

  /**
   * A request was given up. It keeps its number, as its answer may still come; but a server from
   * which nothing at all has come meanwhile is not asked again this way.
   */
  private RemoteException late(Pending asked) {
    RemoteException silent = silent();
    if (lastHeard - asked.since < 0) {
      fail(silent);
    }
    return silent;
  }

  /** Whether it can still be asked. */
  synchronized boolean isOpen() {
    return broken == null;
  }

  private void send(ByteBuffer bytes) {
    synchronized (this) {
      unsent.add(bytes);
      if (isSending) {
        return;
      }
      isSending = true;
    }
    try {
      sendNext();
    } catch (RuntimeException closed) { // with the threads that it belongs to
      fail(unreachable(closed));
    }
  }

  private void sendNext() {
    ByteBuffer next;
    synchronized (this) {
      next = unsent.peek();
      if (next == null) {
        isSending = false;
        return;
      }
    }
    channel.write(
        next,
        this,
        new Step() {
          @Override
          void done(int written) {
            if (!next.hasRemaining()) {
              synchronized (XrootdConnection.this) {
                unsent.remove();
              }
            }
            sendNext();
          }
        });
  }

  /** What to do with bytes that have come. */
  @FunctionalInterface
  private interface Received {
    void accept(ByteBuffer whole) throws RemoteException;
  }

  private void receive(ByteBuffer into, Received received) {
    if (!into.hasRemaining()) {
      try {
        received.accept(into.flip());
      } catch (RemoteException odd) {
        fail(odd);
      }
      return;
    }
    channel.read(
        into,
        this,
        new Step() {
          @Override
          void done(int read) {
            lastHeard = System.nanoTime();
            if (read < 0) {
              fail(new RemoteException(Kind.UNREACHABLE, CUT_OFF + server));
            } else {
              receive(into, received);
            }
          }
        });
  }

  private void header(ByteBuffer header) throws RemoteException {
    int stream = header.getShort() & 0xffff;
    int status = header.getShort() & 0xffff;
    int length = header.getInt();
    if (length < 0 || length > LONGEST_PART) {
      throw new RemoteException(Kind.BROKEN, "was answered with nonsense by " + server);
    }
    byte[] body = new byte[length];
    receive(
        ByteBuffer.wrap(body),
        whole -> {
          part(stream, status, body);
          receive(ByteBuffer.allocate(HEADER), this::header);
        });
  }

  private void part(int stream, int status, byte[] body) throws RemoteException {
    if (status == XrootdAnswer.ATTENTION) {
      attention(ByteBuffer.wrap(body));
      return;
    }
    if (status == XrootdAnswer.WAIT_FOR_ANSWER) {
      return; // it comes with an attention
    }
    Pending asked;
    synchronized (this) {
      asked = status == XrootdAnswer.MORE_FOLLOWS ? pending.get(stream) : pending.remove(stream);
    }
    if (asked == null) {
      return; // of a request that was given up
    }
    if (asked.answer.isDone()) {
      return; // given up: what comes late is not kept
    }
    if (asked.body.size() + (long) body.length > LONGEST_PART) {
      throw new RemoteException(Kind.BROKEN, "was answered without an end by " + server);
    }
    asked.body.write(body, 0, body.length);
    if (status != XrootdAnswer.MORE_FOLLOWS) {
      asked.answer.complete(new XrootdAnswer(status, asked.body.toByteArray()));
    }
  }

  /** An answer that was announced by {@link XrootdAnswer#WAIT_FOR_ANSWER} has come. */
  private void attention(ByteBuffer body) throws RemoteException {
    if (body.remaining() < 16 || body.getInt() != ASYNC_ANSWER) {
      return;
    }
    body.getInt();
    int stream = body.getShort() & 0xffff;
    int status = body.getShort() & 0xffff;
    int length = body.getInt();
    if (length < 0 || length > body.remaining() || status == XrootdAnswer.ATTENTION) {
      throw new RemoteException(Kind.BROKEN, "was answered with nonsense by " + server);
    }
    byte[] own = new byte[length];
    body.get(own);
    part(stream, status, own);
  }

  private RemoteException silent() {
    return new RemoteException(Kind.UNREACHABLE, "cannot be read: " + server + " does not answer");
  }

  private RemoteException unreachable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RemoteException said) {
      return said;
    }
    if (cause instanceof TimeoutException) {
      return silent();
    }
    return new RemoteException(
        Kind.UNREACHABLE,
        cause instanceof ConnectException
            ? "cannot be read: nobody listens at " + server
            : CUT_OFF + server + " (" + cause.getMessage() + ")",
        cause);
  }

  /** Ends the connection and all that is under way on it. */
  void fail(RemoteException reason) {
    List<Pending> left;
    synchronized (this) {
      if (broken != null) {
        return;
      }
      broken = reason;
      left = new ArrayList<>(pending.values());
      pending.clear();
    }
    try {
      channel.close();
    } catch (IOException gone) {
      // it is closed all the same
    }
    left.forEach(each -> each.answer.completeExceptionally(reason));
  }

  /** A step that the channel takes by itself; whatever goes wrong ends the connection. */
  private abstract static class Step implements CompletionHandler<Integer, XrootdConnection> {

    abstract void done(int bytes);

    @Override
    public void completed(Integer bytes, XrootdConnection connection) {
      try {
        done(bytes);
      } catch (RuntimeException closed) { // as when the channel was closed in between
        failed(closed, connection);
      }
    }

    @Override
    public void failed(Throwable failure, XrootdConnection connection) {
      connection.fail(connection.unreachable(failure));
    }
  }
}
