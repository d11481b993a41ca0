package dev.parallax.kit.security;

/** Roles in the JWT claim {@code groups}. */
public final class Roles {
  public static final String MARKETER = "marketer";
  public static final String ANALYST = "analyst";
  public static final String FRAUD_ANALYST = "fraud-analyst";
  public static final String PRIVACY_OFFICER = "privacy-officer";
  public static final String ADMIN = "admin";

  /** A machine that asks for recommendations, segments or decisions on behalf of a shop or bank. */
  public static final String SERVICE = "service";

  private Roles() {}
}
