package hdw.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server far away: passes on what comes, later, and as much of it as comes.
 *
 * <p>Greetings of TCP cannot be delayed from here; the first bytes of a connection come a round
 * trip later instead.
 */
final class DelayProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final long delayNanos;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Stands before a port of this machine; each direction takes so long. */
  DelayProxy(int target, Duration each) throws IOException {
    this.listening = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    this.target = target;
    this.delayNanos = each.toNanos();
    threads.execute(this::accept);
  }

  String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = kept(listening.accept());
        Socket far = kept(new Socket(InetAddress.getLoopbackAddress(), target));
        long greeted = System.nanoTime() + 2 * delayNanos;
        threads.execute(() -> pass(near, far, greeted));
        threads.execute(() -> pass(far, near, greeted));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private Socket kept(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    sockets.add(socket);
    return socket;
  }

  /** Something on its way, and when it arrives. */
  private record Parcel(long due, Runnable arrival) {}

  private void pass(Socket from, Socket to, long greeted) {
    var way = new LinkedBlockingQueue<Parcel>();
    threads.execute(() -> deliver(way));
    byte[] bytes = new byte[1 << 16];
    try {
      int some = from.getInputStream().read(bytes);
      while (some >= 0) {
        byte[] piece = Arrays.copyOf(bytes, some);
        way.add(new Parcel(due(greeted), () -> write(to, piece)));
        some = from.getInputStream().read(bytes);
      }
    } catch (IOException closed) {
      // the end travels as anything else
    }
    way.add(new Parcel(due(greeted), () -> end(to)));
  }

  private long due(long greeted) {
    return Math.max(greeted, System.nanoTime()) + delayNanos;
  }

  /** In the order in which it was sent. */
  private static void deliver(BlockingQueue<Parcel> way) {
    try {
      while (true) {
        Parcel next = way.take();
        TimeUnit.NANOSECONDS.sleep(next.due() - System.nanoTime());
        next.arrival().run();
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Socket to, byte[] piece) {
    try {
      to.getOutputStream().write(piece);
    } catch (IOException gone) {
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    sockets.forEach(DelayProxy::end);
    threads.shutdownNow();
  }
}
