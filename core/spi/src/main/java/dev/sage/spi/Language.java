package dev.sage.spi;

/// The languages that users read.
public enum Language {
  ES,
  EN
}
