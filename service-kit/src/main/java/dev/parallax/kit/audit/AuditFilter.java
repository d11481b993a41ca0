package dev.parallax.kit.audit;

import jakarta.ws.rs.QueryParam;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which entries of the log to list; take it as a {@code @BeanParam}. */
public class AuditFilter {
  @Parameter(description = "what was done, as in model-promoted")
  @QueryParam("action")
  public String action;

  @Parameter(description = "who did it: the sub of a token, source:<name> or service:<name>")
  @QueryParam("actor")
  public String actor;

  @Parameter(description = "what it was done to")
  @QueryParam("subject")
  public String subject;

  String where(Long before) {
    StringJoiner conditions = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    if (before != null) {
      conditions.add("seq < ?");
    }
    wanted().keySet().forEach(column -> conditions.add(column + " = ?"));
    return conditions.toString();
  }

  /**
   * @return the index of the next parameter
   */
  int bind(PreparedStatement statement, Long before) throws SQLException {
    int index = 1;
    if (before != null) {
      statement.setLong(index++, before);
    }
    for (String value : wanted().values()) {
      statement.setString(index++, value);
    }
    return index;
  }

  private Map<String, String> wanted() {
    Map<String, String> wanted = new LinkedHashMap<>();
    put(wanted, "action", action);
    put(wanted, "actor", actor);
    put(wanted, "subject", subject);
    return wanted;
  }

  private static void put(Map<String, String> wanted, String column, String value) {
    if (value != null && !value.isBlank()) {
      wanted.put(column, value);
    }
  }
}
