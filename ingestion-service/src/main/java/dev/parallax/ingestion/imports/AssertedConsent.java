package dev.parallax.ingestion.imports;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.profile.Evidence;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.validation.EventTimes;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the operator says of the customers in a file: that they consented to some purposes. */
public final class AssertedConsent {
  private final Map<Purpose, Boolean> answers = new EnumMap<>(Purpose.class);
  private final Evidence evidence;
  private final HashSet64 told = new HashSet64();

  public AssertedConsent(ImportRun run) {
    this(run.consent(), run.source(), run.receivedAt());
  }

  AssertedConsent(Set<Purpose> purposes, String source, Instant receivedAt) {
    purposes.forEach(purpose -> answers.put(purpose, true));
    this.evidence = Evidence.asserted(source, receivedAt);
  }

  /**
   * What there is to say of a customer, the first time; nothing where nothing is asserted.
   *
   * @param cid null where the row names nobody
   */
  public Optional<ProfileUpdate> of(String cid) {
    return cid == null || answers.isEmpty() || !told.add(cid)
        ? Optional.empty()
        : Optional.of(update(cid));
  }

  /**
   * Of any customer. As of the earliest time there is: the operator's word holds only where the
   * customer has not spoken.
   */
  public ProfileUpdate update(String cid) {
    return ProfileUpdate.ofAnswers(cid, answers, EventTimes.EARLIEST, evidence);
  }
}
