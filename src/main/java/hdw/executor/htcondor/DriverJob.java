package hdw.executor.htcondor;

import hdw.executor.RenderedFile;
import hdw.shell.ShellQuoting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The driver of a run as a job of its own: in the local universe, which runs it beside the
 * scheduler and not in a slot, as it only submits and follows other jobs.
 *
 * @param run the run's folder
 * @param folder where the driver is started
 * @param first the command that begins the run
 * @param again the command that goes on with it: the scheduler starts what it finds in its queue
 *     once more when it comes up again, and a run must not begin twice
 * @param environment all variables that the driver has
 */
public record DriverJob(
    Path run,
    Path folder,
    List<String> first,
    List<String> again,
    Map<String, String> environment) {
  /** What the driver says. */
  public static final String SAID = "driver.log";

  /** What HTCondor says about the driver. */
  public static final String EVENTS = "driver.events";

  /** The folder that says that the driver was started before. */
  public static final String BEGUN = "driver.begun";

  private static final String SCRIPT = "driver.sh";
  private static final String DESCRIPTION = "driver.sub";

  /** Copies the lists. */
  public DriverJob {
    first = List.copyOf(first);
    again = List.copyOf(again);
  }

  /** The script of the job. */
  public RenderedFile script() {
    return RenderedFile.program(
        SCRIPT,
        """
        #!/bin/sh
        # Starts the driver of run %s, as a job of HTCondor.
        exec >>%s 2>&1
        if mkdir %s 2>/dev/null; then
          exec %s
        fi
        # the scheduler came up again: the run goes on
        exec %s
        """
            .formatted(name(), file(SAID), file(BEGUN), line(first), line(again)));
  }

  /** What is submitted. */
  public RenderedFile description() {
    return RenderedFile.plain(
        DESCRIPTION,
        String.join(
            "\n",
            "# The driver of run " + name() + ": it starts the jobs of the run and follows them.",
            "universe     = local",
            "executable   = " + HtcondorQuoting.value(run.resolve(SCRIPT).toString()),
            "initialdir   = " + HtcondorQuoting.value(folder.toString()),
            "environment  = " + HtcondorQuoting.environment(environment),
            "log          = " + HtcondorQuoting.value(run.resolve(EVENTS).toString()),
            "notification = never",
            "batch_name   = " + HtcondorQuoting.value("hdw " + name()),
            "My.HdwDriver = " + HtcondorQuoting.string(name()),
            "queue",
            ""));
  }

  private String name() {
    return run.getFileName().toString();
  }

  private String file(String name) {
    return ShellQuoting.quote(run.resolve(name).toString());
  }

  private static String line(List<String> command) {
    return command.stream().map(ShellQuoting::quote).collect(Collectors.joining(" "));
  }
}
