package dev.parallax.ingestion.profile;

import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.identity.IdentityLinks;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is known of customers: every change is announced, whole and in order per customer. */
@ApplicationScoped
public class Profiles {
  private static final String READ =
      """
      select a.cid, c.state from unnest(?::text[]) as a (cid)
      left join identity_link l on l.from_cid = a.cid
      join customer c on c.cid = coalesce(l.into_cid, a.cid)
      """;
  private final AgroalDataSource store;
  private final IdentityLinks links;
  private final ProfileRows table;
  private final Clock clock;

  /**
   * What came of updates; to be remembered after the commit.
   *
   * @param announced how many profiles
   * @param heirs of the customers who turned out to be merged into others, and of those whose
   *     answers they are
   * @param said what calls and signals have said by now, by the cid it is of
   * @param nanos as of when, {@link System#nanoTime}: the rows were locked then
   */
  public record Applied(
      int announced, Map<String, String> heirs, Map<String, Said> said, long nanos) {
    private static final Applied NOTHING = new Applied(0, Map.of(), Map.of(), 0);
  }

  Profiles(AgroalDataSource store, IdentityLinks links, ProfileRows table, Clock clock) {
    this.store = store;
    this.links = links;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Applies updates within the current transaction; what changes nothing is not announced. What is
   * said of a merged customer goes to the one it is from now on, by the table and not by what this
   * replica remembers: consumers drop the profile of a merged one, and a refusal with it.
   */
  public Applied apply(Collection<ProfileUpdate> updates) {
    SequencedMap<String, List<ProfileUpdate>> byCustomer = new TreeMap<>();
    for (ProfileUpdate update : updates) {
      if (!update.isEmpty()) {
        byCustomer.computeIfAbsent(update.cid(), cid -> new ArrayList<>()).add(update);
      }
    }
    if (byCustomer.isEmpty()) {
      return Applied.NOTHING;
    }
    return Sql.call(
        store,
        connection -> {
          // Whoever merges one of them waits for its row, so that its heirs are certain once they
          // are locked too. With their heirs at once and in order: two changes whose customers are
          // each other's heirs would wait for each other.
          Set<String> wanted = new TreeSet<>(byCustomer.keySet());
          wanted.addAll(links.roots(byCustomer.keySet()).values());
          Map<String, ProfileRows.Row> rows = table.own(connection, wanted);
          Map<String, String> heirs = new HashMap<>(links.roots(byCustomer.keySet()));
          while (!rows.keySet().containsAll(heirs.values())) {
            rows.putAll(table.own(connection, new TreeSet<>(heirs.values())));
            heirs = new HashMap<>(links.roots(byCustomer.keySet()));
          }
          Speakers speakers = Speakers.of(updates, links);
          Map<String, Said> said = new HashMap<>();
          for (Map.Entry<String, List<ProfileUpdate>> entry : byCustomer.entrySet()) {
            String cid = heirs.getOrDefault(entry.getKey(), entry.getKey());
            ProfileRows.Row row = rows.get(cid);
            entry
                .getValue()
                .forEach(update -> row.changed |= row.state.apply(speakers.heard(update, cid)));
            said.put(cid, row.state.said());
          }
          table.remember(connection, rows.values());
          speakers.addTo(heirs);
          return new Applied(table.write(connection, rows), heirs, said, System.nanoTime());
        });
  }

  /**
   * What each of these customers has said; nothing for whom nothing is known. Who was merged
   * answers by the one they are from now on.
   */
  public Map<String, Said> said(Collection<String> cids) {
    return said(cids, states(cids));
  }

  private static Map<String, Said> said(Collection<String> cids, Map<String, ProfileState> states) {
    Map<String, Said> said = HashMap.newHashMap(cids.size());
    for (String cid : cids) {
      ProfileState state = states.get(cid);
      said.put(cid, state == null ? Said.NOTHING : state.said());
    }
    return said;
  }

  /**
   * What of some updates is new.
   *
   * @param updates those that would change something that matters
   * @param said what was said so far, of each of their customers
   */
  public record News(List<ProfileUpdate> updates, Map<String, Said> said) {}

  /**
   * By what is stored at this moment. It locks nobody, and what it leaves out needs no transaction.
   * Once something of a customer is news, so is all that follows of them: it may undo it.
   */
  public News news(List<ProfileUpdate> updates) {
    if (updates.isEmpty()) {
      return new News(updates, Map.of());
    }
    Set<String> cids = updates.stream().map(ProfileUpdate::cid).collect(Collectors.toSet());
    Map<String, ProfileState> states = states(cids);
    Set<String> changed = new HashSet<>();
    List<ProfileUpdate> news = new ArrayList<>();
    for (ProfileUpdate update : updates) {
      ProfileState state = states.get(update.cid());
      if (changed.contains(update.cid()) || state == null || !state.knows(update)) {
        changed.add(update.cid());
        news.add(update);
      }
    }
    return new News(news, said(cids, states));
  }

  private Map<String, ProfileState> states(Collection<String> cids) {
    return Sql.call(
        store,
        connection -> {
          Map<String, ProfileState> states = HashMap.newHashMap(cids.size());
          try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                states.put(row.getString(1), ProfileState.parse(row.getString(2)));
              }
            }
          }
          return states;
        });
  }

  /**
   * Gives what is known of merged customers to those they are from now on; within the current
   * transaction.
   *
   * @param merges from cid to the cid at the end of its merges
   * @return how many were announced
   */
  public int absorb(Map<String, String> merges) {
    if (merges.isEmpty()) {
      return 0;
    }
    return Sql.call(
        store,
        connection -> {
          Set<String> wanted = new TreeSet<>(merges.keySet());
          wanted.addAll(merges.values());
          Map<String, ProfileRows.Row> rows = table.own(connection, wanted);
          merges.forEach(
              (from, into) -> {
                ProfileRows.Row heir = rows.get(into);
                heir.changed |= heir.state.absorb(rows.get(from).state);
              });
          rows.keySet().retainAll(Set.copyOf(merges.values()));
          return table.write(connection, rows);
        });
  }

  /**
   * Tells what is known of a customer who was split off: what was known of each of the pseudonyms
   * before, and what the two refused while they were taken for one. What else was said meanwhile
   * stays with the other. Within the current transaction.
   *
   * @param into one of the members, who stands for them from now on
   * @param left whom they belonged to; announced again too, and as of a moment later, for those who
   *     hear of the profile before they hear of the split
   * @return the profile as it was announced, null when nothing is known
   */
  public CustomerProfileChanged part(Collection<String> members, String into, String left) {
    return Sql.call(
        store,
        connection -> {
          table.ensure(connection, Set.of(into, left));
          Set<String> wanted = new TreeSet<>(members);
          wanted.add(left);
          Map<String, ProfileRows.Row> rows = ProfileRows.lock(connection, wanted);
          ProfileRows.Row heir = rows.get(into);
          for (String member : members) {
            ProfileRows.Row row = rows.get(member);
            if (row != null && row != heir) {
              heir.state.absorb(row.state);
            }
          }
          heir.state.absorbRefusals(rows.get(left).state);
          rows.keySet().retainAll(Set.of(into, left));
          rows.values().removeIf(row -> row.state.isEmpty());
          rows.values().forEach(row -> row.changed = true);
          Instant now = clock.instant();
          table.write(connection, rows, cid -> cid.equals(left) ? now.plusMillis(1) : now);
          ProfileRows.Row announced = rows.get(into);
          return announced == null ? null : table.event(into, announced, now);
        });
  }

  /** The answers that stand for the customer whom this pseudonym belongs to by now. */
  public Map<Purpose, Answer> answers(String cid) {
    ProfileState state = states(List.of(cid)).get(cid);
    return state == null ? Map.of() : state.answers();
  }
}
