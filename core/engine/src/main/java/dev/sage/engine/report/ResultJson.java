package dev.sage.engine.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// `result.json`: the truth about how an execution ended, written once.
///
/// @param corrects the execution whose rejects were corrected
/// @param outcome `done`, `refused` or `failed`
/// @param exit the exit status of the command
/// @param status the published word of the report
/// @param errors findings of that severity; so `warnings` and `messages`
public record ResultJson(
    UUID execution,
    long attempt,
    long token,
    Optional<UUID> corrects,
    String outcome,
    int exit,
    String status,
    long errors,
    long warnings,
    long messages,
    String contractSha256,
    String fileSha256,
    List<CatalogResult> catalogs,
    List<LoadResult> materializations,
    List<OutputFile> files,
    Instant finishedAt) {
  public ResultJson {
    catalogs = List.copyOf(catalogs);
    materializations = List.copyOf(materializations);
    files = List.copyOf(files);
  }

  /// A file that the execution leaves.
  public record OutputFile(String name, long size, String sha256) {}

  public byte[] json() {
    return Json.object(json ->
        json.put("execution", execution.toString())
            .put("attempt", attempt)
            .put("token", token)
            .put("corrects", corrects.map(UUID::toString).orElse(null))
            .put("outcome", outcome)
            .put("exit", exit)
            .put("status", status)
            .put("errors", errors)
            .put("warnings", warnings)
            .put("messages", messages)
            .put("contract_sha256", contractSha256)
            .put("file_sha256", fileSha256)
            .object(
                "catalogs",
                all -> catalogs.forEach(c -> all.object(c.catalog(), one -> counts(one, c))))
            .objects("materializations", materializations, ResultJson::load)
            .objects("files", files, ResultJson::file)
            .put("finished_at", ReportJson.time(finishedAt)));
  }

  private static void counts(Json json, CatalogResult catalog) {
    json.put("read", catalog.read())
        .put("accepted", catalog.accepted())
        .put("rejected", catalog.rejected())
        .put("filtered", catalog.filtered());
  }

  private static void load(Json json, LoadResult load) {
    json.put("id", load.id()).put("rows", load.rows()).put("outcome", load.outcome());
  }

  private static void file(Json json, OutputFile file) {
    json.put("name", file.name()).put("size", file.size()).put("sha256", file.sha256());
  }
}
