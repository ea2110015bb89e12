//===- Passes.td - Passes of the targets -*- tablegen -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TARGET_PASSES_TD
#define LRCNN_TARGET_PASSES_TD

include "mlir/Pass/PassBase.td"

//===----------------------------------------------------------------------===//
// Slab program: say what it is made for
//===----------------------------------------------------------------------===//

def AttachTargetPass : Pass<"lrcnn-attach-target"> {
  let summary = "attach a target to a program, or to what becomes one";
  let description = [{
    Gives a `row.program` the attribute `#row.target`, in place of one that it
    has, or a `func.func` the attribute `lrcnn.target`: that is the target of
    the program that `lrcnn-tile` makes of the function, whose memory is then
    known before it is packed. Parameters that are not given are those of this
    machine and are written out, so that the passes that follow do the same on
    every machine.
  }];
  let options = [
    Option<"target", "target", "std::string", "\"cpu\"", "name of the target">,
    ListOption<"parameters", "parameters", "std::string",
               "parameters of the target, as NAME=INTEGER">,
  ];
  let dependentDialects = ["::lrcnn::row::RowDialect"];
}

//===----------------------------------------------------------------------===//
// Program on memory to LLVM
//===----------------------------------------------------------------------===//

def ToLLVMPass : Pass<"lrcnn-to-llvm", "::mlir::ModuleOp"> {
  let summary = "turn a program into LLVM's dialect for its target";
  let description = [{
    Every `row.kernel` becomes a call of a generated kernel; kernels are
    specialised on everything but rows, and equal ones are one function. Every
    entry becomes a function that walks the tiles. Rows come from constant
    tables, so the code does not grow with the number of tiles. With the
    exported functions of the C contract (docs/ABI) around it, the module is
    ready to be translated to LLVM IR.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::func::FuncDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::math::MathDialect",
    "::mlir::scf::SCFDialect", "::mlir::vector::VectorDialect",
  ];
}

#endif // LRCNN_TARGET_PASSES_TD
