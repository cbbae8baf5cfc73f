package dev.sage.server.desk;

import dev.sage.metadata.request.IdempotencyKeys;
import dev.sage.metadata.request.IdempotencyKeys.Known;
import dev.sage.server.admin.Caller;
import dev.sage.server.admin.Desks;
import java.time.Duration;

/// Requests that are made once.
///
/// @param hold how long a server that died keeps a key: its client waits for so long. Whoever takes
///   the same content in meanwhile makes it a duplicate, so too short does no harm
record IdempotencyDesk(IdempotencyKeys keys, Duration hold) implements Desks.Idempotency {
  @Override
  public Answer begin(Caller caller, String key, String fingerprint) {
    return switch (keys.begin(who(caller), key, fingerprint, hold)) {
      case Known.New _ -> new Answer.Fresh();
      case Known.Running _ -> new Answer.Busy();
      case Known.Different _ -> new Answer.Other();
      case Known.Done done -> new Answer.Done(done.status(), done.body());
    };
  }

  @Override
  public void end(Caller caller, String key, int status, String body, Duration life) {
    keys.finish(who(caller), key, status, body, life);
  }

  @Override
  public void forget(Caller caller, String key) {
    keys.abandon(who(caller), key);
  }

  @Override
  public int forgetOld() {
    return keys.deleteExpired();
  }

  private static String who(Caller caller) {
    return caller.token().toString();
  }
}
