package dev.parallax.ingestion.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.identity.IdentityLinks;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Announces the profiles anew that have traits which the tracking plan treats otherwise than
 * before: what is kept back from now on is to leave those who know it. Goes on where it was after a
 * crash; an announcement more does no harm.
 */
@ApplicationScoped
class AnnouncementJob implements JobHandler {
  private static final int PAGE = 500;
  private static final String AFTER = "after";
  private static final String ANNOUNCED = "announced";
  private static final String NEXT =
      """
      select cid from customer c
      where cid > ? and jsonb_exists_any(state -> 'traits', ?)
        and not exists (select from identity_link l where l.from_cid = c.cid)
      order by cid limit ?
      """;

  private final AgroalDataSource store;
  private final ProfileRows table;
  private final PlannedCalls planned;
  private final IdentityLinks links;
  private final Erasures erasures;

  AnnouncementJob(
      AgroalDataSource store,
      ProfileRows table,
      PlannedCalls planned,
      IdentityLinks links,
      Erasures erasures) {
    this.store = store;
    this.links = links;
    this.erasures = erasures;
    this.table = table;
    this.planned = planned;
  }

  @Override
  public String kind() {
    return PlannedCalls.ANNOUNCEMENT;
  }

  @Override
  public ObjectNode run(JobContext context) {
    planned.refresh();
    List<String> traits = new ArrayList<>();
    context.params().path(PlannedCalls.TRAITS).forEach(name -> traits.add(name.asText()));
    JsonNode begun = context.checkpoint();
    String after = begun == null ? "" : begun.path(AFTER).asText();
    long announced = begun == null ? 0 : begun.path(ANNOUNCED).asLong();
    for (List<String> page = page(after, traits); !page.isEmpty(); page = page(after, traits)) {
      announced += announce(page);
      after = page.getLast();
      context.checkpoint(
          JsonNodeFactory.instance.objectNode().put(AFTER, after).put(ANNOUNCED, announced));
      context.progress(announced, 0, announced + " profiles");
    }
    return JsonNodeFactory.instance.objectNode().put(ANNOUNCED, announced);
  }

  private List<String> page(String after, List<String> traits) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setString(1, after);
            statement.setArray(2, connection.createArrayOf("text", traits.toArray()));
            statement.setInt(3, PAGE);
            return cids(statement);
          }
        });
  }

  private static List<String> cids(PreparedStatement statement) throws SQLException {
    List<String> cids = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        cids.add(row.getString(1));
      }
    }
    return cids;
  }

  private int announce(List<String> cids) {
    return QuarkusTransaction.requiringNew()
        .call(() -> Sql.call(store, connection -> announce(connection, cids)));
  }

  private int announce(Connection connection, List<String> cids) throws SQLException {
    erasures.shareLock();
    Map<String, ProfileRows.Row> rows = ProfileRows.lock(connection, cids);
    // Erased or merged since they were found.
    rows.values().removeIf(row -> row.state.isEmpty());
    rows.keySet().removeAll(links.roots(cids).keySet());
    rows.values().forEach(row -> row.changed = true);
    return table.write(connection, rows);
  }
}
