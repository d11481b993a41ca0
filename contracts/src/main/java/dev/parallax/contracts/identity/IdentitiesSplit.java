package dev.parallax.contracts.identity;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.Required;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import java.time.Instant;
import java.util.List;

/**
 * A merge was undone: {@code members} do not belong to {@code from} any more but are a customer of
 * their own, {@code into}. Comes on a topic of its own, so that it may be read before merges that
 * were decided earlier; {@code version} tells.
 *
 * @param from whom they belonged to
 * @param into one of the members, whom all of them belong to from now on
 * @param profile what is known of {@code into}, null when nothing is: it may come on its own topic
 *     before this, and count for {@code from}
 * @param version above those of all merges that it undoes
 */
public record IdentitiesSplit(
    String id,
    String from,
    String into,
    List<String> members,
    CustomerProfileChanged profile,
    Instant occurredAt,
    long version)
    implements PersonalEvent {
  public IdentitiesSplit {
    Required.text("id", id);
    Required.text("from", from);
    Required.text("into", into);
    Required.value("members", members);
    Required.value("occurredAt", occurredAt);
    members = List.copyOf(members);
    if (!members.contains(into)) {
      throw new IllegalArgumentException("members must contain into");
    }
    if (members.contains(from)) {
      throw new IllegalArgumentException("members must not contain from");
    }
  }

  @Override
  public String key() {
    return into;
  }

  @Override
  public List<String> customers() {
    return members;
  }

  @Override
  public Instant knownAt() {
    return occurredAt;
  }
}
