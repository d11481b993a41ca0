package dev.parallax.local.launch;

import dev.parallax.local.process.ParentWatch;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs a packaged Quarkus service exactly as {@code java -jar quarkus-run.jar} does, and ends it
 * when the supervisor is gone. A service itself knows nothing of a supervisor: in Kubernetes there
 * is none.
 */
public final class ServiceMain {

  /** Long enough for the archive of classes, which the JVM writes when all else has ended. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private ServiceMain() {}

  /**
   * @param args the main class of the service's jar, and then what is handed to it
   * @throws Exception whatever the service's own main throws
   */
  public static void main(String[] args) throws Exception {
    ParentWatch.exitWithParent(GRACE);
    String[] handedOn = Arrays.copyOfRange(args, 1, args.length);
    try {
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) handedOn);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
