package dev.sage.cli;

import dev.sage.cli.Invocation.Lint;
import dev.sage.cli.Invocation.Output;
import dev.sage.contract.Problem;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import java.util.LinkedHashMap;
import java.util.Map;

/// `sage lint`: every problem of a contract, on standard output.
record LintCommand(Streams streams) {
  private static final int INVALID = ErrorCode.CONTRACT_INVALID.type().exitStatus();

  int run(Lint lint) {
    ContractFile file = ContractFile.read(lint.contract(), lint.strict(), lint.language());
    if (lint.output() == Output.JSON) {
      streams.out().println(Json.write(json(file, lint.language())));
    } else {
      file.lines(lint.language()).forEach(streams.out()::println);
      streams.err().println(verdict(file, lint.language()));
    }
    return file.isFatal() ? INVALID : 0;
  }

  private static Map<String, Object> json(ContractFile file, Language language) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (file.isFatal()) {
      json.put("error", error(file, language));
    }
    json.put(
        "problems",
        file.loaded().problems().stream().map(p -> problem(file, p, language)).toList());
    return json;
  }

  private static Map<String, Object> error(ContractFile file, Language language) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", ErrorCode.CONTRACT_INVALID.name());
    error.put("message", file.invalid(language));
    return error;
  }

  private static Map<String, Object> problem(
      ContractFile file, Problem problem, Language language) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.path());
    json.put("line", problem.line());
    json.put("column", problem.column());
    json.put("severity", ContractFile.severity(problem));
    json.put("path", problem.path());
    json.put("message", problem.message().in(language));
    return json;
  }

  private static String verdict(ContractFile file, Language language) {
    if (file.isFatal()) {
      return "sage: " + file.invalid(language);
    }
    return switch (language) {
      case ES -> "sage: el contrato es válido.";
      case EN -> "sage: the contract is valid.";
    };
  }
}
