package hdw.ast;

import hdw.diagnostic.Span;

/** A word at a place. */
public record Name(Span span, String text) {}
