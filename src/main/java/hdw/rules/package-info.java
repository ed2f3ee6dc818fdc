/**
 * What a job asks for, and why; why an attempt failed, and what is done about it.
 *
 * <p>{@link hdw.rules.Placement} settles every resource of a job from built-in values, the site,
 * {@code defaults}, the task's line, placement rules and the command line, and {@link
 * hdw.rules.QueueChoice} finds the queue. {@link hdw.rules.Causes} decides from evidence why an
 * attempt failed, {@link hdw.rules.Reactions} what is done about it. {@link hdw.rules.Ladder} and
 * {@link hdw.rules.Cases} ask both before anything has failed.
 *
 * <p>Uses {@code graph}, {@code eval}, {@code model} and below.
 */
package hdw.rules;
