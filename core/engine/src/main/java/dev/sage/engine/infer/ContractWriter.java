package dev.sage.engine.infer;

import dev.sage.contract.CsvFormat;
import dev.sage.contract.ExcelFormat;
import dev.sage.contract.Field;
import dev.sage.contract.FileFormat;
import dev.sage.contract.JsonFormat;
import dev.sage.contract.NdjsonFormat;
import dev.sage.contract.ParquetFormat;
import dev.sage.contract.Reading;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes a proposal as the YAML of a contract, what it rests on in comments.
final class ContractWriter {
  private final Language language;
  private final StringBuilder yaml = new StringBuilder();

  private ContractWriter(Language language) {
    this.language = language;
  }

  static String write(Proposal proposal, Language language) {
    ContractWriter writer = new ContractWriter(language);
    writer.head(proposal);
    writer.line(0, "catalogs:");
    proposal.catalogs().forEach(writer::catalog);
    writer.packages(proposal);
    return writer.yaml.toString();
  }

  private void head(Proposal proposal) {
    comment(
        0,
        say(
            "Propuesto por «sage infer» a partir de " + proposal.source() + ".",
            "Proposed by `sage infer` from " + proposal.source() + "."));
    comment(
        0,
        say(
            "Revíselo antes de usarlo: los comentarios dicen en qué se basa cada cosa.",
            "Look it through before it is used: the comments say what each thing rests on."));
    proposal.notes().forEach(note -> comment(0, note));
    line(0, "sage_yaml:");
    entry(1, "name", YamlText.scalar(proposal.name()));
    entry(
        1,
        "description",
        YamlText.quoted(
            say("Propuesto a partir de ", "Proposed from ").in(language) + proposal.source()));
    entry(1, "version", "\"0.1.0\"");
    entry(1, "author", "\"sage infer\"");
  }

  private void catalog(ProposedCatalog catalog) {
    Sample sample = catalog.sample();
    line(1, catalog.id() + ":");
    comment(2, Notes.rows(sample));
    if (sample.table().faults() > 0) {
      comment(2, Notes.faults(sample.table().faults()));
    }
    sample.notes().forEach(note -> comment(2, note));
    entry(2, "name", YamlText.scalar(catalog.name()));
    entry(2, "description", YamlText.quoted(catalog.name()));
    filename(catalog.filename());
    line(2, "file_format:");
    format(sample.format());
    if (sample.extraColumns()) {
      entry(2, "extra_columns", "ignore", Notes.extraColumns());
    }
    if (!catalog.key().isEmpty()) {
      Message why = Notes.key(catalog.key(), sample.table().rows());
      entry(2, "key", YamlText.list(catalog.key()), why);
    }
    line(2, "fields:");
    catalog.fields().forEach(this::field);
  }

  private void filename(String name) {
    Optional<String> pattern = Identifiers.undated(name);
    if (pattern.isPresent()) {
      entry(2, "filename", YamlText.scalar(name), Notes.dated(pattern.get()));
    } else {
      entry(2, "filename", YamlText.scalar(name));
    }
  }

  private void format(FileFormat format) {
    switch (format) {
      case CsvFormat csv -> csv(csv);
      case ExcelFormat excel -> {
        entry(3, "type", "EXCEL");
        excel.sheet().ifPresent(sheet -> entry(3, "sheet", YamlText.quoted(sheet)));
        header(excel.header(), excel.skipRows());
      }
      case JsonFormat _ -> entry(3, "type", "JSON");
      case NdjsonFormat _ -> entry(3, "type", "NDJSON");
      case ParquetFormat _ -> entry(3, "type", "PARQUET");
    }
    format.encoding().ifPresent(name -> entry(3, "encoding", name, Notes.windows()));
  }

  private void csv(CsvFormat csv) {
    entry(3, "type", "CSV");
    entry(3, "delimiter", YamlText.quoted(csv.delimiter()));
    header(csv.header(), csv.skipRows());
    if (!csv.quote().equals(Optional.of('"'))) {
      entry(3, "quote", YamlText.quoted(csv.quote().map(String::valueOf).orElse("")));
    }
    csv.escape().ifPresent(escape -> entry(3, "escape", YamlText.quoted(String.valueOf(escape))));
  }

