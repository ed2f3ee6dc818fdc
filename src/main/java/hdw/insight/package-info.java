/**
 * What people want to see of a run, in figures: every attempt with what it asked for and what it
 * took, how many jobs were where at what time, what tasks and machines had of it.
 *
 * <p>{@link hdw.insight.Insight} is the one source of what the terminal, the page and the report
 * show: the fold of the journal, and what can be counted while it is folded. Uses {@code run} and
 * below.
 */
package hdw.insight;
