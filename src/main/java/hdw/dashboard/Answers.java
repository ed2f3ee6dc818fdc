package hdw.dashboard;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Says what is answered to which request of somebody who was let in. */
final class Answers {
  private static final String ASSETS = "/assets/";

  private final Board board;
  private final JobWords words;
  private final Semaphore asking = new Semaphore(1);

  Answers(Board board, JobWords words) {
    this.board = board;
    this.words = words;
  }

  /** The answer to a path; what there is not is 404. */
  Answer to(String path, Query query) throws IOException {
    if (path.startsWith(ASSETS)) {
      return Assets.named(path.substring(ASSETS.length())).orElseGet(Answers::nothing);
    }
    return switch (path) {
      case "/status" -> Assets.named("page.html").orElseGet(Answers::nothing);
      case "/api/now" -> Answer.json(board.latest().whole());
      case "/api/graph" ->
          known(
              board.ask(
                  each ->
                      GraphPicture.of(
                          each.folder().name(), each.nodes(), query.text("by").equals("task"))));
      case "/api/jobs" -> known(board.ask(each -> new JobList(each, query).text()));
      case "/api/machines" ->
          known(board.ask(each -> MachineList.text(each, query.number("page", 0))));
      case "/api/job" ->
          known(
              board
                  .ask(each -> JobPage.text(each, query.text("job"), words))
                  .flatMap(each -> each));
      case "/api/queue" -> queue(query.text("job"));
      case "/api/log" -> log(query);
      default -> nothing();
    };
  }

  private Answer log(Query query) throws IOException {
    Optional<LogPage> page =
        board
            .ask(
                each ->
                    LogPage.find(
                        each,
                        query.text("job"),
                        query.number("attempt", 0),
                        query.number("number", -1)))
            .flatMap(each -> each);
    return page.isPresent() ? Answer.json(page.get().text()) : nothing();
  }

  /** Batch systems are asked one thing at a time, and not while others wait for the run. */
  private Answer queue(String job) throws IOException {
    var folder =
        board.ask(each -> each.state().job(job).isPresent() ? Optional.of(each.folder()) : none());
    if (folder.flatMap(each -> each).isEmpty()) {
      return nothing();
    }
    if (!asking.tryAcquire()) {
      return Answer.words(503, "hdw: the batch system is being asked already");
    }
    try {
      var said = words.queue(folder.flatMap(each -> each).get(), job);
      return Answer.json(Content.object(json -> json.put("lines", said)));
    } finally {
      asking.release();
    }
  }

  private static Optional<hdw.run.RunFolder> none() {
    return Optional.empty();
  }

  private static Answer known(Optional<String> text) {
    return text.map(Answer::json).orElseGet(Answers::nothing);
  }

  private static Answer nothing() {
    return Answer.words(404, "hdw: there is nothing here");
  }
}
