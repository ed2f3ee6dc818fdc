package hdw.model;

import hdw.diagnostic.Span;

/** A value given to a property, and where. */
public record Setting(Span span, Expression value) {}
