package dev.sage.contract;

/// A field of a catalog, both by their names in the contract.
public record FieldReference(String catalog, String field) {}
