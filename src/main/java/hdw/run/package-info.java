/**
 * Running a plan: {@link hdw.run.Driver} starts what is ready, and everything that happens is
 * appended to the {@link hdw.run.Journal} of the {@link hdw.run.RunFolder}.
 *
 * <p>The journal is the only truth: {@link hdw.run.RunState} is its fold, and {@code status},
 * {@code why} and the next run read nothing else. Uses {@code executor}, {@code plan}, {@code json}
 * and below.
 */
package hdw.run;
