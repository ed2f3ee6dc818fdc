/**
 * HTCondor: a batch becomes one submit description and its list of items, and its user log becomes
 * what happened to the attempts.
 *
 * <p>{@link hdw.executor.htcondor.SubmitDescription} is the entry, {@link
 * hdw.executor.htcondor.HtcondorQuoting} the one place that knows how values are quoted. {@link
 * hdw.executor.htcondor.EventLog} follows the log, {@link hdw.executor.htcondor.LogTranslator}
 * tells what it means, {@link hdw.executor.htcondor.Holds} what a hold does.
 */
package hdw.executor.htcondor;
