/**
 * Writing and reading JSON: {@link hdw.json.JsonWriter}, {@link hdw.json.JsonReader} and, where
 * there is much of it, {@link hdw.json.JsonCursor}; the door to Jackson for all that hdw writes
 * itself. Uses nothing of hdw.
 */
package hdw.json;
