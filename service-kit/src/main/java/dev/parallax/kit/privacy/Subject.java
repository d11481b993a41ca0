package dev.parallax.kit.privacy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whom an input is about: what must not appear in anything that leaves, and what stands for it.
 *
 * @param identifiers real ids the input names the person by
 */
public record Subject(String cid, List<String> identifiers) {
  /** Shorter ids would be found in everything. */
  private static final int SHORTEST_SEARCHED = 6;

  public Subject {
    identifiers = List.copyOf(identifiers);
  }

  /**
   * @param identifiers null where there is none
   */
  public static Subject of(String cid, String... identifiers) {
    return new Subject(cid, Stream.of(identifiers).filter(Objects::nonNull).toList());
  }

  /** The text with the person's own ids replaced by the pseudonym; a short id only as a whole. */
  public String pseudonymise(String text) {
    return identifiers.contains(text.strip()) ? cid : pseudonymiseThing(text);
  }

  /**
   * The same for the name of a thing, which may be a short id of the person by chance: article
   * 17850 is not customer 17850.
   */
  public String pseudonymiseThing(String text) {
    String result = text;
    for (String identifier : identifiers) {
      if (isSearched(identifier) && result.contains(identifier)) {
        result = result.replace(identifier, cid);
      }
    }
    return result;
  }

  /**
   * The same for an address: what stands between two slashes is somebody's or something's name, so
   * that a short id is replaced where it is the whole of that.
   */
  public String pseudonymiseAddress(String address) {
    if (address.indexOf('%') < 0 && !isIn(address)) {
      return address;
    }
    String[] segments = pseudonymiseThing(address).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      if (identifiers.contains(decoded(segments[i]))) {
        segments[i] = cid;
      }
    }
    return String.join("/", segments);
  }

  private boolean isIn(String text) {
    for (String identifier : identifiers) {
      if (text.contains(identifier)) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String segment) {
    try {
      return segment.indexOf('%') < 0
          ? segment
          : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment; // Nobody's encoding.
    }
  }

  /**
   * Whether a number is the person's id.
   *
   * @param counts whether it may as well count something, which a short one then does
   */
  public boolean isNamedBy(String number, boolean counts) {
    return identifiers.contains(number) && !(counts && !isSearched(number));
  }

  private static boolean isSearched(String identifier) {
    return identifier.length() >= SHORTEST_SEARCHED;
  }
}
