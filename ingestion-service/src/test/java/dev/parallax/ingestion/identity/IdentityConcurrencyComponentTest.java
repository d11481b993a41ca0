package dev.parallax.ingestion.identity;

import static dev.parallax.ingestion.Callers.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.Callers;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.identity.Words.Said;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.kit.pseudonym.Cid;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two replicas, 64 writers, one graph: whatever the order, the end is the same. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class IdentityConcurrencyComponentTest {
  private static final int WRITERS = 64;

  @Inject AgroalDataSource store;
  @Inject Outbox outbox;
  @Inject Clock clock;
  @Inject IdentityLinks firstReplica;
  @Inject LinkTransactions transactions;
  @Inject Profiles profiles;
  @Inject KnownLinks known;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void writersAtOnceEndAsOneWriterAfterTheOther(long seed) throws Exception {
    Words words = new Words(seed);
    IdentityLinks secondReplica = new IdentityLinks(store, outbox, new KnownLinks(), clock);
    List<List<Said>> said = words.shuffledIntoRequests();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < said.size(); i++) {
        IdentityLinks replica = i % 2 == 0 ? firstReplica : secondReplica;
        List<Said> request = said.get(i);
        all.add(writers.submit(() -> take(replica, request)));
      }
      for (Future<?> one : all) {
        one.get(); // A clash that was left to the caller fails here.
      }
    }

    Map<String, String> roots = firstReplica.roots(words.everybody());
    UnionFind expected = words.sequentially();
    for (String customer : words.customers()) {
      assertThat(roots.getOrDefault(customer, customer)).isEqualTo(expected.root(customer));
    }
    words
        .signIns()
        .forEach(
            (visitor, customers) ->
                assertThat(customers.stream().map(expected::root)).contains(roots.get(visitor)));
    everyMergeIsAnnouncedOnceAndLeadsAConsumerThere(words, roots);
    everyTraitIsAtTheEndOfItsChain(words, roots);
  }

  @Test
  void aLinkWithWhichAnotherReplicaWasFasterIsNotTakenForOneThatJoinsNobody() throws Exception {
    String run = UUID.randomUUID().toString();
    Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
    String visitor = pseudonyms.anonymous("v-" + run);
    String theirs = pseudonyms.customer("theirs-" + run);
    String mine = pseudonyms.customer("mine-" + run);
    FutureTask<Integer> call = new FutureTask<>(() -> signIn(run));
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Sql.run(store, connection -> link(connection, visitor, theirs));
              Thread.ofVirtual().start(call);
              Awaitility.await()
                  .until(
                      () ->
                          !query(
                                  "select count(*) from pg_locks where locktype = 'transactionid' and not granted")
                              .equals("0"));
            });
    assertThat(call.get()).isEqualTo(200);
    assertThat(known.isSettled(visitor, mine)).isFalse();
    assertThat(signIn(run)).isEqualTo(200);
    assertThat(known.resolve(visitor)).as("asked for again, it is known").isEqualTo(theirs);
  }

  private static int signIn(String run) {
    return Callers.shop()
        .body("{\"userId\":\"mine-%1$s\",\"anonymousId\":\"v-%1$s\"}".formatted(run))
        .post("/v1/identify")
        .statusCode();
  }

  private static void link(Connection connection, String from, String into) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into identity_link values (?, ?, now())")) {
      statement.setString(1, from);
      statement.setString(2, into);
      statement.executeUpdate();
    }
  }

  private void take(IdentityLinks replica, List<Said> request) {
    transactions.call(
        alone -> {
          List<Link> links = request.stream().map(Said::link).filter(l -> l != null).toList();
          List<Given> given = request.stream().map(Said::given).filter(g -> g != null).toList();
          IdentityLinks.Linked linked = replica.link(links, given, alone);
          profiles.absorb(linked.merges());
          List<ProfileUpdate> updates = new ArrayList<>();
          for (Said one : request) {
            var traits = JsonNodeFactory.instance.objectNode().put(trait(one.about()), 1);
            updates.add(ProfileUpdate.ofTraits(one.about(), traits, one.at()));
          }
          return profiles.apply(updates);
        });
  }

  private static String trait(String cid) {
    return "t" + cid.substring(0, 10);
  }

  private static void everyMergeIsAnnouncedOnceAndLeadsAConsumerThere(
      Words words, Map<String, String> roots) {
    Set<String> ours = Set.copyOf(words.everybody());
    List<JsonNode> merges =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    Log.values(Topics.IDENTITY_MERGES).stream()
                        .filter(merge -> ours.contains(merge.path("from").asText()))
                        .toList(),
                found -> found.size() >= roots.size());
    assertThat(merges)
        .extracting(merge -> merge.path("from").asText())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(roots.keySet());
    Map<String, String> chain = new HashMap<>();
    merges.stream()
        .sorted(Comparator.comparingLong(merge -> merge.path("version").asLong()))
        .forEach(m -> chain.put(m.path("from").asText(), m.path("into").asText()));
    roots.forEach((cid, root) -> assertThat(end(chain, cid)).isEqualTo(root));
  }

  private static String end(Map<String, String> chain, String cid) {
    String end = cid;
    while (chain.containsKey(end)) {
      end = chain.get(end);
    }
    return end;
  }

  private static void everyTraitIsAtTheEndOfItsChain(Words words, Map<String, String> roots) {
    Map<String, List<String>> members =
        words.everybody().stream()
            .filter(words::spoke)
            .collect(Collectors.groupingBy(cid -> roots.getOrDefault(cid, cid)));
    members.forEach(
        (root, those) -> {
          String state = Callers.query("select state->>'traits' from customer where cid = ?", root);
          assertThat(those).allSatisfy(cid -> assertThat(state).contains(trait(cid)));
        });
  }

  /** What the graph is compared with. */
  static final class UnionFind {
    private final Map<String, String> parents = new HashMap<>();

    String root(String cid) {
      String root = cid;
      while (parents.containsKey(root)) {
        root = parents.get(root);
      }
      return root;
    }

    void join(String one, String other) {
      String a = root(one);
      String b = root(other);
      if (!a.equals(b)) {
        boolean stays = Cid.SENIORITY.compare(a, b) < 0;
        parents.put(stays ? b : a, stays ? a : b);
      }
    }
  }

  static Instant at(int minute) {
    return Instant.parse("2026-03-02T12:00:00Z").plusSeconds(60L * minute);
  }
}
