package dev.sage.testing.fuzz;

import java.util.List;

/// Names and texts that contracts do not hold every day. Those that are no word of SQL hold
/// [ContractTexts#MARK].
final class Words {
  static final List<String> TYPES =
      List.of(
          "texto",
          "entero",
          "decimal",
          "fecha",
          "fecha_hora",
          "booleano",
          "text",
          "integer",
          "date",
          "datetime",
          "boolean");

  /// For fields: any sign may be in them.
  static final List<String> NAMES =
      List.of(
          "zqx'; DROP TABLE v; --",
          "zqx\"; DROP TABLE v; --",
          "zqx\"\"'' OR 1=1",
          "zqx */ /* zqx",
          "zqx -- zqx",
          "zqx $$ zqx $$",
          "zqx\\",
          "zqx\\\" + zqx",
          "zqx') OR ('1'='1",
          "zqx\") FROM zqx --",
          "zqx %s %n %d %1$s %",
          "zqx {0} ${env:HOME} $1 \\1",
          "zqx ñandú Ñ",
          "zqx 😀",
          "zqx \u202e\u200b",
          "zqx=cmd|' /C calc'!A0",
          "zqx.zqx",
          "zqx, zqx",
          "zqx;",
          "zqx?",
          "zqx[0]",
          "zqx AS zqx",
          "ZQX",
          "İzqx",
          "ßzqx",
          "\u212Azqx",
          "sage_part",
          "sage_row",
          "sage_k0",
          "sage_q1",
          "SAGE_ROW",
          "file_row_number",
          "rowid",
          "filename",
          "is_row",
          "p",
          "r",
          "c0",
          "v0",
          "v1",
          "n0",
          "x0",
          "e0",
          "m0",
          "f0",
          "t",
          "s",
          "good",
          "select",
          "from",
          "null",
          "true",
          "count",
          "df",
          "1",
          "*");

  /// For catalogs and packages, whose names become names of files.
  static final List<String> IDS =
      List.of(
          "zqx; DROP TABLE v; --",
          "zqx $$ (zqx)",
          "zqx %s %n %1$s",
          "zqx -- zqx",
          "zqx ñ 😀",
          "zqx.zqx",
          "zqx ${env} {0}",
          "zqx=1, zqx",
          "zqx) AS s; --",
          "catalog_0",
          "hits",
          "rejected",
          "main",
          "select",
          "v",
          "df",
          "con",
          "1");

  static final List<String> TEXTS =
      List.of(
          "zqx",
          "zqx'; DROP TABLE v; --",
          "zqx\"; DELETE FROM v; /*",
          "zqx'''",
          "zqx\\'",
          "zqx\\",
          "zqx' || (SELECT zqx) || '",
          "zqx\nzqx",
          "zqx\tzqx\r",
          "zqx %s%n%d %",
          "zqx $1 \\1 ${env:HOME}",
          "zqx $$ zqx",
          "zqx\u0085\u2028",
          "zqx\ud800",
          "zqx 😀 ñ \u202e",
          "zqx " + "long ".repeat(40),
          "=zqx()",
          "C:\\zqx\\*.csv",
          "../../zqx",
          "zqx*.csv",
          "zqx?[a-z].csv",
          "<script>zqx</script>",
          "null",
          "~",
          "yes",
          "NaN",
          "-0",
          "0x1F",
          "1_000",
          "1e400",
          "99999999999999999999",
          "0.1",
          "2024-02-30",
          "31/12/2024",
          "2024-12-31",
          "true");

  static final List<String> PATTERNS =
      List.of(
          "^zqx'; --$",
          "zqx\\d{3}",
          "(?=zqx)'",
          "(zqx)\\1\"",
          "[zqx'\"\\\\]+",
          "(a+)+$zqx",
          "zqx{1000}",
          "(?i)zqx|ñ",
          "(?P<zqx>a)(?P=zqx)",
          "\\bzqx\\b.*?");

  /// Texts and patterns that are refused nearly everywhere.
  static final List<String> ODD =
      List.of("", " ", "zqx\u0000", "zqx " + "long ".repeat(2_000), "\\p{L}zqx", "zqx(", "zqx[");

  static final List<String> KEYS =
      List.of(
          "name",
          "description",
          "type",
          "rule",
          "fields",
          "key",
          "policy",
          "transform",
          "catalog",
          "catalogs",
          "packages",
          "sage_yaml",
          "<<",
          "zqx",
          "",
          "file_format",
          "filename",
          "rule ",
          "Name",
          "null",
          "1",
          "\u0000");

  private Words() {}
}
