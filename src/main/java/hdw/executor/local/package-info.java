/**
 * This machine as an executor: {@link hdw.executor.local.LocalLauncher} starts and ends jobs as
 * child processes, {@link hdw.executor.local.ShellLookUp} runs the commands that a workflow looks
 * things up with, {@link hdw.executor.local.Tools} finds programs.
 */
package hdw.executor.local;
