package hdw.sim;

/** Thrown in every thread of a driver that is dead: nothing of it goes on. */
final class Killed extends Error {
  private static final long serialVersionUID = 1;
}
