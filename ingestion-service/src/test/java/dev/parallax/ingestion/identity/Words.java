package dev.parallax.ingestion.identity;

import dev.parallax.ingestion.identity.IdentityConcurrencyComponentTest.UnionFind;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/** A random identity graph in words, some of them said several times. */
final class Words {
  private static final int CUSTOMERS = 60;
  private static final int VISITORS = 80;
  private static final int VALUES = 25;

  private final Random random;
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final List<String> customers;
  private final List<String> visitors;
  private final List<Said> said = new ArrayList<>();
  private final Map<String, Set<String>> signIns = new TreeMap<>();
  private final Set<String> spoke = new HashSet<>();

  /** One word: a link or an identifier. */
  record Said(Link link, Given given, Instant at) {
    String about() {
      return link == null ? given.cid() : link.one();
    }
  }

  Words(long seed) {
    random = new Random(seed);
    String run = UUID.randomUUID().toString();
    customers =
        IntStream.range(0, CUSTOMERS).mapToObj(i -> pseudonyms.customer("c" + i + run)).toList();
    visitors =
        IntStream.range(0, VISITORS).mapToObj(i -> pseudonyms.anonymous("v" + i + run)).toList();
    for (int i = 0; i < CUSTOMERS / 2; i++) {
      link(any(customers), any(customers), Link.Why.ALIAS);
    }
    for (int i = 0; i < CUSTOMERS; i++) {
      given(any(customers), "card " + random.nextInt(VALUES) + run);
    }
    for (String visitor : visitors) {
      int times = random.nextInt(10) < 7 ? 1 : 2; // Some devices have two owners.
      for (int i = 0; i < times; i++) {
        String customer = any(customers);
        signIns.computeIfAbsent(visitor, v -> new HashSet<>()).add(customer);
        link(visitor, customer, Link.Why.SIGN_IN);
      }
    }
    said.forEach(one -> spoke.add(one.about()));
  }

  private String any(List<String> cids) {
    return cids.get(random.nextInt(cids.size()));
  }

  private void link(String one, String other, Link.Why why) {
    if (!one.equals(other)) {
      Instant at = IdentityConcurrencyComponentTest.at(said.size());
      said.add(new Said(new Link(one, other, at, why), null, at));
    }
  }

  private void given(String cid, String value) {
    Instant at = IdentityConcurrencyComponentTest.at(said.size());
    List<String> values = pseudonyms.identifierCandidates("card", value);
    said.add(new Said(null, new Given(cid, "card", values, new Unique(), at), at));
  }

  /** Each word up to three times, in any order, one to five in a request. */
  List<List<Said>> shuffledIntoRequests() {
    List<Said> all = new ArrayList<>();
    said.forEach(one -> all.addAll(Collections.nCopies(1 + random.nextInt(3), one)));
    Collections.shuffle(all, random);
    List<List<Said>> requests = new ArrayList<>();
    for (int i = 0; i < all.size(); ) {
      int end = Math.min(all.size(), i + 1 + random.nextInt(5));
      requests.add(List.copyOf(all.subList(i, end)));
      i = end;
    }
    return requests;
  }

  UnionFind sequentially() {
    UnionFind sets = new UnionFind();
    Map<String, String> firstOwner = new TreeMap<>();
    for (Said one : said) {
      if (one.given() != null) {
        String cid = one.given().cid();
        String owner = firstOwner.putIfAbsent(one.given().pseudonym(), cid);
        sets.join(cid, owner == null ? cid : owner);
      } else if (one.link().why() == Link.Why.ALIAS) {
        sets.join(one.link().one(), one.link().other());
      }
    }
    return sets;
  }

  List<String> customers() {
    return customers;
  }

  List<String> everybody() {
    List<String> all = new ArrayList<>(customers);
    all.addAll(visitors);
    return all;
  }

  Map<String, Set<String>> signIns() {
    return signIns;
  }

  boolean spoke(String cid) {
    return spoke.contains(cid);
  }

  /** An identifier that nobody shares, without limits that a random graph would meet. */
  static final class Unique implements IdentityConfig.Identifier {
    @Override
    public Optional<List<String>> traits() {
      return Optional.empty();
    }

    @Override
    public Optional<List<String>> externalIds() {
      return Optional.empty();
    }

    @Override
    public boolean unique() {
      return true;
    }

    @Override
    public int mostCustomers() {
      return Integer.MAX_VALUE;
    }

    @Override
    public int mostValues() {
      return Integer.MAX_VALUE;
    }

    @Override
    public int priority() {
      return 0;
    }
  }
}
