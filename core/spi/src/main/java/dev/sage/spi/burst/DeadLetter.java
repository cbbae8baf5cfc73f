package dev.sage.spi.burst;

/// A message that the service has given up.
///
/// @param handle by which the service knows it; meaningless to others
/// @param message as it was launched
/// @param error what the function said last, for people; empty: it said nothing, it crashed or took
///   too long
public record DeadLetter(String handle, byte[] message, String error) {
  @Override
  public String toString() {
    return "DeadLetter[" + handle + "]";
  }
}
