package dev.sage.cli;

import dev.sage.spi.Message;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The commands that a server carries out.
final class RemoteGrammar {
  private static final Set<String> NOUNS = Set.of("inbox", "executions", "token");
  private static final Set<String> ALONE = Set.of("deliveries", "costs");
  private static final Message INBOX = new Message("Su nombre o su UUID.", "Its name or its UUID.");
  private static final Message EXECUTION = new Message("Su UUID.", "Its UUID.");

  private final Grammar grammar;

  RemoteGrammar(Grammar grammar) {
    this.grammar = grammar;
  }

  static boolean isRemote(CommandSpec spec) {
    return ALONE.contains(spec.name()) || NOUNS.contains(noun(spec));
  }

  /// `inbox add`.
  static String words(CommandSpec spec) {
    return NOUNS.contains(noun(spec)) ? noun(spec) + " " + spec.name() : spec.name();
  }

  private static String noun(CommandSpec spec) {
    return spec.parent() == null ? "" : spec.parent().name();
  }

  void addTo(CommandSpec root) {
    root.addSubcommand("inbox", inbox());
    root.addSubcommand("executions", executions());
    root.addSubcommand("deliveries", deliveries());
    root.addSubcommand("costs", costs());
    root.addSubcommand("token", token());
  }

  private CommandSpec inbox() {
    CommandSpec spec = command("inbox", "Las casillas del servidor.", "The inboxes of the server.");
    spec.addSubcommand("list", end(command("list", "Enumera las casillas.", "List the inboxes.")));
    CommandSpec add = command("add", "Crea una casilla.", "Make an inbox.");
    add.addPositional(grammar.file("NAME", 0, text("Su nombre.", "Its name.")));
    spec.addSubcommand("add", fields(add));
    spec.addSubcommand(
        "show", one("show", "INBOX", INBOX, "Muestra una casilla.", "Show an inbox."));
    CommandSpec edit = command("edit", "Cambia una casilla.", "Change an inbox.");
    edit.addPositional(grammar.file("INBOX", 0, INBOX));
    spec.addSubcommand("edit", fields(edit));
    spec.addSubcommand(
        "remove", one("remove", "INBOX", INBOX, "Borra una casilla.", "Remove an inbox."));
    spec.addSubcommand("send", send());
    return spec;
  }

  private CommandSpec fields(CommandSpec spec) {
    spec.addOption(
        value(
            "--contract",
            "FILE|NAME",
            "El contrato: un fichero, o el nombre de uno publicado.",
            "The contract: a file, or the name of a published one."));
    spec.addOption(value("--description", "TEXT", "Qué llega ahí.", "What arrives there."));
    spec.addOption(
        value("--folder", "DIR", "Carpeta que se vigila.", "The folder that is watched."));
    spec.addOption(
        value("--daemon", "NAME", "Solo este daemon la vigila.", "Only this daemon watches it."));
    spec.addOption(
        value("--catalog", "ID", "Léelo como este catálogo.", "Read it as this catalog."));
    spec.addOption(
        value("--package", "ID", "Léelo como este paquete.", "Read it as this package."));
    spec.addOption(
        value("--on-error", "POLICY", "reject_file o reject_rows.", "reject_file or reject_rows."));
    spec.addOption(value("--priority", "N", "La mayor va primero.", "Larger goes first."));
    spec.addOption(
        value(
            "--deadline",
            "TIME",
            "Cuánto puede durar una ejecución (30m).",
            "How long an execution may run (30m)."));
    spec.addOption(
        value(
            "--settle",
            "TIME",
            "Cuánto espera un fichero quieto (5s).",
            "How long a file rests (5s)."));
    spec.addOption(value("--active", "true|false", "Si recibe.", "Whether it takes deliveries."));
    spec.addOption(
        many(
            "--sender",
            "NAME[=GLOB]",
            "Quién puede enviar y cómo se llaman sus ficheros; se repite.",
            "Who may send, and what its files are called; repeatable."));
    spec.addOption(
        many(
            "--expect",
            "NAME=DAYS,HH:MM,ZONE",
            "Cuándo debe haber enviado: norte=1-5,07:00,America/Lima; se repite.",
            "When it is to have sent: norte=1-5,07:00,America/Lima; repeatable."));
    return end(spec);
  }

