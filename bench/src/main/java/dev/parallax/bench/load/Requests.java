package dev.parallax.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Requests of HTTP/1.1 as bytes, for connections that are kept alive. */
public final class Requests {
  private Requests() {}

  /** How a source says who it is. */
  public static String basic(String writeKey) {
    return "Basic "
        + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param json of ASCII
   */
  public static byte[] post(String path, String authorization, String json) {
    return """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Authorization: %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(path, authorization, json.length(), json)
        .getBytes(StandardCharsets.US_ASCII);
  }

  public static byte[] get(String path, String authorization) {
    return """
        GET %s HTTP/1.1\r
        Host: localhost\r
        Authorization: %s\r
        \r
        """
        .formatted(path, authorization)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
