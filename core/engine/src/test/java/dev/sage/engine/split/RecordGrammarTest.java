package dev.sage.engine.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.engine.delivery.Prescan;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.FindingCode;
import dev.sage.spi.SageException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each sentence of CONTRACT 2 about records, as an example. `/` in an expectation is between
/// cells.
class RecordGrammarTest {
  @TempDir Path directory;
  private int width = 2;
  private boolean header;
  private int quote = '"';
  private int escape = Dialect.NONE;
  private int maxRecord = 1 << 20;
  private String delimiter = ",";
  private Optional<String> encoding = Optional.empty();
  private FileShape shape = new FileShape(List.of(), 0, Optional.empty(), true);

  @Test
  void aQuoteOpensOnlyAtTheStartOfACell() {
    assertThat(read("5\" pipe,a\"b\"\n")).containsExactly("1@1 5\" pipe/a\"b\"");
  }

  @Test
  void blanksAroundQuotesAreDropped() {
    assertThat(read(" \t\"a\" ,\t\"b\"  \n")).containsExactly("1@1 a/b");
  }

  @Test
  void blanksAreKeptWhereThereIsNoQuote() {
    assertThat(read(" a , b\t\n")).containsExactly("1@1  a / b\t");
  }

  @Test
  void aBlankThatIsTheDelimiterIsNoBlank() {
    delimiter = "\t";
    assertThat(read("\"a\"\t \"b\"\n")).containsExactly("1@1 a/b");
  }

  @Test
  void aDoubledQuoteIsALiteral() {
    assertThat(read("\"a\"\"b\",\"\"\"\"\n")).containsExactly("1@1 a\"b/\"");
  }

  @Test
  void theEscapeMakesQuoteAndEscapeLiteral() {
    escape = '\\';
    assertThat(read("\"a\\\"b\",\"\\\\\"\n")).containsExactly("1@1 a\"b/\\");
    assertThat(read("\"a\\b\",\"\"\"\"\n")).containsExactly("1@1 a\\b/\"");
  }

  @Test
  void withoutQuotingAQuoteIsData() {
    quote = Dialect.NONE;
    assertThat(read("\"a,b\"\n")).containsExactly("1@1 \"a/b\"");
  }

  @Test
  void delimitersAndLineEndsInsideQuotesAreData() {
    assertThat(read("\"a,\nb\",\"c\r\n\"\nd,e\n")).containsExactly("1@1 a,\nb/c\r\n", "2@4 d/e");
  }

  @Test
  void aMalformedQuoteCostsOnePhysicalLine() {
    assertThat(read("a,b\nc,\"d\"x\ne,f\n")).containsExactly("1@1 a/b", "2@2 QUOTE", "3@3 e/f");
    assertThat(read("a,b\n\"c\nd\"x,y\ne,f\n"))
        .containsExactly("1@1 a/b", "2@2 QUOTE", "3@3 d\"x/y", "4@4 e/f");
  }

  @Test
  void anUnclosedQuoteCostsOnePhysicalLine() {
    assertThat(read("a,\"b\nc,d\ne,f")).containsExactly("1@1 QUOTE", "2@2 c/d", "3@3 e/f");
  }

  @Test
  void aQuoteThatPassesTheRecordLimitCostsOnePhysicalLine() {
    maxRecord = 6;
    assertThat(read("a,\"b\nc,d\ne,\"\"\n"))
        .containsExactly("1@1 RECORD_SIZE", "2@2 c/d", "3@3 e/");
  }

  @Test
  void aRecordMayBeAsLongAsTheLimit() {
    maxRecord = 5;
    assertThat(read("aa,bb\r\naa,bbb\nc,d\n"))
        .containsExactly("1@1 aa/bb", "2@2 RECORD_SIZE", "3@3 c/d");
  }

  @Test
  void lineFeedAndCrLfMayMix() {
    assertThat(read("a,b\r\nc,d\ne,f\r\n")).containsExactly("1@1 a/b", "2@2 c/d", "3@3 e/f");
  }

  @Test
  void aLoneReturnOutsideQuotesRejectsTheRow() {
    assertThat(read("a,b\nc\rd,e\nf,\"\r\"\n"))
        .containsExactly("1@1 a/b", "2@2 LINE_END", "3@3 f/\r");
  }

  @Test
  void aFileWhoseFirstLineEndIsALoneReturnIsSeparatedByReturns() {
    assertThat(read("a,b\rc,d\r\ne\nf,g\rh,i"))
        .containsExactly("1@1 a/b", "2@2 c/d", "3@3 LINE_END", "4@4 h/i");
  }

  @Test
  void aReturnInsideQuotesDecidesNothing() {
    assertThat(read("\"a\rb\",c\nd,e\n")).containsExactly("1@1 a\rb/c", "2@2 d/e");
  }

  @Test
  void aNulRejectsTheRow() {
    assertThat(read("a,b\nc\0,d\n\"e\0\",f\n")).containsExactly("1@1 a/b", "2@2 NUL", "3@3 NUL");
  }

  @Test
  void blankLinesAreNoRecordsButCountAsLines() {
    assertThat(read("\n\r\na,b\n\n\nc,d\n")).containsExactly("1@3 a/b", "2@6 c/d");
  }

