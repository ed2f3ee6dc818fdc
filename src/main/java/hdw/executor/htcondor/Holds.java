package hdw.executor.htcondor;

import hdw.rules.Verdict;
import java.util.Optional;

/**
 * What a hold means, by its code, subcode and text: nothing that a rule decides about, where a
 * person is to release it, else how the attempt ended.
 *
 * <table>
 * <caption>HTCondor's HoldReasonCode</caption>
 * <tr><th>code</th><th>of HTCondor</th><th>of hdw</th></tr>
 * <tr><td>1</td><td>UserRequest: condor_hold</td><td>held</td></tr>
 * <tr><td>15, 16</td><td>SubmittedOnHold, SpoolingInput</td><td>held</td></tr>
 * <tr><td>3, 26</td><td>JobPolicy, SystemPolicy: texts of users and sites</td>
 *     <td>memory, disk or time by its text, else out_of_memory for subcode 102, else
 *     removed</td></tr>
 * <tr><td>4</td><td>CorruptedCredential</td><td>no_credential</td></tr>
 * <tr><td>6, 7, 8, 9, 10, 14, 22</td><td>the process, its standard streams, its folder or the log
 *     could not be had</td><td>not_started</td></tr>
 * <tr><td>12</td><td>TransferOutputError</td>
 *     <td>missing_output; disk_full where its text speaks of a disk or quota</td></tr>
 * <tr><td>13</td><td>TransferInputError</td>
 *     <td>bad_input; no_credential where its text speaks of one</td></tr>
 * <tr><td>17, 19, 23, 24, 35, 43, 45, 48</td><td>shadow, hooks, account, container or script before
 *     the job</td><td>not_started</td></tr>
 * <tr><td>21</td><td>StartdHeldJob</td>
 *     <td>out_of_memory for subcode 102, else by its text, else removed</td></tr>
 * <tr><td>32, 33</td><td>MaxTransferInputSizeExceeded, MaxTransferOutputSizeExceeded</td>
 *     <td>disk_full: there is no room for it there, and trying again would not help</td></tr>
 * <tr><td>34</td><td>JobOutOfResources</td>
 *     <td>out_of_memory; disk_full where its text speaks of a disk and not of memory</td></tr>
 * <tr><td>46, 47</td><td>JobDurationExceeded, JobExecuteExceeded</td><td>out_of_time</td></tr>
 * <tr><td>others</td><td>such as 36, FailedToCheckpoint</td><td>removed</td></tr>
 * </table>
 */
final class Holds {
  /** The subcode of HTCondor's own policies about memory. */
  private static final int MEMORY = 102;

  private Holds() {}

  /** How an attempt ended that is held for this; nothing where a person decides about it. */
  static Optional<Verdict> verdict(int code, int subcode, String text) {
    return switch (code) {
      case 1, 15, 16 -> Optional.empty();
      default -> Optional.of(ended(code, subcode, text));
    };
  }

  private static Verdict ended(int code, int subcode, String text) {
    return switch (code) {
      case 3, 26 ->
          Wording.limit(text).orElse(subcode == MEMORY ? Verdict.OUT_OF_MEMORY : Verdict.REMOVED);
      case 4 -> Verdict.NO_CREDENTIAL;
      case 6, 7, 8, 9, 10, 14, 17, 19, 22, 23, 24, 35, 43, 45, 48 -> Verdict.NOT_STARTED;
      case 12 -> Wording.isOfDisk(text) ? Verdict.DISK_FULL : Verdict.MISSING_OUTPUT;
      case 13 -> Wording.isOfCredential(text) ? Verdict.NO_CREDENTIAL : Verdict.BAD_INPUT;
      case 21 ->
          subcode == MEMORY ? Verdict.OUT_OF_MEMORY : Wording.limit(text).orElse(Verdict.REMOVED);
      case 32, 33 -> Verdict.DISK_FULL;
      case 34 ->
          Wording.limit(text)
              .filter(each -> each == Verdict.DISK_FULL)
              .orElse(Verdict.OUT_OF_MEMORY);
      case 46, 47 -> Verdict.OUT_OF_TIME;
      default -> Verdict.REMOVED;
    };
  }
}
