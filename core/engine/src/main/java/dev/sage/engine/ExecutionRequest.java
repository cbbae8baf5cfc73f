package dev.sage.engine;

import dev.sage.contract.Contract;
import dev.sage.contract.Materialization;
import dev.sage.contract.Policy;
import dev.sage.spi.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One delivery to be processed once.
///
/// @param contract the checked contract
/// @param contractYaml its bytes, kept with the execution
/// @param contractName for the report: the contract's file name
/// @param data the delivered file
/// @param directory the execution's directory; made when missing
/// @param catalog the catalog to read it as; empty: found out
/// @param delivery the package to read it as; empty: found out
/// @param onError overrides the contract's policy
/// @param load whether rows are landed (`run`) or only checked (`check`)
/// @param materializations replaces those of the contract; empty: the contract's, or its default
/// @param language of the messages in `report.json`
/// @param corrects the execution whose rejects this delivery corrects; empty: it corrects none
/// @param commission of a worker; empty: the directory counts attempts, and tokens are the same
public record ExecutionRequest(
    UUID id,
    Contract contract,
    byte[] contractYaml,
    String contractName,
    Path data,
    Path directory,
    Optional<String> catalog,
    Optional<String> delivery,
    Optional<Policy.OnError> onError,
    boolean load,
    List<Materialization> materializations,
    Language language,
    EngineOptions options,
    Optional<UUID> corrects,
    Optional<Commission> commission) {
  public ExecutionRequest {
    materializations = List.copyOf(materializations);
  }

  /// A delivery that no worker was commissioned with.
  public ExecutionRequest(
      UUID id,
      Contract contract,
      byte[] contractYaml,
      String contractName,
      Path data,
      Path directory,
      Optional<String> catalog,
      Optional<String> delivery,
      Optional<Policy.OnError> onError,
      boolean load,
      List<Materialization> materializations,
      Language language,
      EngineOptions options,
      Optional<UUID> corrects) {
    this(
        id,
        contract,
        contractYaml,
        contractName,
        data,
        directory,
        catalog,
        delivery,
        onError,
        load,
        materializations,
        language,
        options,
        corrects,
        Optional.empty());
  }

  /// The same of one that corrects none.
  public ExecutionRequest(
      UUID id,
      Contract contract,
      byte[] contractYaml,
      String contractName,
      Path data,
      Path directory,
      Optional<String> catalog,
      Optional<String> delivery,
      Optional<Policy.OnError> onError,
      boolean load,
      List<Materialization> materializations,
      Language language,
      EngineOptions options) {
    this(
        id,
        contract,
        contractYaml,
        contractName,
        data,
        directory,
        catalog,
        delivery,
        onError,
        load,
        materializations,
        language,
        options,
        Optional.empty());
  }
}
