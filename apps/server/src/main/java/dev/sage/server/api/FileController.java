package dev.sage.server.api;

import dev.sage.server.admin.Page;
import dev.sage.server.platform.Platform;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StoredFile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The files that executions leave.
@RestController
@Tag(name = "executions")
public final class FileController {
  private static final Duration VALIDITY = Duration.ofMinutes(5);
  private static final String PAGE_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-same-origin";

  private final Platform platform;

  public FileController(Platform platform) {
    this.platform = platform;
  }

  @GetMapping("/api/v1/executions/{id}/files")
  @Operation(summary = "List the files of an execution by name")
  public Page<StoredFile> files(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    ExecutionStore store = store(id);
    int most = Requests.paging(after, limit).limit();
    List<StoredFile> files = store.list(id, Optional.ofNullable(after), most);
    Optional<String> next =
        files.size() < most ? Optional.empty() : Optional.of(files.getLast().name());
    return new Page<>(files, next);
  }

  @GetMapping(path = "/api/v1/executions/{id}/files/{*name}", produces = MediaType.ALL_VALUE)
  @Operation(
      summary = "Download a file of an execution",
      description = "307 to an address of the store for some minutes, where the store has such.")
  public void file(@PathVariable UUID id, @PathVariable String name, HttpServletResponse response)
      throws IOException {
    String file = name.substring(1);
    ExecutionStore store = store(id);
    Optional<URI> elsewhere = store.download(id, file, VALIDITY);
    if (elsewhere.isPresent()) {
      response.setStatus(307);
      response.setHeader("Location", elsewhere.get().toString());
      return;
    }
    response.setHeader(
        "Content-Disposition",
        ContentDisposition.attachment()
            .filename(file.substring(file.lastIndexOf('/') + 1), StandardCharsets.UTF_8)
            .build()
            .toString());
    send(store, id, file, MediaType.APPLICATION_OCTET_STREAM_VALUE, response);
  }

  @GetMapping(path = "/api/v1/executions/{id}/log", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(summary = "The log of an execution")
  public void log(@PathVariable UUID id, HttpServletResponse response) throws IOException {
    send(store(id), id, "log.txt", "text/plain;charset=utf-8", response);
  }

  @GetMapping(
      path = "/api/v1/executions/{id}/report",
      produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE})
  @Operation(
      summary = "The report of an execution",
      description = "As JSON, or with Accept: text/html or format=html as a page.")
  public void report(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String format,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String accept = String.valueOf(request.getHeader("Accept"));
    if ("html".equals(format) || (format == null && accept.startsWith("text/html"))) {
      response.setHeader("Content-Security-Policy", PAGE_POLICY);
      send(store(id), id, "report.html", "text/html;charset=utf-8", response);
    } else {
      send(store(id), id, "report.json", MediaType.APPLICATION_JSON_VALUE, response);
    }
  }

  /// The store, for an execution that the caller may see.
  private ExecutionStore store(UUID id) {
    Callers.requireInbox(platform.services().desks().executions().get(id).inboxId());
    return platform.services().store();
  }

  private static void send(
      ExecutionStore store, UUID id, String name, String type, HttpServletResponse response)
      throws IOException {
    try (InputStream in = store.read(id, name)) {
      response.setContentType(type);
      in.transferTo(response.getOutputStream());
    }
  }
}
