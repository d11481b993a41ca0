package dev.parallax.ingestion.consent;

import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.identity.IdentityLinks;
import dev.parallax.ingestion.profile.Evidence;
import dev.parallax.ingestion.profile.KnownConsent;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.profile.Way;
import dev.parallax.ingestion.vault.PersonalData;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.problem.Problems;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Reads and writes what customers answered, for those who ask by HTTP. */
@ApplicationScoped
class CustomerConsent {
  private final Profiles profiles;
  private final KnownConsent known;
  private final Vault vault;
  private final IdentityLinks links;
  private final ConsentHistory history;
  private final Definitions definitions;
  private final ConsentPolicy policy;
  private final Erasures erasures;
  private final Audit audit;
  private final Clock clock;

  CustomerConsent(
      Profiles profiles,
      KnownConsent known,
      Vault vault,
      IdentityLinks links,
      ConsentHistory history,
      Definitions definitions,
      ConsentPolicy policy,
      Erasures erasures,
      Audit audit,
      Clock clock) {
    this.profiles = profiles;
    this.known = known;
    this.vault = vault;
    this.links = links;
    this.history = history;
    this.definitions = definitions;
    this.policy = policy;
    this.erasures = erasures;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Stores answers and announces what changed, in one transaction. An older one that comes late is
   * kept in the history and undoes nothing.
   *
   * @param person whose they are; known to the vault from then on, where they have a user id
   * @param way told by a service or by staff
   * @param source who that was, no personal data
   * @throws RuntimeException a 400 problem for a version of a text that there never was; a 409
   *     problem where the person was erased meanwhile
   */
  void record(PersonalData person, ConsentRequest request, Way way, String source) {
    Profiles.Applied applied =
        QuarkusTransaction.requiringNew().call(() -> store(person, request, way, source));
    known.remember(applied);
  }

  private Profiles.Applied store(
      PersonalData person, ConsentRequest request, Way way, String source) {
    erasures.shareLock(List.of(person.cid()), clock.instant());
    requireVersions(request.versions());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Evidence evidence =
        new Evidence(
            way,
            true,
            request.givenAt() != null,
            source,
            now,
            request.versions(),
            request.locale(),
            null,
            null,
            request.proof() == null ? null : PersonalText.mask(request.proof()));
    Instant givenAt = request.givenAt() == null ? now : request.givenAt();
    Profiles.Applied applied =
        profiles.apply(
            List.of(ProfileUpdate.ofAnswers(person.cid(), request.purposes(), givenAt, evidence)));
    if (person.userId() != null) {
      vault.put(List.of(person));
    }
    if (way == Way.STAFF) {
      // What a service tells is in the history; who of the staff did it is not.
      Map<String, Boolean> answers = new TreeMap<>();
      request.purposes().forEach((purpose, answer) -> answers.put(purpose.wireName(), answer));
      audit.record(
          "consent-recorded",
          person.cid(),
          Map.of("purposes", answers, "givenAt", givenAt.toString()));
    }
    return applied;
  }

  private void requireVersions(Map<Purpose, Integer> versions) {
    versions.forEach(
        (purpose, version) -> {
          if (definitions.find(purpose, version).isEmpty()) {
            throw Problems.invalid(
                "definitionVersion",
                "must be a version that was defined; "
                    + purpose.wireName()
                    + " has none "
                    + version);
          }
        });
  }

  /** Also of somebody nobody knows: then nothing was answered. */
  ConsentState state(String pseudonym, int limit, UUID before) {
    String cid = links.roots(List.of(pseudonym)).getOrDefault(pseudonym, pseudonym);
    Map<Purpose, Answer> answers = profiles.answers(cid);
    Map<Purpose, HistoryEntry> proofs = history.proofs(cid, answers);
    Map<Purpose, Definition> current = definitions.current();
    Map<String, ConsentState.Standing> purposes = new LinkedHashMap<>();
    for (Purpose purpose : Purpose.values()) {
      purposes.put(
          purpose.wireName(),
          standing(purpose, answers.get(purpose), proofs.get(purpose), current.get(purpose)));
    }
    return new ConsentState(
        cid, purposes, Page.of(history.page(cid, limit + 1, before), limit, HistoryEntry::id));
  }

  private ConsentState.Standing standing(
      Purpose purpose, Answer answer, HistoryEntry proof, Definition current) {
    Integer version = proof == null ? null : proof.definitionVersion();
    return new ConsentState.Standing(
        policy.answer(purpose, answer == null ? null : answer.agreed()),
        reason(purpose, answer),
        answer == null ? null : answer.agreed(),
        answer == null ? null : answer.at(),
        proof == null ? null : proof.origin(),
        version,
        version == null
            ? null
            : definitions.find(purpose, version).map(Definition::text).orElse(null),
        current == null ? null : current.version());
  }

  private String reason(Purpose purpose, Answer answer) {
    if (answer != null) {
      return answer.agreed() ? "agreed" : "refused";
    }
    if (!policy.answer(purpose, null)) {
      return "not-answered";
    }
    return purpose == Purpose.FRAUD_PREVENTION ? "legitimate-interest" : "assumed";
  }
}
