package dev.sage.spi.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Gives leases. Safe for use by many threads, processes and machines at once.
///
/// Every acquisition of a resource gets a larger token than all before it, also after a release and
/// after an expiry: what counts tokens is never deleted. No clock of a client is trusted to say
/// that somebody else's lease has expired.
public interface Leases {
  /// Takes the lease of a resource that is free or whose lease has expired.
  ///
  /// @param resource an execution, an inbox
  /// @param owner names the process for people: `daemon-1`
  /// @param length how long it holds from now and from every renewal
  /// @param floor the token is at least this: the attempt, where the metadata counts attempts, so
  ///   that tokens grow also when an execution changes from one kind of lease to another
  /// @return empty while somebody holds it, the caller's own other leases included
  /// @throws dev.sage.spi.SageException of type EXTERNAL; a lease that was perhaps taken expires
  Optional<Lease> acquire(UUID resource, String owner, Duration length, long floor);
}