  private void header(boolean header, int skipRows) {
    entry(3, "header", String.valueOf(header));
    if (skipRows > 0) {
      entry(3, "skip_rows", String.valueOf(skipRows));
    }
  }

  private void field(ProposedField proposed) {
    Field field = proposed.field();
    line(3, "- name: " + YamlText.scalar(field.name()));
    entry(4, "type", type(field.type()), joined(proposed.notes()));
    if (field.required()) {
      entry(4, "required", "true");
    }
    if (field.unique()) {
      entry(4, "unique", "true");
    }
    if (!field.constraints().allowed().isEmpty()) {
      entry(4, "enum", YamlText.list(field.constraints().allowed()));
    }
    proposed.pattern().ifPresent(pattern -> entry(4, "pattern", YamlText.quoted(pattern)));
    digits(field.type());
    reading(field.reading());
    field
        .constraints()
        .references()
        .ifPresent(target ->
            entry(4, "references", YamlText.scalar(target.catalog() + "." + target.field())));
  }

  private void digits(ValueType type) {
    if (type instanceof ValueType.Decimal decimal && !type.equals(ValueType.DECIMAL)) {
      entry(4, "precision", String.valueOf(decimal.precision()));
      entry(4, "scale", String.valueOf(decimal.scale()));
    }
  }

  private void reading(Reading reading) {
    if (!reading.formats().isEmpty()) {
      entry(
          4,
          "formats",
          reading.formats().stream()
              .map(YamlText::quoted)
              .collect(Collectors.joining(", ", "[", "]")));
    }
    if (reading.decimalSeparator() != '.') {
      entry(4, "decimal_separator", YamlText.quoted(String.valueOf(reading.decimalSeparator())));
    }
    reading
        .thousandsSeparator()
        .ifPresent(mark -> entry(4, "thousands_separator", YamlText.quoted(String.valueOf(mark))));
    if (!reading.nullValues().isEmpty()) {
      entry(4, "null_values", YamlText.list(reading.nullValues()));
    }
    if (reading.trim()) {
      entry(4, "trim", "true");
    }
  }

  private void packages(Proposal proposal) {
    if (proposal.delivery().isEmpty()) {
      line(0, "packages: {}");
      return;
    }
    Proposal.ProposedPackage delivery = proposal.delivery().get();
    line(0, "packages:");
    line(1, delivery.id() + ":");
    entry(2, "name", YamlText.scalar(proposal.name()));
    entry(2, "description", YamlText.quoted(proposal.source()));
    entry(2, "file_format", "{type: " + delivery.format() + "}");
    entry(
        2,
        "catalogs",
        YamlText.list(proposal.catalogs().stream().map(ProposedCatalog::id).toList()));
  }

  private String type(ValueType type) {
    Message name =
        switch (type) {
          case ValueType.Text _ -> say("texto", "text");
          case ValueType.Whole _ -> say("entero", "integer");
          case ValueType.Decimal _ -> say("decimal", "decimal");
          case ValueType.Date _ -> say("fecha", "date");
          case ValueType.DateTime _ -> say("fecha_hora", "datetime");
          case ValueType.Bool _ -> say("booleano", "boolean");
        };
    return name.in(language);
  }

  private static Message joined(List<Message> notes) {
    return new Message(
        notes.stream().map(Message::es).collect(Collectors.joining("; ")),
        notes.stream().map(Message::en).collect(Collectors.joining("; ")));
  }

  private static Message say(String es, String en) {
    return new Message(es, en);
  }

  private void entry(int level, String key, String value) {
    line(level, key + ": " + value);
  }

  private void entry(int level, String key, String value, Message note) {
    line(level, key + ": " + value + " # " + YamlText.comment(note.in(language)));
  }

  private void comment(int level, Message note) {
    line(level, "# " + YamlText.comment(note.in(language)));
  }

  private void line(int level, String text) {
    yaml.append("  ".repeat(level)).append(text).append('\n');
  }
}