  private CommandSpec send() {
    CommandSpec spec = command("send", "Envía un fichero.", "Send a file.");
    spec.addPositional(grammar.file("INBOX", 0, INBOX));
    spec.addPositional(grammar.file("FILE", 1, text("La entrega.", "The delivery.")));
    spec.addOption(value("--sender", "NAME", "Quién lo envía.", "Who sends it."));
    spec.addOption(
        value(
            "--corrects",
            "EXECUTION",
            "Corrige los rechazos de esta.",
            "It corrects the rejects of this one."));
    spec.addOption(
        grammar.flag("--wait", text("Espera el resultado.", "Wait for the outcome.")).build());
    return end(spec);
  }

  private CommandSpec executions() {
    CommandSpec spec =
        command("executions", "Las ejecuciones del servidor.", "The executions of the server.");
    CommandSpec list = command("list", "Las últimas ejecuciones.", "The latest executions.");
    list.addOption(value("--state", "STATE", "Solo en este estado.", "Only in this state."));
    list.addOption(value("--inbox", "INBOX", "Solo de esta casilla.", "Only of this inbox."));
    list.addOption(value("--limit", "N", "Cuántas (50).", "How many (50)."));
    spec.addSubcommand("list", end(list));
    execution(spec, "show", "Muestra una ejecución.", "Show an execution.");
    execution(spec, "cancel", "Detiene una ejecución.", "Stop an execution.");
    execution(spec, "retry", "Intenta otra vez una fallida.", "Try a failed one again.");
    execution(spec, "replay", "Repite una terminada.", "Do an ended one again.");
    execution(spec, "log", "Su registro.", "Its log.");
    execution(spec, "report", "Su informe.", "Its report.");
    return spec;
  }

  private void execution(CommandSpec spec, String name, String es, String en) {
    spec.addSubcommand(name, one(name, "EXECUTION", EXECUTION, es, en));
  }

  private CommandSpec deliveries() {
    CommandSpec spec =
        command("deliveries", "Quién envió y quién no.", "Who has sent and who has not.");
    spec.addOption(
        value("--date", "DATE", "El día (hoy): 2026-03-01.", "The day (today): 2026-03-01."));
    spec.addOption(value("--inbox", "INBOX", "Solo de esta casilla.", "Only of this inbox."));
    return end(spec);
  }

  private CommandSpec costs() {
    CommandSpec spec =
        command(
            "costs",
            "Lo que cuestan las funciones, y el presupuesto.",
            "What functions cost, and the budget.");
    spec.addOption(
        value("--from", "DATE", "El primer día: 2026-03-01.", "The first day: 2026-03-01."));
    spec.addOption(value("--to", "DATE", "El último día (hoy).", "The last day (today)."));
    return end(spec);
  }

  private CommandSpec token() {
    CommandSpec spec = command("token", "Las fichas del API.", "The tokens of the API.");
    spec.addSubcommand("list", end(command("list", "Enumera las fichas.", "List the tokens.")));
    CommandSpec add =
        command("add", "Crea una ficha y la muestra una vez.", "Make a token and show it once.");
    add.addPositional(grammar.file("NAME", 0, text("Para qué es.", "What it is for.")));
    add.addOption(
        value(
            "--role",
            "ROLE",
            "administrador, operador, emisor o lector.",
            "administrador, operador, emisor or lector."));
    add.addOption(value("--inbox", "INBOX", "La casilla de un emisor.", "The inbox of an emisor."));
    add.addOption(value("--sender", "NAME", "Quién es allí.", "Who it is there."));
    add.addOption(value("--days", "N", "Cuántos días vale.", "For how many days it holds."));
    spec.addSubcommand("add", end(add));
    spec.addSubcommand(
        "rotate", one("rotate", "TOKEN", EXECUTION, "La cambia por otra.", "Replace it."));
    spec.addSubcommand(
        "revoke", one("revoke", "TOKEN", EXECUTION, "La anula.", "Make it invalid."));
    return spec;
  }

  private CommandSpec one(String name, String label, Message what, String es, String en) {
    CommandSpec spec = command(name, es, en);
    spec.addPositional(grammar.file(label, 0, what));
    return end(spec);
  }

  private CommandSpec command(String name, String es, String en) {
    return grammar.command(name, text(es, en));
  }

  private OptionSpec value(String name, String label, String es, String en) {
    return grammar.value(name, label, text(es, en));
  }

  private OptionSpec many(String name, String label, String es, String en) {
    return grammar.option(name, text(es, en)).paramLabel(label).type(List.class).build();
  }

  private CommandSpec end(CommandSpec spec) {
    return grammar.common(spec);
  }

  private static Message text(String es, String en) {
    return new Message(es, en);
  }
}
