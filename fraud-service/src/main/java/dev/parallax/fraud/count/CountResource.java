package dev.parallax.fraud.count;

import dev.parallax.contracts.fraud.Outcome;
import dev.parallax.kit.security.Roles;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Counts over HTTP. */
@Path("/v1/fraud/counts")
@Tag(name = "counts")
@RolesAllowed({Roles.ANALYST, Roles.FRAUD_ANALYST, Roles.SERVICE, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CountResource {
  private final AgroalDataSource store;

  CountResource(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * What is stored.
   *
   * @param byOutcome decisions by outcome, every outcome named
   */
  public record Counts(
      long transactions, long decisions, long labels, Map<String, Long> byOutcome) {}

  @GET
  @Operation(summary = "How many transactions, decisions and labels are stored")
  public Counts counts() {
    return Sql.call(
        store,
        connection -> {
          Map<String, Long> byOutcome = new LinkedHashMap<>();
          for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome.wireName(), 0L);
          }
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select outcome, count(*) from decision group by outcome");
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              byOutcome.put(row.getString(1), row.getLong(2));
            }
          }
          long decisions = byOutcome.values().stream().mapToLong(n -> n).sum();
          return new Counts(
              count(connection.prepareStatement("select count(*) from transaction")),
              decisions,
              count(connection.prepareStatement("select count(*) from label")),
              byOutcome);
        });
  }

  private static long count(PreparedStatement statement) throws SQLException {
    try (statement;
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
