package dev.parallax.local.token;

import dev.parallax.local.home.Home;
import dev.parallax.local.secrets.Secrets;
import dev.parallax.local.secrets.SecretsFile;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parallax token ROLE}. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Prints a development token (a signed JWT) for a role, or the shop's write key.",
    footer = {
      "",
      "Use it as: curl -H \"Authorization: Bearer $(./parallax token analyst)\" http://localhost:8080/v1/gaps",
      "In production tokens come from your OIDC provider instead."
    })
public final class TokenCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ROLE",
      arity = "0..1",
      description = "marketer, analyst, fraud-analyst, privacy-officer, admin or service")
  private String role;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "who it is for (default: ROLE@parallax.local)")
  private String user;

  @Option(
      names = "--hours",
      paramLabel = "N",
      defaultValue = "12",
      description = "how long it is valid (default: ${DEFAULT-VALUE})")
  private long hours;

  @Option(
      names = "--write-key",
      description = "print the write key of the source 'shop' instead, the user name for /v1/track")
  private boolean writeKey;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (writeKey) {
      spec.commandLine().getOut().println(secrets().writeKey());
      return 0;
    }
    if (role == null) {
      throw refusal("Say which role. The roles are:\n" + Role.list());
    }
    Role known =
        Role.named(role)
            .orElseThrow(
                () -> refusal("There is no role '" + role + "'. The roles are:\n" + Role.list()));
    if (hours < 1 || hours > 24 * 366) {
      throw refusal("--hours must be between 1 and " + 24 * 366 + ", was " + hours);
    }
    if (user != null && user.isBlank()) {
      throw refusal("--user must not be blank");
    }
    String name = user == null ? known.claim() + "@parallax.local" : user;
    TokenIssuer issuer = new TokenIssuer(secrets(), Clock.systemUTC());
    spec.commandLine().getOut().println(issuer.issue(known, name, Duration.ofHours(hours)));
    return 0;
  }

  private static Secrets secrets() throws IOException {
    return SecretsFile.readOrCreate(Home.current(), List.of());
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
