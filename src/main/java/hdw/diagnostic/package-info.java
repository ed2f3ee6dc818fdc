/**
 * What hdw says about a file: {@link hdw.diagnostic.Diagnostic}, its {@link hdw.diagnostic.Code},
 * its {@link hdw.diagnostic.Span} in a {@link hdw.diagnostic.Source}, and {@link
 * hdw.diagnostic.DiagnosticPrinter}, the one place that turns it into text.
 *
 * <p>An error is a value that phases collect in {@link hdw.diagnostic.Diagnostics}; nothing here
 * throws for a user's mistake. Uses Commons Text for edit distances, and nothing of hdw.
 */
package hdw.diagnostic;
