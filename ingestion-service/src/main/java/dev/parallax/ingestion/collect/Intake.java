package dev.parallax.ingestion.collect;

import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.identity.Identifiers;
import dev.parallax.ingestion.identity.IdentityLinks;
import dev.parallax.ingestion.identity.KnownLinks;
import dev.parallax.ingestion.identity.Link;
import dev.parallax.ingestion.identity.LinkTransactions;
import dev.parallax.ingestion.profile.KnownConsent;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.publish.Rate;
import dev.parallax.ingestion.quarantine.Quarantine;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.pseudonym.Pseudonyms;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Takes in what was read of one request, all of it or nothing: when this returns, the broker or the
 * spool has the valid calls and the database has the invalid ones and whatever changed. When the
 * database is away nothing is sent. What changed is committed before the calls are sent, so that
 * nobody waits for the broker with a connection and locks in hand; only a crash between the two, or
 * a broker and a database that both go away between them, leaves one without the other, and a
 * repeat of the request, whose ids are the same, mends that.
 */
@ApplicationScoped
public class Intake {
  private final Pseudonyms pseudonyms;
  private final KnownLinks knownLinks;
  private final KnownConsent knownConsent;
  private final FieldConsent fieldConsent;
  private final OptOutSignal signal;
  private final Identifiers identifiers;
  private final LinkTransactions transactions;
  private final IdentityLinks links;
  private final Profiles profiles;
  private final Vault vault;
  private final Quarantine quarantine;
  private final Publisher publisher;
  private final Rate rate;
  private final LateCalls late;

  /** Profiles that were announced, and links. */
  public record Effects(int events, int profiles, int merges) {}

  Intake(
      Pseudonyms pseudonyms,
      KnownLinks knownLinks,
      KnownConsent knownConsent,
      FieldConsent fieldConsent,
      OptOutSignal signal,
      Identifiers identifiers,
      LinkTransactions transactions,
      IdentityLinks links,
      Profiles profiles,
      Vault vault,
      Quarantine quarantine,
      Publisher publisher,
      Rate rate,
      LateCalls late) {
    this.pseudonyms = pseudonyms;
    this.knownLinks = knownLinks;
    this.knownConsent = knownConsent;
    this.fieldConsent = fieldConsent;
    this.signal = signal;
    this.identifiers = identifiers;
    this.transactions = transactions;
    this.links = links;
    this.profiles = profiles;
    this.vault = vault;
    this.quarantine = quarantine;
    this.publisher = publisher;
    this.rate = rate;
    this.late = late;
  }

  /**
   * @param authority how far the sender is believed about people
   * @throws dev.parallax.kit.log.LogUnavailableException when the broker is away
   * @throws dev.parallax.kit.store.StoreException when the database is needed and away
   */
  public Effects take(
      String source,
      Authority authority,
      Instant receivedAt,
      List<SegmentCall> calls,
      List<Rejection> rejections) {
    return take(source, authority, receivedAt, calls, rejections, List.of());
  }

  /**
   * The same with what somebody else says about customers, such as the operator of an import.
   *
   * @param said applied before what the calls say themselves
   */
  Effects take(
      String source,
      Authority authority,
      Instant receivedAt,
      List<SegmentCall> calls,
      List<Rejection> rejections,
      List<ProfileUpdate> said) {
    Plan all = withoutRepeats(plan(source, authority, receivedAt, calls));
    if (!all.changesState() && rejections.isEmpty() && said.isEmpty()) {
      publish(all);
      return new Effects(all.events().size(), 0, 0);
    }
    long asOf = knownLinks.epoch();
    Stored stored =
        transactions.call(
            alone -> {
              List<SegmentCall> kept = late.without(calls, receivedAt);
              Plan plan =
                  kept.size() == calls.size() ? all : plan(source, authority, receivedAt, kept);
              IdentityLinks.Linked linked = links.link(plan.links(), plan.identifiers(), alone);
              int absorbed = profiles.absorb(linked.merges());
              Profiles.Applied applied =
                  profiles.apply(
                      Stream.concat(late.said(said, receivedAt).stream(), plan.profiles().stream())
                          .toList());
              vault.put(plan.personal());
              List<UUID> rows = quarantine.keep(rejections);
              return new Stored(plan, linked, absorbed, applied, rows);
            });
    remember(stored, asOf);
    publish(stored);
    rate.rejected(rejections.size());
    return new Effects(
        stored.plan().events().size(),
        stored.absorbed() + stored.applied().announced(),
        stored.linked().merges().size());
  }

  /**
   * SDKs say with every call what was answered on consent, and with every page who has signed in: a
   * look at what is stored tells what of it is news, before a transaction locks anybody for it.
   */
  private Plan withoutRepeats(Plan plan) {
    long began = System.nanoTime();
    Profiles.News news = profiles.news(plan.profiles());
    knownConsent.offer(news.said(), began);
    return plan.with(news.updates(), vault.news(plan.personal()));
  }

  /** Another replica may have split somebody meanwhile; it says so within a second. */
  private void remember(Stored stored, long asOf) {
    knownLinks.remember(stored.linked().all(), asOf);
    knownLinks.remember(stored.applied().heirs(), asOf);
    knownConsent.forget(stored.linked().merges().keySet());
    knownConsent.forget(stored.linked().merges().values());
    knownConsent.remember(stored.applied());
    if (stored.linked().overtaken()) {
      return; // Those words are said again, and then read as the other replica has stored them.
    }
    for (Link link : stored.plan().links()) {
      String one = knownLinks.resolve(link.one());
      if (!one.equals(knownLinks.resolve(link.other()))) {
        knownLinks.settle(link.one(), link.other(), asOf); // They are not to be joined.
      }
    }
    stored.plan().identifiers().forEach(g -> knownLinks.settle(g.cid(), g.pseudonym(), asOf));
  }

  private record Stored(
      Plan plan,
      IdentityLinks.Linked linked,
      int absorbed,
      Profiles.Applied applied,
      List<UUID> rejected) {}

  private Plan plan(
      String source, Authority authority, Instant receivedAt, List<SegmentCall> calls) {
    Planner planner =
        new Planner(
            pseudonyms,
            knownLinks,
            identifiers,
            knownConsent::isKnown,
            new Consents(signal.isPresent(), signal.refuses()),
            fieldConsent.withheld(calls, authority),
            source,
            authority,
            receivedAt);
    calls.forEach(planner::add);
    return planner.plan();
  }

  /** Whoever is told that it failed sends the rejected ones again too. */
  private void publish(Stored stored) {
    try {
      publish(stored.plan());
    } catch (RuntimeException e) {
      if (!stored.rejected().isEmpty()) {
        takeBack(stored.rejected(), e);
      }
      throw e;
    }
  }

  private void takeBack(List<UUID> rejected, RuntimeException failure) {
    try {
      QuarkusTransaction.requiringNew().run(() -> quarantine.takeBack(rejected));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void publish(Plan plan) {
    publisher.publish(
        plan.events().stream()
            .map(event -> new Publisher.Addressed(Topics.CUSTOMER_EVENTS, event))
            .toList());
  }
}
