package dev.sage.cli;

import dev.sage.cli.Invocation.Infer;
import dev.sage.engine.infer.Inference;

/// `sage infer`: a proposed contract, on standard output and nothing else.
record InferCommand(Streams streams) {

  int run(Infer infer) {
    InputFile.check(infer.data(), infer.options().language());
    streams.out().print(Inference.contract(infer.data(), infer.options()));
    return 0;
  }
}
