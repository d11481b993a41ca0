package dev.parallax.ingestion.identity;

import dev.parallax.kit.pseudonym.Cid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The part of the identity graph that some words may change: disjoint sets with union by seniority
 * (Tarjan 1975, "Efficiency of a good but not linear set union algorithm", with a fixed order in
 * place of ranks). The pseudonym that a set is known by is its most senior one, so that the same
 * words lead to the same sets under the same names, in whatever order they are said; only sign-ins
 * and limits depend on what was first.
 */
final class Graph {
  private final Map<String, String> stored;
  private final Map<String, Set<String>> apart;
  private final Map<String, Set<String>> owners;
  private final Map<String, Map<String, Set<String>>> values;

  private final Map<String, String> joined = new HashMap<>();
  private final List<Merge> merges = new ArrayList<>();
  private final Map<String, Given> newOwners = new LinkedHashMap<>();

  /**
   * All as the store has it; maps may be changed here.
   *
   * @param stored the root of each pseudonym that is not its own
   * @param apart by root the roots that must not be joined with it, both ways
   * @param owners by pseudonym of an identifier's value who gave it
   * @param values by root and type which values it has
   */
  Graph(
      Map<String, String> stored,
      Map<String, Set<String>> apart,
      Map<String, Set<String>> owners,
      Map<String, Map<String, Set<String>>> values) {
    this.stored = stored;
    this.apart = apart;
    this.owners = owners;
    this.values = values;
  }

  String root(String cid) {
    String root = stored.getOrDefault(cid, cid);
    for (String next = joined.get(root); next != null; next = joined.get(root)) {
      root = next;
    }
    return root;
  }

  /** In the order they were decided. */
  List<Merge> merges() {
    return merges;
  }

  /** Identifiers that are new to somebody. */
  List<Given> newOwners() {
    return List.copyOf(newOwners.values());
  }

  void apply(Link link) {
    boolean taken = link.why() == Link.Why.SIGN_IN && Cid.isCustomer(root(link.one()));
    if (!taken) {
      join(link.one(), link.other(), link, null);
    }
  }

  private void join(String one, String other, Link link, String identifier) {
    String a = root(one);
    String b = root(other);
    if (a.equals(b) || apart.getOrDefault(a, Set.of()).contains(b)) {
      return;
    }
    boolean stays = Cid.SENIORITY.compare(a, b) < 0;
    String into = stays ? a : b;
    String from = stays ? b : a;
    joined.put(from, into);
    takeOver(from, into);
    merges.add(new Merge(one, other, link.why(), identifier, from, into, link.at()));
  }

  /** What holds for one that ends holds for the one that stays. */
  private void takeOver(String from, String into) {
    for (String kept : apart.getOrDefault(from, Set.of())) {
      apart.get(kept).remove(from);
      apart.get(kept).add(into);
      apart.computeIfAbsent(into, cid -> new HashSet<>()).add(kept);
    }
    apart.remove(from);
    Map<String, Set<String>> ended = values.remove(from);
    if (ended != null) {
      ended.forEach((type, some) -> valuesOf(into, type).addAll(some));
    }
  }

  void apply(Given given) {
    Set<String> known =
        given.pseudonyms().stream()
            .flatMap(value -> owners.getOrDefault(value, Set.of()).stream())
            .collect(Collectors.toCollection(() -> new TreeSet<>(Cid.SENIORITY)));
    boolean isNew = !owners.getOrDefault(given.pseudonym(), Set.of()).contains(given.cid());
    if (isNew && isBeyondLimits(given, known)) {
      return;
    }
    if (isNew) {
      owners.computeIfAbsent(given.pseudonym(), value -> new HashSet<>()).add(given.cid());
      valuesOf(root(given.cid()), given.type()).add(given.pseudonym());
      newOwners.put(given.pseudonym() + " " + given.cid(), given);
    }
    if (given.rules().unique() || tellsOneCustomer(given, known)) {
      Link link = new Link(given.cid(), given.cid(), given.at(), Link.Why.IDENTIFIER);
      for (String owner : known) {
        if (fits(given, owner)) {
          join(given.cid(), owner, link, given.type());
        }
      }
    }
  }

  private boolean isBeyondLimits(Given given, Set<String> known) {
    String root = root(given.cid());
    boolean same = known.stream().anyMatch(owner -> root(owner).equals(root));
    if (same) {
      return false;
    }
    Set<String> together = new HashSet<>(valuesOf(root, given.type()));
    together.add(given.pseudonym());
    boolean tooManyValues = together.size() > given.rules().mostValues();
    boolean customer = Cid.isCustomer(given.cid());
    boolean tooMany =
        customer && known.stream().filter(Cid::isCustomer).count() >= given.rules().mostCustomers();
    return tooManyValues || tooMany;
  }

  /** Whether the two together have no more values than one person may. */
  private boolean fits(Given given, String owner) {
    Set<String> together = new HashSet<>(valuesOf(root(given.cid()), given.type()));
    together.addAll(valuesOf(root(owner), given.type()));
    return together.size() <= given.rules().mostValues();
  }

  private boolean tellsOneCustomer(Given given, Set<String> known) {
    Set<String> roots =
        known.stream().map(this::root).filter(Cid::isCustomer).collect(Collectors.toSet());
    if (Cid.isCustomer(root(given.cid()))) {
      roots.add(root(given.cid()));
    }
    return roots.size() <= 1;
  }

  private Set<String> valuesOf(String root, String type) {
    Function<String, Set<String>> none = key -> new HashSet<>();
    return values.computeIfAbsent(root, cid -> new HashMap<>()).computeIfAbsent(type, none);
  }
}
