package dev.parallax.segmentation.customer;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.security.Roles;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What has arrived, for whoever wants to compare it with what was sent. */
@Path("/v1/segmentation/counts")
@Tag(name = "segmentation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN, Roles.SERVICE})
@RunOnVirtualThread
public class CountsResource {
  private static final int USUAL_DIGITS = 2;

  private final AgroalDataSource store;

  CountsResource(AgroalDataSource store) {
    this.store = store;
  }

  @GET
  @Operation(
      summary =
          "How many customers, orders, refunds, events, transactions and ratings have arrived")
  @Transactional
  public Counts counts() {
    return Sql.call(
        store,
        connection -> {
          Map<String, Long> topics = longs(connection, "select topic, events from intake");
          Map<String, Long> customers =
              longs(connection, "select left(cid, 2), count(*) from customer group by 1");
          Map<String, Long> kinds =
              longs(
                  connection,
                  "select kind, count(*) from purchase where origin = 'event' group by 1");
          return new Counts(
              customers.getOrDefault("c_", 0L),
              customers.getOrDefault("a_", 0L),
              kinds.getOrDefault("order", 0L),
              kinds.getOrDefault("refund", 0L),
              topics.getOrDefault(Topics.CUSTOMER_EVENTS, 0L),
              topics.getOrDefault(Topics.TRANSACTIONS, 0L),
              topics.getOrDefault(Topics.FEEDBACK, 0L),
              money(connection));
        });
  }

  private static Map<String, Long> longs(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      Map<String, Long> longs = new HashMap<>();
      while (row.next()) {
        longs.put(row.getString(1), row.getLong(2));
      }
      return longs;
    }
  }

  private static Map<String, Long> money(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select currency, sum(case kind when 'order' then amount else -amount end)
                from settled where origin = 'event' group by currency
                """);
        ResultSet row = statement.executeQuery()) {
      Map<String, Long> money = new TreeMap<>();
      while (row.next()) {
        money.put(row.getString(1), minor(row.getBigDecimal(2), row.getString(1)));
      }
      return money;
    }
  }

  private static long minor(BigDecimal amount, String currency) {
    return amount.movePointRight(digits(currency)).setScale(0, RoundingMode.HALF_EVEN).longValue();
  }

  /** Two where the currency is unknown to the JDK or has no notion of a smallest unit. */
  private static int digits(String currency) {
    try {
      int digits = Currency.getInstance(currency).getDefaultFractionDigits();
      return digits < 0 ? USUAL_DIGITS : digits;
    } catch (IllegalArgumentException e) {
      return USUAL_DIGITS;
    }
  }
}
