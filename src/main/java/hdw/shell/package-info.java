/**
 * Puts values into bash scripts so that a value can never become code.
 *
 * <p>{@link hdw.shell.ShellScanner} says where in a script a value stands, {@link
 * hdw.shell.ShellText} writes it there as a reference to a variable, {@link hdw.shell.JobTable}
 * carries the values of each job, and {@link hdw.shell.JobScript} is the script that brings the two
 * together where the job runs. Uses nothing of hdw.
 */
package hdw.shell;
