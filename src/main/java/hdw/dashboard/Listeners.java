package hdw.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/**
 * The browsers that are told what changes. There are only so many at a time: for one more, the one
 * that has listened longest is sent away, which comes again if anybody is there.
 */
final class Listeners {
  private static final int MOST = 24;

  private final Deque<HttpExchange> open = new ArrayDeque<>();

  synchronized void add(HttpExchange one) {
    if (open.size() >= MOST) {
      open.removeFirst().close();
    }
    open.addLast(one);
  }

  synchronized void remove(HttpExchange one) {
    open.remove(one);
  }

  synchronized void closeAll() {
    new ArrayList<>(open).forEach(HttpExchange::close);
    open.clear();
  }
}
