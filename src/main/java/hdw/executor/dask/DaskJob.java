package hdw.executor.dask;

import hdw.executor.AttemptKey;
import hdw.executor.Staging;
import hdw.executor.Submission;
import hdw.executor.WrittenRows;
import hdw.rules.Request;
import hdw.shell.JobScript;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job that is brought to a cluster.
 *
 * @param order as the bridge is told of it
 * @param mostOfTask how many jobs of its task may run at a time
 */
record DaskJob(Order.Job order, Request request, Size size, Optional<Integer> mostOfTask) {

  /**
   * The jobs of a submission.
   *
   * @param crewToken begins the mark by which their processes are found again on this machine
   */
  static List<DaskJob> of(Submission submission, ClusterWish wish, String crewToken)
      throws IOException {
    var rows = WrittenRows.read(submission.folder(), submission.batch());
    var jobs = new ArrayList<DaskJob>();
    for (int row = 0; row < submission.batch().size(); row++) {
      AttemptKey key = rows.key(row, submission.token());
      Request request = submission.batch().items().get(row).request();
      Size size = Size.of(wish, request);
      var order =
          new Order.Job(
              key,
              command(submission, rows.command(row)),
              environment(submission, key, request, crewToken),
              submission.folder().toAbsolutePath(),
              rows.log(row).stem(key.attempt()),
              request.cpus(),
              Optional.of(request.memory()),
              request.time(),
              size.name());
      jobs.add(new DaskJob(order, request, size, submission.settings().maxRunning()));
    }
    return jobs;
  }

  private static List<String> command(Submission submission, List<String> plain) {
    var command = new ArrayList<String>();
    submission
        .settings()
        .container()
        .ifPresent(image -> command.addAll(List.of("apptainer", "exec", image)));
    command.addAll(plain);
    return command;
  }

  private static Map<String, String> environment(
      Submission submission, AttemptKey key, Request request, String crewToken) {
    var environment = new LinkedHashMap<String, String>();
    environment.put("HDW_RUN", submission.run());
    environment.put("HDW_WORKDIR", submission.workFolder().toAbsolutePath().toString());
    environment.put("HDW_TOKEN", crewToken + ":" + key.job() + ":" + key.attempt());
    environment.put("HDW_CPUS", Integer.toString(request.cpus()));
    environment.put("HDW_MEMORY_MIB", Long.toString(request.memory().mebibytes()));
    environment.put(
        "HDW_TIME_S", request.time().map(each -> Long.toString(each.seconds())).orElse(""));
    if (submission.settings().staging() == Staging.COPY) {
      environment.put("HDW_AWAY", JobScript.COPY);
    }
    return environment;
  }

  /** The attempt. */
  AttemptKey key() {
    return order.key();
  }

  /** The task. */
  String task() {
    return key().job().substring(0, key().job().indexOf('/'));
  }
}
