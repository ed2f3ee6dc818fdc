package hdw.run;

import java.util.List;

/** All that a state says, as a text. */
final class StateText {
  private StateText() {}

  static String of(RunState state) {
    var text = new StringBuilder();
    state.jobs().forEach(each -> add(each, text));
    text.append("others\n");
    state.others().forEach(each -> add(each, text));
    List<Object> run =
        List.of(
            state.opened(),
            state.closed(),
            state.begun(),
            state.takenUp(),
            state.lastEvent(),
            state.lastToken(),
            state.submissions(),
            state.cuts(),
            state.paused(),
            state.wentOn(),
            state.covered(),
            state.measured(),
            state.firstLook(),
            state.damagedLines());
    return text.append(run).toString();
  }

  static String of(JobStory job) {
    var text = new StringBuilder();
    add(job, text);
    return text.toString();
  }

  private static void add(JobStory job, StringBuilder text) {
    List<Object> parts =
        List.of(
            job.id(),
            job.state(),
            job.kept(),
            job.allowed(),
            job.attempts(),
            job.lastStarted(),
            job.startedAt(),
            job.endedAt(),
            job.made(),
            job.usage(),
            job.because(),
            job.blockedBy(),
            job.submission(),
            job.host(),
            job.heldBecause(),
            job.restarts(),
            job.record(),
            job.tries(),
            job.reactions(),
            job.raised(),
            job.retryAt(),
            job.failures());
    text.append(parts).append('\n');
  }
}
