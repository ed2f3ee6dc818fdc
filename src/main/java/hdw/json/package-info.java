/**
 * Writing and reading JSON: {@link hdw.json.JsonWriter} and {@link hdw.json.JsonReader}, the door
 * to Jackson for all that hdw writes itself. Uses nothing of hdw.
 */
package hdw.json;
