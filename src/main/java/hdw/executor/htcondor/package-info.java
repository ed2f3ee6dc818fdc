/**
 * HTCondor: a batch becomes one submit description and its list of items.
 *
 * <p>{@link hdw.executor.htcondor.SubmitDescription} is the entry, {@link
 * hdw.executor.htcondor.HtcondorQuoting} the one place that knows how values are quoted.
 */
package hdw.executor.htcondor;
