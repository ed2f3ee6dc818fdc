package hdw.model;

import hdw.diagnostic.Span;

/**
 * A declared output of a task.
 *
 * @param name the name in {@code output { hist = ... }}; empty for a task's single output
 * @param path where it goes; a trailing {@code /} declares a folder
 */
public record Output(Span span, String name, Expression path) {}
