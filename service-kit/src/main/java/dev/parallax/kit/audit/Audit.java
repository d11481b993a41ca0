package dev.parallax.kit.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.service.ServiceIdentity;
import dev.parallax.kit.store.AfterCommit;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Records what people do that must be answered for: administration, and dealing with private data.
 */
@ApplicationScoped
public class Audit {
  private static final Logger LOG = Logger.getLogger(Audit.class);
  private static final byte[] NOTHING = new byte[AuditRow.HASH_BYTES];

  private final AgroalDataSource store;
  private final AuditRows rows;
  private final AuditSeal seal;
  private final Actor actor;
  private final ServiceIdentity service;
  private final AfterCommit afterCommit;
  private final Clock clock;

  Audit(
      AgroalDataSource store,
      AuditRows rows,
      AuditSeal seal,
      Actor actor,
      ServiceIdentity service,
      AfterCommit afterCommit,
      Clock clock) {
    this.store = store;
    this.rows = rows;
    this.seal = seal;
    this.actor = actor;
    this.service = service;
    this.afterCommit = afterCommit;
    this.clock = clock;
  }

  /**
   * Records that the caller has done something, in the caller's transaction: what was done and that
   * it was recorded happen together or not at all. Outside a request the service itself has done
   * it.
   *
   * <p>Until that transaction ends no other action of this service is recorded, on whichever
   * replica; so this comes last in it, which also keeps two from waiting for one another.
   *
   * @param action in the past tense and kebab case, as in {@code model-promoted}
   * @param subject what it was done to: an id or a name that is no personal data
   * @param details what else to know of it, as JSON makes it; never personal data
   * @throws dev.parallax.kit.store.StoreException when the database is away; then it must not
   *     happen
   */
  @Transactional
  public void record(String action, String subject, Map<String, ?> details) {
    Actor.Acting acting = actor.current();
    JsonNode json = asStored(details);
    Sql.run(store, connection -> append(connection, acting, action, subject, json));
  }

  private void append(
      Connection connection, Actor.Acting acting, String action, String subject, JsonNode details)
      throws SQLException {
    AuditHead head = rows.lockHead(connection);
    boolean genuine = isGenuine(connection, head);
    long seq = 1 + (genuine ? head.seq() : Math.max(head.seq(), rows.lastSeq(connection)));
    byte[] previous = genuine ? head.hash() : NOTHING;
    AuditEntry entry =
        new AuditEntry(
                service.name(),
                seq,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                acting.name(),
                acting.roles(),
                action,
                subject,
                details)
            .checked();
    byte[] hash = AuditRow.hash(entry, previous);
    rows.append(
        connection, new AuditRow(entry, previous, hash, seal.ofRow(hash)), seal.ofHead(seq, hash));
    tell(action, AuditHead.written(service.name(), seq, hash));
  }

  /**
   * In the log, which leaves the machine: what it says of the chain the database cannot take back.
   * Only once it holds, since a head that was rolled back would look like a chain that was cut.
   */
  private void tell(String action, String head) {
    afterCommit.run(() -> LOG.infof("audited action=%s head=%s", action, head));
  }

  /**
   * Whether the chain may be gone on with. Where it may not, it begins anew after what there is:
   * work goes on, and the break stays for good for {@link AuditChain} to find.
   */
  private boolean isGenuine(Connection connection, AuditHead head) throws SQLException {
    boolean genuine =
        head.seal() == null
            ? head.seq() == 0 && rows.lastSeq(connection) == 0
            : seal.isOfHead(head.seq(), head.hash(), head.seal());
    if (!genuine) {
      LOG.errorf(
          "the head of the audit log is missing or not the service's own seq=%d", head.seq());
    }
    return genuine;
  }

  /** As JSON reads it back, so that what is hashed is what is stored. */
  private static JsonNode asStored(Map<String, ?> details) {
    return EventJson.read(EventJson.write(details), ObjectNode.class);
  }
}
