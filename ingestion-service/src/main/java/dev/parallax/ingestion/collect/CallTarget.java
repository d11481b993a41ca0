package dev.parallax.ingestion.collect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.call.CallReader;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.imports.AssertedConsent;
import dev.parallax.ingestion.imports.ImportTarget;
import dev.parallax.ingestion.mapping.Target;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Rows of files that become calls of the Segment spec. */
@Singleton
class CallTarget implements ImportTarget {
  private static final String FILE = "mapped";

  private final Intake intake;
  private final PlannedCalls planned;
  private final Pseudonyms pseudonyms;

  CallTarget(Intake intake, PlannedCalls planned, Pseudonyms pseudonyms) {
    this.intake = intake;
    this.planned = planned;
    this.pseudonyms = pseudonyms;
  }

  @Override
  public Set<Target> takes() {
    return Arrays.stream(Target.values()).filter(Target::isCall).collect(Collectors.toSet());
  }

  @Override
  public Chunk chunk(
      Target target,
      String source,
      Authority authority,
      Instant receivedAt,
      AssertedConsent consent) {
    return new Calls(source, authority, receivedAt, consent::of, planned::check);
  }

  @Override
  public Chunk trial(Target target, String source, Authority authority, Instant receivedAt) {
    return new Calls(
        source, authority, receivedAt, cid -> Optional.empty(), call -> planned.tryOut(call, null));
  }

  private final class Calls implements Chunk {
    private final String source;
    private final Authority authority;
    private final Instant receivedAt;
    private final CallReader.Envelope envelope;
    private final Function<String, Optional<ProfileUpdate>> asserted;
    private final UnaryOperator<Checked<SegmentCall>> check;
    private final List<SegmentCall> calls = new ArrayList<>();
    private final List<ProfileUpdate> consent = new ArrayList<>();

    private Calls(
        String source,
        Authority authority,
        Instant receivedAt,
        Function<String, Optional<ProfileUpdate>> asserted,
        UnaryOperator<Checked<SegmentCall>> check) {
      this.source = source;
      this.authority = authority;
      this.receivedAt = receivedAt;
      this.envelope = new CallReader.Envelope(null, null, receivedAt, false);
      this.asserted = asserted;
      this.check = check;
    }

    @Override
    public List<Mistake> add(ObjectNode input) {
      return switch (Consents.ofFile(
          FILE, authority, check.apply(CallReader.read(input, envelope)))) {
        case Checked.Valid<SegmentCall>(SegmentCall call) -> {
          calls.add(call);
          asserted.apply(call.cid(pseudonyms)).ifPresent(consent::add);
          yield List.of();
        }
        case Checked.Invalid<SegmentCall>(List<Mistake> mistakes) -> mistakes;
      };
    }

    @Override
    public Map<String, Integer> store(Collection<Rejection> rejections) {
      Intake.Effects effects =
          intake.take(source, authority, receivedAt, calls, List.copyOf(rejections), consent);
      Map<String, Integer> published = new TreeMap<>();
      published.put(Topics.CUSTOMER_EVENTS, effects.events());
      published.put(Topics.CUSTOMER_PROFILES, effects.profiles());
      published.put(Topics.IDENTITY_MERGES, effects.merges());
      return published;
    }
  }
}
