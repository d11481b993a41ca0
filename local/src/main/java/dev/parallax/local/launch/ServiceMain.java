package dev.parallax.local.launch;

import dev.parallax.local.process.ParentWatch;
import java.lang.reflect.InvocationTargetException;

/**
 * Runs a packaged Quarkus service exactly as {@code java -jar quarkus-run.jar} does, and ends it
 * when the supervisor is gone. A service itself knows nothing of a supervisor: in Kubernetes there
 * is none.
 */
public final class ServiceMain {

  private static final String QUARKUS = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

  private ServiceMain() {}

  /**
   * @param args handed to the service
   * @throws Exception whatever the service's own main throws
   */
  public static void main(String[] args) throws Exception {
    ParentWatch.exitWithParent();
    try {
      Class.forName(QUARKUS).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
