//===- ProgramTarget.cpp - What passes ask of a target --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/Transforms/ProgramTarget.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::row;

static FailureOr<std::unique_ptr<const ProgramTarget>>
create(Operation *op, TargetAttr target) {
  auto *dialect = op->getContext()->getLoadedDialect<RowDialect>();
  auto *targets = dialect->getRegisteredInterface<ProgramTargets>();
  if (!targets)
    return op->emitOpError() << "expected targets to be registered";
  return targets->getTarget(target, [&] { return op->emitOpError(); });
}

FailureOr<std::unique_ptr<const ProgramTarget>>
lrcnn::row::getProgramTarget(ProgramOp program) {
  TargetAttr target = program.getTargetAttr();
  if (!target)
    return program.emitOpError()
           << "expected a target; run lrcnn-attach-target first";
  return create(program, target);
}

FailureOr<std::unique_ptr<const ProgramTarget>>
lrcnn::row::getFunctionTarget(func::FuncOp function) {
  auto target = function->getAttrOfType<TargetAttr>(RowDialect::kTargetAttr);
  if (!target)
    return std::unique_ptr<const ProgramTarget>();
  return create(function, target);
}

plan::Kernels lrcnn::row::getKernels(const ProgramTarget &target,
                                     const ChainGraph &graph) {
  auto measure = [&](Operation *op) {
    auto geometry = cast<GeometryOpInterface>(op);
    bool hasFilter = llvm::any_of(op->getOpOperands(), [&](OpOperand &operand) {
      return geometry.isPacked(operand.getOperandNumber());
    });
    plan::KernelTraits traits;
    traits.filter = hasFilter ? target.getFilterBytes(op) : 0;
    traits.accumulator =
        geometry.hasAccumulator() ? target.getAccumulatorBytes(op) : 0;
    traits.overwritesMask =
        isa<GradientOpInterface>(op) && target.overwritesMask(op);
    return traits;
  };
  plan::Kernels kernels;
  kernels.alignment = target.getAlignment();
  for (const LayerGroup &group : graph.groups) {
    plan::LayerKernels &layer = kernels.layers.emplace_back();
    layer.layer = measure(group.anchor);
    for (const GroupGradient &gradient : group.gradients)
      layer.gradients.push_back(measure(gradient.getLayer()));
  }
  return kernels;
}

FailureOr<plan::Problem> lrcnn::row::getProblem(func::FuncOp function,
                                                ChainOp chain) {
  ChainGraph graph = buildChainGraph(chain);
  if (llvm::Error error = graph.graph.check())
    return chain.emitOpError() << llvm::toString(std::move(error));
  FailureOr<std::unique_ptr<const ProgramTarget>> target =
      getFunctionTarget(function);
  if (failed(target))
    return failure();
  plan::Problem problem;
  if (*target)
    problem.kernels = getKernels(**target, graph);
  problem.graph = std::move(graph.graph);
  return problem;
}
