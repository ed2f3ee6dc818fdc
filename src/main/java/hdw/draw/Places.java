package hdw.draw;

import hdw.draw.Drawing.Place;
import hdw.model.Value;
import hdw.plan.NodePlan;
import hdw.rules.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads from plans what vertices show. */
final class Places {
  private Places() {}

  /** How many jobs of nodes run where. */
  static Map<Place, Integer> of(List<NodePlan> nodes) {
    var places = new LinkedHashMap<Place, Integer>();
    for (NodePlan node : nodes) {
      for (int i = 0; i < node.size(); i++) {
        places.merge(of(node.request(i)), 1, Integer::sum);
      }
    }
    return places;
  }

  /** Where jobs with a request run. */
  static Place of(Request request) {
    return new Place(request.executor().word(), request.queue().map(each -> each.name()));
  }

  /** Values as they stand in ids. */
  static Map<String, String> texts(Map<String, Value> dimensions) {
    var texts = new LinkedHashMap<String, String>();
    dimensions.forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }
}
