package hdw.model;

import hdw.diagnostic.Span;
import java.util.Map;

/**
 * A test of the rules.
 *
 * @param given what is known of the failure, by name
 * @param expect the actions expected, as text
 */
public record Case(Span span, String name, Map<String, Setting> given, String expect) {}
