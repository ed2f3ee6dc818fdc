/**
 * This machine as an executor: {@link hdw.executor.local.LocalExecutor} starts jobs, holds them to
 * their limits and ends them with all that came from them; {@link hdw.executor.local.Marks} is what
 * they noted themselves; {@link hdw.executor.local.Detached} starts what outlives this process.
 * {@link hdw.executor.local.ShellLookUp} runs the commands that a workflow looks things up with,
 * {@link hdw.executor.local.Tools} finds programs.
 */
package hdw.executor.local;
