package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Archives, good and bad.
final class Zips {
  private Zips() {}

  /// @param namesAndTexts a name, its text, and so on
  static byte[] of(String... namesAndTexts) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      members.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(UTF_8));
    }
    return of(members);
  }

  static byte[] of(Map<String, byte[]> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Says of every member that it is encrypted, in both of its headers.
  static byte[] encrypted(byte[] zip) {
    byte[] copy = zip.clone();
    for (int i = 0; i + 10 < copy.length; i++) {
      boolean isHeader = copy[i] == 'P' && copy[i + 1] == 'K';
      if (isHeader && copy[i + 2] == 3 && copy[i + 3] == 4) {
        copy[i + 6] |= 1;
      } else if (isHeader && copy[i + 2] == 1 && copy[i + 3] == 2) {
        copy[i + 8] |= 1;
      }
    }
    return copy;
  }

  /// One byte of the compressed data of the first member turned over.
  static byte[] damaged(byte[] zip) {
    byte[] copy = zip.clone();
    int data = 30 + copy[26] + copy[28];
    copy[data + 3] ^= 0x55;
    return copy;
  }
}
