package dev.parallax.ingestion.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.mapping.Target;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.quarantine.Quarantine;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.records.RecordReader;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.erasure.ErasedSince;
import dev.parallax.kit.erasure.Erasures;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A target whose rows become records. A bean of each kind's own package, which knows how it is
 * read.
 */
public abstract class RecordTarget<E extends ParallaxEvent> implements ImportTarget {
  private final Target target;
  private final String topic;
  private final RecordReader<E> reader;
  private final Function<E, String> cid;
  private final ToIntFunction<List<E>> apply;
  private final Profiles profiles;
  private final Quarantine quarantine;
  private final Erasures erasures;

  /**
   * @param cid whom a record is about, null where it is about nobody
   * @param apply takes records in, within a transaction, and says how many went out
   */
  protected RecordTarget(
      Target target,
      String topic,
      RecordReader<E> reader,
      Function<E, String> cid,
      ToIntFunction<List<E>> apply,
      Profiles profiles,
      Quarantine quarantine,
      Erasures erasures) {
    this.target = target;
    this.topic = topic;
    this.reader = reader;
    this.cid = cid;
    this.apply = apply;
    this.profiles = profiles;
    this.quarantine = quarantine;
    this.erasures = erasures;
  }

  @Override
  public final Set<Target> takes() {
    return Set.of(target);
  }

  @Override
  public final Chunk chunk(
      Target ours,
      String source,
      Authority authority,
      Instant receivedAt,
      AssertedConsent consent) {
    return new Records(source, receivedAt, consent);
  }

  private final class Records implements Chunk {
    private final String source;
    private final Instant receivedAt;
    private final AssertedConsent asserted;
    private final List<E> events = new ArrayList<>();
    private final List<ProfileUpdate> consent = new ArrayList<>();

    private Records(String source, Instant receivedAt, AssertedConsent asserted) {
      this.source = source;
      this.receivedAt = receivedAt;
      this.asserted = asserted;
    }

    @Override
    public List<Mistake> add(ObjectNode input) {
      return switch (reader.read(input, source, receivedAt)) {
        case Checked.Valid<E>(E event) -> {
          events.add(event);
          asserted.of(cid.apply(event)).ifPresent(consent::add);
          yield List.of();
        }
        case Checked.Invalid<E>(List<Mistake> mistakes) -> mistakes;
      };
    }

    @Override
    public Map<String, Integer> store(Collection<Rejection> rejections) {
      return QuarkusTransaction.requiringNew()
          .call(
              () -> {
                ErasedSince erased = erasures.shareLock(receivedAt);
                Map<String, Integer> published = new TreeMap<>();
                published.put(
                    Topics.CUSTOMER_PROFILES,
                    profiles.apply(erased.without(consent, ProfileUpdate::cid)).announced());
                quarantine.keep(rejections);
                published.merge(topic, apply.applyAsInt(erased.without(events, cid)), Integer::sum);
                return published;
              });
    }
  }
}
