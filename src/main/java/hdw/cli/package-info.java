/**
 * The command line: one class for each command, {@link hdw.cli.Main} to find it, {@link
 * hdw.cli.Console} to talk.
 *
 * <p>The only place that prints, and the only user of picocli and JLine. Commands are built in
 * code, and only the one that is asked for, so that a start costs little.
 */
package hdw.cli;
