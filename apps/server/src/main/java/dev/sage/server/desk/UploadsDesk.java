package dev.sage.server.desk;

import dev.sage.metadata.request.Uploads;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.UploadView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Uploads in parts.
///
/// @param patience how long one may rest
record UploadsDesk(Uploads uploads, Duration patience, Supplier<UUID> ids)
    implements Desks.Uploads {

  @Override
  public UploadView begin(
      UUID inbox, Optional<UUID> sender, String filename, long size, Duration life, String who) {
    return view(uploads.begin(ids.get(), inbox, sender, filename, size, life, who));
  }

  @Override
  public UploadView get(UUID id) {
    return view(uploads.find(id).orElseThrow(Missing::upload));
  }

  @Override
  public boolean advance(UUID id, long from, long to) {
    return uploads.advance(id, from, to, patience);
  }

  @Override
  public void remove(UUID id) {
    uploads.delete(id);
  }

  @Override
  public List<UUID> expired() {
    return uploads.deleteExpired();
  }

  private static UploadView view(Uploads.Upload upload) {
    return new UploadView(
        upload.id(),
        upload.inbox(),
        upload.sender(),
        upload.filename(),
        upload.size(),
        upload.received(),
        upload.createdBy(),
        upload.expires());
  }
}
