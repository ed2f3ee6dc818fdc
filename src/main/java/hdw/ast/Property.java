package hdw.ast;

/** One {@code name = value} of a block. */
public sealed interface Property {

  /** The name, or for a directive the scheduler. */
  Name name();

  /** {@code memory = 2 GB}. */
  record Plain(Name name, Expression value) implements Property {}

  /** {@code directive htcondor = "+JobFlavour = ..."}; the name is the scheduler's. */
  record Directive(Name name, Expression value) implements Property {}

  /** {@code output { hist = "..." log = "..." }}. */
  record Group(Name name, Block body) implements Property {}
}