  @Test
  void aLineOfBlanksIsNotABlankLine() {
    assertThat(read("a,b\n  \n")).containsExactly("1@1 a/b", "2@2 RAGGED");
  }

  @Test
  void inAOneColumnCatalogABlankLineIsANull() {
    width = 1;
    assertThat(read("a\n\n\"\"\nb")).containsExactly("1@1 a", "2@2 ", "3@3 ", "4@4 b");
  }

  @Test
  void anotherNumberOfCellsThanTheHeadersIsRagged() {
    header = true;
    assertThat(read("x,y,z\n1,2,3\n1,2\n1,2,3,4\n"))
        .containsExactly("1@2 1/2/3", "2@3 RAGGED", "3@4 RAGGED");
    assertThat(shape.header()).containsExactly("x", "y", "z");
  }

  @Test
  void theHeaderIsTrimmedAndHasNoMark() {
    header = true;
    assertThat(read("\uFEFF\n \"código\" , b \n1,2\n")).containsExactly("1@3 1/2");
    assertThat(shape.header()).containsExactly("código", "b");
  }

  @Test
  void aHeaderWithAnOpenQuoteIsReported() {
    header = true;
    assertThat(read("a,\"b\n1,2\n")).containsExactly("1@2 1/2");
    assertThat(shape.headerFault()).contains(FindingCode.QUOTE);
  }

  @Test
  void withoutAHeaderTheMostFrequentWidthIsTheFiles() {
    assertThat(read("1,2,3\n1,2\n1,2,3\n")).containsExactly("1@1 1/2/3", "2@2 RAGGED", "3@3 1/2/3");
    assertThat(read("1,2,3\n1,2\n")).containsExactly("1@1 RAGGED", "2@2 1/2");
  }

  @Test
  void nulComesBeforeEncodingBeforeLineEndBeforeRagged() {
    encoding = Optional.of("UTF-8");
    header = true;
    byte[] file = "a,b\n\0\u00FF\rc\n\u00FF\rc\n\rc\nc\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(file)).containsExactly("1@2 NUL", "2@3 ENCODING", "3@4 LINE_END", "4@5 RAGGED");
  }

  @Test
  void whatIsNotUtf8IsReadAsWindows1252() {
    byte[] file = "ñ,€\na,\u009D\n".getBytes(StandardCharsets.ISO_8859_1);
    file[2] = (byte) 0x80;
    assertThat(read(file)).containsExactly("1@1 ñ/€", "2@2 ENCODING");
  }

  @Test
  void theMarkDecidesTheEncoding() {
    encoding = Optional.of("windows-1252");
    for (String charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE")) {
      byte[] file = "\uFEFFñ,\uD83D\uDE00\nb,c\n".getBytes(Charset.forName(charset));
      assertThat(read(file)).as(charset).containsExactly("1@1 ñ/\uD83D\uDE00", "2@2 b/c");
    }
  }

  @Test
  void halfACharacterOfUtf16RejectsTheRow() {
    byte[] file = "\uFEFFa,b\nc,x\nd,e\n".getBytes(StandardCharsets.UTF_16LE);
    file[2 * 7 + 1] = (byte) 0xD8;
    assertThat(read(file)).containsExactly("1@1 a/b", "2@2 ENCODING", "3@3 d/e");
  }

  @Test
  void aDelimiterMayHaveSeveralCharacters() {
    delimiter = "||";
    assertThat(read("a|||b\n\"c||d\" || e\n\"c\"||\u001F\n"))
        .containsExactly("1@1 a/|b", "2@2 c||d/ e", "3@3 c/\u001F");
  }

  @Test
  void aLastRecordNeedsNoLineEnd() {
    assertThat(read("a,b\n\"c\",\"d\"")).containsExactly("1@1 a/b", "2@2 c/d");
    assertThat(read("a,")).containsExactly("1@1 a/");
  }

  @Test
  void nothingIsNoRecord() {
    assertThat(read("")).isEmpty();
    assertThat(shape.blank()).isTrue();
    header = true;
    assertThat(read("a,b\n")).isEmpty();
    assertThat(shape.blank()).isFalse();
  }

  @Test
  void moreThan1600ColumnsAreRefused() {
    header = true;
    assertThatThrownBy(() -> read("a,".repeat(1600) + "a\n"))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_COLUMNS));
  }

  @Test
  void aDelimiterThatQuotesIsRefused() {
    assertThatThrownBy(() -> new Dialect(new byte[] {'"'}, '"', -1, false, 10))
        .isInstanceOf(SageException.class);
  }

  private List<String> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> read(byte[] bytes) {
    Samples.InMemory file = new Samples.InMemory(bytes);
    Dialect dialect =
        new Dialect(delimiter.getBytes(StandardCharsets.UTF_8), quote, escape, header, maxRecord);
    Prescan prescan = Prescan.of(file, encoding, read -> {});
    Samples.Kept kept = new Samples.Kept();
    Splitter splitter = new Splitter(file, prescan, dialect, width, directory, 1 << 20);
    shape = splitter.shape();
    SplitResult result = splitter.split(kept);
    List<String> rows = Samples.described(kept);
    assertThat(result.read()).isEqualTo(rows.size());
    return new ArrayList<>(rows);
  }
}
