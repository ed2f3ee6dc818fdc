/**
 * HTCondor: a batch becomes one submit description and its list of items, and its user log becomes
 * what happened to the attempts.
 *
 * <p>{@link hdw.executor.htcondor.SubmitDescription} is the entry, {@link
 * hdw.executor.htcondor.HtcondorQuoting} the one place that knows how values are quoted. {@link
 * hdw.executor.htcondor.EventLog} follows the log, {@link hdw.executor.htcondor.LogTranslator}
 * tells what it means, {@link hdw.executor.htcondor.Holds} what a hold does.
 *
 * <p>{@link hdw.executor.htcondor.Pool} is what a driver uses. It goes by the log; only where that
 * is silent it asks the {@link hdw.executor.htcondor.Schedd} about its queue and history. {@link
 * hdw.executor.htcondor.SpooledPool} takes its place for runs on EOS, which have no log: {@link
 * hdw.executor.htcondor.Polled} asks about all jobs at once.
 */
package hdw.executor.htcondor;
