package hdw.dashboard;

import hdw.run.JobStory;
import hdw.run.RunFolder;
import hdw.run.RunSummary;
import java.io.IOException;
import java.util.List;

/** What there is to say of a job in words: the page says what {@code hdw why} says. */
public interface JobWords {
  /** What the run's folder says, one line each; nobody else is asked. */
  List<String> why(RunSummary summary, RunFolder folder, JobStory job) throws IOException;

  /** What a batch system says of a job in its queue; asking may take a minute. */
  List<String> queue(RunFolder folder, String job) throws IOException;
}
