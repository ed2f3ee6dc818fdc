/**
 * What a job asks for, and why: {@link hdw.rules.Placement} settles every resource of a job from
 * built-in values, the site, {@code defaults}, the task's line, placement rules and the command
 * line, and {@link hdw.rules.QueueChoice} finds the queue.
 *
 * <p>Uses {@code graph}, {@code eval}, {@code model} and below.
 */
package hdw.rules;
