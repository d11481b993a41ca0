package dev.parallax.console.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient and how trusting the front door is. */
@ConfigMapping(prefix = "parallax.gateway")
interface GatewayConfig {
  /**
   * How long a service may take to begin its answer, counted from the end of the request's body: an
   * upload may last for hours. Once an answer has begun it may go on as long as it likes.
   */
  @WithDefault("60s")
  Duration answerTimeout();

  /**
   * The same where a file was sent ({@code multipart/form-data}): its rows are read and stored
   * before the answer begins.
   */
  @WithDefault("5m")
  Duration uploadAnswerTimeout();

  /**
   * Whether to believe the {@code X-Forwarded-*} headers that come in. Only where a proxy of your
   * own stands in front; otherwise anyone could claim any address.
   */
  @WithDefault("false")
  boolean trustForwarded();
}
