package hdw.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Takes requests: asks the doorkeeper, then answers. */
final class Reception implements HttpHandler {
  private static final int NO_BODY = -1;
  private static final int ANY_LENGTH = 0;

  /** What browsers may do with any answer: next to nothing. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-store",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  private final Doorkeeper doorkeeper;
  private final Token token;
  private final Board board;
  private final Answers answers;
  private final Listeners listeners;

  Reception(Doorkeeper doorkeeper, Token token, Board board, Answers answers, Listeners listeners) {
    this.doorkeeper = doorkeeper;
    this.token = token;
    this.board = board;
    this.answers = answers;
    this.listeners = listeners;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      HEADERS.forEach(exchange.getResponseHeaders()::set);
      String path = exchange.getRequestURI().getPath();
      Query query = Query.of(exchange.getRequestURI().getRawQuery());
      Headers headers = exchange.getRequestHeaders();
      Optional<Answer> refusal =
          doorkeeper.refusal(exchange.getRequestMethod(), String.valueOf(path), query, headers);
      if (refusal.isPresent()) {
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, refusal.get());
      } else if (path.equals("/api/events") && exchange.getRequestMethod().equals("GET")) {
        tell(exchange);
      } else {
        letIn(exchange, query);
        send(exchange, answer(path, query));
      }
    }
  }

  private Answer answer(String path, Query query) {
    try {
      return answers.to(path, query);
    } catch (IOException unreadable) {
      return Answer.words(500, "hdw: it cannot be read: " + unreadable.getMessage());
    } catch (RuntimeException bug) {
      return Answer.words(500, "hdw: this is a bug in hdw: " + bug);
    }
  }

  /** Whoever came with the token in the address keeps it as a cookie, which no script can read. */
  private void letIn(HttpExchange exchange, Query query) {
    if (token.is(query.text("token"))) {
      exchange
          .getResponseHeaders()
          .set(
              "Set-Cookie",
              token.cookie() + "=" + token.text() + "; Path=/; HttpOnly; SameSite=Strict");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), NO_BODY);
    } else {
      byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? NO_BODY : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void tell(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, ANY_LENGTH);
    listeners.add(exchange);
    try {
      new EventStream(board, exchange.getResponseBody()).tell();
    } finally {
      listeners.remove(exchange);
    }
  }
}
