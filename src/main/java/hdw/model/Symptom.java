package hdw.model;

import hdw.diagnostic.Span;

/** A sign by which a reason is recognised. */
public record Symptom(Span span, Reason reason, Expression when) {}
