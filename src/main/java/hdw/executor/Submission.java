package hdw.executor;

import java.nio.file.Path;

/**
 * Jobs that a batch system is given in one go. Their files lie in the run's folder, and the folders
 * of their logs are there: HTCondor says nothing of a log that it cannot write.
 *
 * @param folder the run's folder
 * @param run the run's name
 * @param token what the submission carries, so that it is known again: {@code <run's
 *     token>.<number>}
 * @param workFolder where commands run
 * @param settings what surrounds its jobs
 */
public record Submission(
    Path folder, String run, String token, Path workFolder, Batch batch, NodeSettings settings) {}
