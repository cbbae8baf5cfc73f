package dev.sage.contract.rule;

/// A node of the typed tree.
public interface Expression {}
