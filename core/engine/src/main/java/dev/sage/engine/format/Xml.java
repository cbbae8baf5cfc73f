package dev.sage.engine.format;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import dev.sage.engine.delivery.DataFile;
import dev.sage.spi.SageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// A part of a workbook, read forward. Elements are known by their local names: there are two
/// dialects of namespaces. Nothing outside the part is ever read.
final class Xml implements AutoCloseable {
  private static final XMLInputFactory FACTORY = factory();

  /// A cell is rejected at half of this; what is longer is not kept.
  private static final int MOST_TEXT = 4 << 20;

  private final String book;
  private final Counted in;
  private final XMLStreamReader xml;
  private char high;

  private Xml(String book, Counted in, XMLStreamReader xml) {
    this.book = book;
    this.in = in;
    this.xml = xml;
  }

  /// @param book what messages call the workbook
  static Xml open(DataFile part, String book) {
    Counted in = new Counted(part.open());
    try {
      return new Xml(book, in, FACTORY.createXMLStreamReader(in));
    } catch (XMLStreamException e) {
      throw damaged(book, e);
    }
  }

  /// Goes to the next start or end of an element; false at the end of the part.
  boolean next() {
    int event = event();
    while (event != XMLStreamConstants.START_ELEMENT
        && event != XMLStreamConstants.END_ELEMENT
        && event != XMLStreamConstants.END_DOCUMENT) {
      event = event();
    }
    return event != XMLStreamConstants.END_DOCUMENT;
  }

  boolean isStart() {
    return xml.isStartElement();
  }

  boolean isEnd(String name) {
    return xml.isEndElement() && xml.getLocalName().equals(name);
  }

  boolean isStart(String name) {
    return xml.isStartElement() && xml.getLocalName().equals(name);
  }

  String name() {
    return xml.getLocalName();
  }

  int attributes() {
    return xml.getAttributeCount();
  }

  String attributeName(int i) {
    return xml.getAttributeLocalName(i);
  }

  String attribute(int i) {
    return xml.getAttributeValue(i);
  }

  @Nullable String attribute(String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  /// Puts the characters of the element that begins here behind what the row is filled with, and
  /// goes to its end.
  void text(SheetRow row) {
    int start = row.filled;
    int depth = 1;
    high = 0;
    while (depth > 0) {
      switch (event()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            append(row, start);
        default -> {}
      }
    }
  }

  /// Puts the text of a string, plain or rich, behind what the row is filled with, and goes to the
  /// end of the element that begins here. How it is pronounced is no part of it.
  void string(SheetRow row) {
    String outer = name();
    int start = row.filled;
    while (next() && !isEnd(outer)) {
      if (isStart("rPh")) {
        skip();
      } else if (isStart("t")) {
        text(row);
      }
    }
    row.filled = Escapes.resolve(row.text, start, row.filled);
  }

  /// To the end of the element that begins here.
  void skip() {
    int depth = 1;
    while (depth > 0 && next()) {
      depth += isStart() ? 1 : -1;
    }
  }

  /// Bytes of the part that were read.
  long offset() {
    return in.count;
  }

  @Override
  public void close() {
    try {
      xml.close();
      in.close();
    } catch (XMLStreamException | IOException e) {
      throw damaged(book, e);
    }
  }

  private int event() {
    try {
      return xml.hasNext() ? xml.next() : XMLStreamConstants.END_DOCUMENT;
    } catch (SageException e) {
      throw e;
    } catch (XMLStreamException | RuntimeException e) {
      throw damaged(book, e);
    }
  }

  private void append(SheetRow row, int start) {
    try {
      char[] chars = xml.getTextCharacters();
      int from = xml.getTextStart();
      int to = from + xml.getTextLength();
      if (row.filled - start > MOST_TEXT) {
        return;
      }
      row.reserve(3 * (to - from) + 4);
      for (int i = from; i < to; i++) {
        append(row, chars[i]);
      }
    } catch (SageException e) {
      throw e;
    } catch (RuntimeException e) {
      throw damaged(book, e);
    }
  }

  private void append(SheetRow row, char c) {
    byte[] text = row.text;
    int at = row.filled;
    if (c < 0x80) {
      text[at++] = (byte) c;
    } else if (c < 0x800) {
      text[at++] = (byte) (0xC0 | (c >> 6));
      text[at++] = (byte) (0x80 | (c & 0x3F));
    } else if (Character.isHighSurrogate(c)) {
      high = c;
    } else if (Character.isLowSurrogate(c)) {
      at = Escapes.put(text, at, Character.toCodePoint(high == 0 ? '\uD800' : high, c));
    } else {
      at = Escapes.put(text, at, c);
    }
    row.filled = at;
  }

  private static SageException damaged(String book, Throwable e) {
    // The parser's message can quote what is in a cell.
    IOException cause = new IOException(e.getClass().getSimpleName());
    cause.setStackTrace(e.getStackTrace());
    return Broken.workbook(book, "its XML is cut or damaged", cause);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /// Counts what is read.
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
