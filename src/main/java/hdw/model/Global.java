package hdw.model;

import hdw.diagnostic.Span;

/**
 * A {@code param} or {@code let}, with the value that counts: of a param, the one on the command
 * line if there is one.
 *
 * @param span the place of its name
 */
public record Global(Span span, String name, Expression value, boolean isParam) {}
