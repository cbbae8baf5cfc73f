package dev.sage.spi.lease;

import java.util.UUID;

/// A lease that was acquired. It may have been lost since: ask [#renew].
public interface Lease {
  UUID resource();

  /// The fencing token of this acquisition, larger than that of every one before it.
  long token();

  /// Begins the lease's length anew.
  ///
  /// @return whether it is still held; once false, always false
  /// @throws dev.sage.spi.SageException of type EXTERNAL when that cannot be known now
  boolean renew();

  /// Gives the resource free, if the lease is still held. Tokens go on from this one's.
  void release();
}
