package dev.parallax.ingestion.identity;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.kit.pseudonym.Cid;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table {@code identity_link}: a forest of height one, kept flat so that a look-up is one step;
 * docs/adr/0010 says what joins whom. Every change is a row of {@code identity_history}, whose
 * number is the version of the announcement.
 */
@ApplicationScoped
public class IdentityLinks {
  private static final int WARM_UP = 50_000;

  private final AgroalDataSource store;
  private final Outbox outbox;
  private final KnownLinks known;
  private final Clock clock;

  /**
   * What came of linking.
   *
   * @param merges new ones, each with the cid at the end of its chain
   * @param all how every asked cid that is not its own root stands now; to be remembered after the
   *     commit
   * @param overtaken whether another replica was faster with some: how those stand is not known
   */
  public record Linked(Map<String, String> merges, Map<String, String> all, boolean overtaken) {
    private static final Linked NOTHING = new Linked(Map.of(), Map.of(), false);
  }

  IdentityLinks(AgroalDataSource store, Outbox outbox, KnownLinks known, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.known = known;
    this.clock = clock;
  }

  void warmUp(@Observes StartupEvent event) {
    long asOf = known.epoch();
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select from_cid, into_cid from identity_link order by linked_at desc limit ?")) {
            statement.setInt(1, WARM_UP);
            Map<String, String> links = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                links.put(row.getString(1), row.getString(2));
              }
            }
            known.remember(links, asOf);
          }
        });
  }

  /**
   * Joins whom the words join, and announces each merge once; within the current transaction of
   * {@link LinkTransactions}, before it locks anything else.
   *
   * @param alone whether the transaction may wait to be the only one that changes the graph
   */
  public Linked link(Collection<Link> links, Collection<Given> givens, boolean alone) {
    if (links.isEmpty() && givens.isEmpty()) {
      return Linked.NOTHING;
    }
    return Sql.call(
        store,
        connection -> {
          GraphStore.lock(connection, alone);
          Graph graph = GraphStore.read(connection, links, givens);
          links.forEach(graph::apply);
          givens.forEach(graph::apply);
          return write(connection, graph, asked(links, givens), alone);
        });
  }

  private Linked write(Connection connection, Graph graph, Set<String> asked, boolean alone)
      throws SQLException {
    Instant now = clock.instant();
    List<Merge> merges = graph.merges();
    if (!alone && !areSingleVisitors(connection, merges)) {
      throw new AloneRequiredException();
    }
    if (!GraphStore.addOwners(connection, graph, now) && !alone) {
      throw new AloneRequiredException();
    }
    if (!merges.isEmpty()) {
      if (alone) {
        GraphStore.repoint(connection, graph);
      }
      Set<String> added = GraphStore.addLinks(connection, graph);
      // Another replica was faster with the others; its links are read on the next call.
      merges = merges.stream().filter(merge -> added.contains(merge.from())).toList();
      announce(merges, GraphStore.addHistory(connection, merges, now), now);
    }
    return linked(graph, merges, asked);
  }

  /** Whether each is a visitor with nobody merged into, whom no one else changes but by a link. */
  private static boolean areSingleVisitors(Connection connection, List<Merge> merges)
      throws SQLException {
    Set<String> from = merges.stream().map(Merge::from).collect(Collectors.toSet());
    return merges.stream()
            .allMatch(
                merge ->
                    merge.why() == Link.Why.SIGN_IN
                        && merge.from().equals(merge.one())
                        && !Cid.isCustomer(merge.from())
                        && !from.contains(merge.into()))
        && (from.isEmpty() || GraphStore.withMembers(connection, from).isEmpty());
  }

  private void announce(List<Merge> merges, List<Long> versions, Instant now) {
    List<IdentitiesMerged> events = new ArrayList<>(merges.size());
    for (int i = 0; i < merges.size(); i++) {
      Merge merge = merges.get(i);
      long version = versions.get(i);
      events.add(
          new IdentitiesMerged(
              "merge:" + merge.from() + ":" + version,
              merge.from(),
              merge.into(),
              merge.at(),
              now,
              version));
    }
    outbox.addAll(Topics.IDENTITY_MERGES, events);
  }

  private static Linked linked(Graph graph, List<Merge> merges, Set<String> asked) {
    Map<String, String> ended = new LinkedHashMap<>();
    merges.forEach(merge -> ended.put(merge.from(), graph.root(merge.from())));
    Set<String> lost =
        graph.merges().stream()
            .map(Merge::from)
            .filter(from -> !ended.containsKey(from))
            .collect(Collectors.toSet());
    Map<String, String> all = new HashMap<>(ended);
    for (String cid : asked) {
      String root = graph.root(cid);
      if (!root.equals(cid) && !lost.contains(cid)) {
        all.put(cid, root);
      }
    }
    return new Linked(ended, all, !lost.isEmpty());
  }

  private static Set<String> asked(Collection<Link> links, Collection<Given> givens) {
    Set<String> asked = givens.stream().map(Given::cid).collect(Collectors.toSet());
    for (Link link : links) {
      asked.add(link.one());
      asked.add(link.other());
    }
    return asked;
  }

  /** Whom those are from now on who were merged; within the current transaction. */
  public Map<String, String> roots(Collection<String> cids) {
    return Sql.call(store, connection -> GraphStore.roots(connection, cids));
  }
}
