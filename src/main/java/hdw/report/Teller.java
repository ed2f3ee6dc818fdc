package hdw.report;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What a report cannot know from the run itself.
 *
 * @param version which hdw tells it, and on which Java
 * @param git where the folder of the workflow stands in its history; nothing where it has none
 * @param zone the zone in which times are told
 */
public record Teller(String version, Optional<String> git, ZoneId zone) {}
