package dev.parallax.ingestion.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProfileStateTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void aLateEventNeverUndoesANewerAnswer() {
    ProfileState state = ProfileState.empty();
    assertThat(state.apply(consent(false, 20))).isTrue();
    assertThat(state.apply(consent(true, 10))).isFalse();
    assertThat(event(state).consent()).isEqualTo(Map.of(Purpose.MARKETING, false));
  }

  @Test
  void aRepeatMovesTheTimeButIsNotAnnounced() {
    ProfileState state = ProfileState.parse(stored(trait("plan", "gold", 10)));
    assertThat(state.isDirty()).isFalse();
    assertThat(state.apply(trait("plan", "gold", 20))).isFalse();
    assertThat(state.isDirty()).isTrue();
    assertThat(state.apply(trait("plan", "silver", 15))).isFalse();
    assertThat(event(state).traits()).isEqualTo(Map.of("plan", "gold"));
  }

  @Test
  void aTraitThatWasTakenAwayDoesNotComeBackWithALateEvent() {
    ProfileState state = ProfileState.empty();
    state.apply(trait("plan", "gold", 10));
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    none.putNull("plan");
    assertThat(state.apply(new ProfileUpdate("c_1", none, Map.of(), NOON.plusSeconds(30))))
        .isTrue();
    assertThat(state.apply(trait("plan", "gold", 20))).isFalse();
    assertThat(event(state).traits()).isEmpty();
  }

  @Test
  void whoeverSendsTooManyTraitsLosesTheOldest() {
    ProfileState state = ProfileState.empty();
    for (int i = 0; i <= ProfileState.MOST_TRAITS; i++) {
      state.apply(trait("t" + i, "x", i));
    }
    assertThat(event(state).traits()).hasSize(ProfileState.MOST_TRAITS).doesNotContainKey("t0");
  }

  @Test
  void aMergeAnnouncesTheAnswerThatStandsWithTheTimeItWasLastGiven() {
    ProfileState customer = ProfileState.empty();
    customer.apply(consent(true, 0));
    assertThat(customer.apply(consent(true, 20))).isFalse();
    ProfileState visitor = ProfileState.empty();
    visitor.apply(consent(false, 10));
    assertThat(customer.absorb(visitor)).isTrue();
    assertThat(event(customer).answer(Purpose.MARKETING))
        .contains(new Answer(true, NOON.plusSeconds(20)));
    assertThat(customer.absorb(customer)).isFalse();
  }

  @Test
  void ofTwoAnswersAtOnceTheRefusalStands() {
    for (boolean first : new boolean[] {true, false}) {
      ProfileState state = ProfileState.empty();
      state.apply(consent(first, 10));
      state.apply(consent(!first, 10));
      assertThat(event(state).consent()).isEqualTo(Map.of(Purpose.MARKETING, false));
    }
  }

  @Property(tries = 100, seed = "42")
  void anyOrderOfArrivalEndsInTheSameState(@ForAll long seed) {
    Random random = new Random(seed);
    List<ProfileUpdate> updates = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      updates.add(
          random.nextBoolean()
              ? trait("t" + random.nextInt(3), "v" + random.nextInt(3), i)
              : consent(random.nextBoolean(), i));
    }
    CustomerProfileChanged inOrder = event(applied(updates));
    Collections.shuffle(updates, random);
    assertThat(event(applied(updates))).isEqualTo(inOrder);
    ProfileState left = applied(updates.subList(0, 10));
    left.absorb(applied(updates.subList(10, 20)));
    assertThat(event(left)).isEqualTo(inOrder);
  }

  private static ProfileState applied(List<ProfileUpdate> updates) {
    ProfileState state = ProfileState.empty();
    updates.forEach(state::apply);
    return state;
  }

  private static String stored(ProfileUpdate update) {
    ProfileState state = ProfileState.empty();
    state.apply(update);
    return state.toJson();
  }

  private static CustomerProfileChanged event(ProfileState state) {
    return state.toEvent("c_1", 1, NOON);
  }

  private static ProfileUpdate trait(String name, String value, int seconds) {
    return new ProfileUpdate(
        "c_1",
        JsonNodeFactory.instance.objectNode().put(name, value),
        Map.of(),
        NOON.plusSeconds(seconds));
  }

  private static ProfileUpdate consent(boolean answer, int seconds) {
    return new ProfileUpdate(
        "c_1",
        JsonNodeFactory.instance.objectNode(),
        Map.of(Purpose.MARKETING, answer),
        NOON.plusSeconds(seconds));
  }
}
