package dev.parallax.kit.audit;

import dev.parallax.kit.page.Page;
import dev.parallax.kit.service.ServiceIdentity;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The log, to read. */
@ApplicationScoped
class AuditLog {
  private static final int VERIFYING_SECONDS = 600;

  private final AgroalDataSource store;
  private final AuditRows rows;
  private final AuditSeal seal;
  private final ServiceIdentity service;

  AuditLog(AgroalDataSource store, AuditRows rows, AuditSeal seal, ServiceIdentity service) {
    this.store = store;
    this.rows = rows;
    this.seal = seal;
    this.service = service;
  }

  /** Newest first. */
  Page<AuditEntry> list(int limit, Long before, AuditFilter filter) {
    return Page.of(
        Sql.call(store, connection -> rows.list(connection, limit + 1, before, filter)),
        limit,
        entry -> Long.toString(entry.seq()));
  }

  /** Follows the chain to its end. Rows and head are of one moment, whoever writes meanwhile. */
  AuditCheck verify(List<AuditHead.Noted> noted) {
    AuditChain chain =
        new AuditChain(
            seal, noted.stream().filter(head -> head.service().equals(service.name())).toList());
    return QuarkusTransaction.requiringNew()
        .timeout(VERIFYING_SECONDS)
        .call(() -> Sql.call(store, connection -> follow(connection, chain)));
  }

  private AuditCheck follow(Connection connection, AuditChain chain) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read read only");
    }
    rows.each(connection, chain::follow);
    return chain.end(service.name(), rows.head(connection).orElse(null));
  }
}
