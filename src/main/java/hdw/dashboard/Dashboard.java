package hdw.dashboard;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The server of a live page. It answers whoever has its token, and only reads.
 *
 * <p>Every open page has a thread of the server; all that it does for itself is on another one.
 */
public final class Dashboard implements AutoCloseable {
  private static final int QUEUE = 50;
  private static final String MOST_CONNECTIONS = "300";
  private static final String HOW_LONG_A_REQUEST_MAY_TAKE_TO_COME = "30";

  private final HttpServer server;
  private final Token token;
  private final Board board;
  private final Listeners listeners = new Listeners();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "hdw-dashboard");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * What is shown where.
   *
   * @param address to listen on: the loopback address, or one that others reach
   * @param name under which others ask for this machine, besides the address
   * @param port to listen on; 0 for any that is free
   */
  public record Place(InetAddress address, String name, int port) {}

  private Dashboard(HttpServer server, Place place, RunChoice choice, JobWords words)
      throws IOException {
    this.server = server;
    this.token = Token.random();
    this.board = new Board(choice, InstantSource.system());
    var reception =
        new Reception(
            new Doorkeeper(token, names(place)),
            token,
            board,
            new Answers(board, words),
            listeners);
    server.createContext("/", reception);
    server.setExecutor(threads);
  }

  /**
   * Begins to serve; where the port is taken, another one does.
   *
   * @throws IOException where the address is none of this machine, or the port is not for everybody
   */
  public static Dashboard start(Place place, RunChoice choice, JobWords words) throws IOException {
    // Read once, when the first server of a process is made: callers who say nothing must not keep
    // threads for ever, nor all of them.
    System.setProperty("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
    System.setProperty("sun.net.httpserver.maxReqTime", HOW_LONG_A_REQUEST_MAY_TAKE_TO_COME);
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var dashboard = new Dashboard(bind(place), place, choice, words);
    dashboard.board.start();
    dashboard.server.start();
    return dashboard;
  }

  private static HttpServer bind(Place place) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(place.address(), place.port()), QUEUE);
    } catch (BindException taken) {
      boolean isTaken = String.valueOf(taken.getMessage()).contains("in use");
      if (place.port() == 0 || !isTaken) {
        throw taken;
      }
      return HttpServer.create(new InetSocketAddress(place.address(), 0), QUEUE);
    }
  }

  private static Set<String> names(Place place) throws SocketException {
    Set<String> names = new LinkedHashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    if (place.address().isAnyLocalAddress()) {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .forEach(each -> names.add(name(each)));
    } else {
      names.add(name(place.address()));
    }
    if (!place.address().isLoopbackAddress()) {
      names.add(place.name().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** An address as it stands in a URL. */
  private static String name(InetAddress address) {
    String text = address.getHostAddress().replaceFirst("%.*", "").toLowerCase(Locale.ROOT);
    return text.contains(":") ? "[" + text + "]" : text;
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** The secret that lets in. */
  public Token token() {
    return token;
  }

  /** Ends the page: whoever looks at it sees that. */
  @Override
  public void close() {
    board.close();
    listeners.closeAll();
    server.stop(0);
    threads.shutdownNow();
  }
}
