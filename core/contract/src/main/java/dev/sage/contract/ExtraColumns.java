package dev.sage.contract;

/// What a column means that the file has and the contract does not.
public enum ExtraColumns {
  ERROR,
  WARN,
  IGNORE
}
