package dev.parallax.fraud.decision;

import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.fraud.transaction.TransactionRepository;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Writes what was decided: the transaction, the decision, and what the caller was answered where
 * that was not the decision.
 */
@ApplicationScoped
class DecisionStore {
  private static final String DECISION =
      """
      insert into decision (transaction_id, id, cid, account, amount, currency, outcome, probability, reasons, rules,
        model_version, fallback, occurred_at, decided_at, features)
      select transaction_id, id, cid, account, amount, currency, outcome, probability, reasons::jsonb, rules::jsonb,
        model_version, false, occurred_at::timestamptz, decided_at::timestamptz, features::jsonb
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::text[], ?::text[], ?::float8[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as d (transaction_id, id, cid, account, amount, currency, outcome, probability, reasons, rules,
          model_version, occurred_at, decided_at, features)
      on conflict (transaction_id) do nothing
      """;
  private static final String FALLBACK =
      """
      insert into fallback_answer (transaction_id, answer, answered_at)
      select id, answer::jsonb, at::timestamptz from unnest(?::text[], ?::text[], ?::text[]) as f (id, answer, at)
      on conflict (transaction_id) do nothing
      """;

  private final AgroalDataSource store;
  private final TransactionRepository transactions;

  DecisionStore(AgroalDataSource store, TransactionRepository transactions) {
    this.store = store;
    this.transactions = transactions;
  }

  /**
   * The first decision on a transaction stays, and so does the first answer without one.
   *
   * @throws RuntimeException when a transaction is refused; see {@link TransactionRepository#store}
   */
  void store(List<FraudDecided> events) {
    List<FraudDecided> decisions = events.stream().filter(e -> !e.fallback()).toList();
    List<FraudDecided> fallbacks = events.stream().filter(FraudDecided::fallback).toList();
    if (!decisions.isEmpty()) {
      transactions.store(
          decisions.stream().map(FraudDecided::transaction).filter(Objects::nonNull).toList());
      storeDecisions(decisions);
    }
    if (!fallbacks.isEmpty()) {
      storeFallbacks(fallbacks);
    }
  }

  private void storeDecisions(Collection<FraudDecided> decisions) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(DECISION)) {
            Columns.of(insert, decisions)
                .add("text", FraudDecided::transactionId)
                .add("text", FraudDecided::id)
                .add("text", FraudDecided::cid)
                .add("text", FraudDecided::account)
                .add("numeric", FraudDecided::amount)
                .add("text", FraudDecided::currency)
                .add("text", d -> d.outcome().wireName())
                .add("float8", FraudDecided::probability)
                .add("text", d -> json(d.reasons()))
                .add("text", d -> json(d.rules()))
                .add("text", FraudDecided::modelVersion)
                .add("text", FraudDecided::occurredAt)
                .add("text", FraudDecided::decidedAt)
                .add("text", d -> json(d.features()));
            insert.executeUpdate();
          }
        });
  }

  private void storeFallbacks(Collection<FraudDecided> fallbacks) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(FALLBACK)) {
            Columns.of(insert, fallbacks)
                .add("text", FraudDecided::transactionId)
                .add("text", DecisionStore::json)
                .add("text", FraudDecided::decidedAt);
            insert.executeUpdate();
          }
        });
  }

  private static String json(Object value) {
    return new String(EventJson.write(value), StandardCharsets.UTF_8);
  }
}
