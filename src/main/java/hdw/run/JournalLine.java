package hdw.run;

/** What a line of a journal says: in the small form that nearly all can have, or in full. */
sealed interface JournalLine permits JobLine, EventReader.Line {}
