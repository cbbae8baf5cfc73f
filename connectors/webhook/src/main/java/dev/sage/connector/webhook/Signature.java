package dev.sage.connector.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs messages with a secret that both sides know.
record Signature(String secret) {
  private static final String ALGORITHM = "HmacSHA256";

  /// Empty without a secret.
  Optional<String> of(Instant now, String body) {
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    String signed = now.getEpochSecond() + "." + body;
    return Optional.of("t=%d,v1=%s".formatted(now.getEpochSecond(), hmac(signed)));
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
    }
  }

  @Override
  public String toString() {
    return "Signature";
  }
}
