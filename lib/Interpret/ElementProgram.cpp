//===- ElementProgram.cpp - Computing pointwise layers --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ElementProgram.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/TypeSwitch.h"
#include <cmath>

using namespace mlir;
using namespace lrcnn::interpret;

using Step = std::function<double(const double *)>;

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

static Step getComparison(arith::CmpFPredicate predicate) {
  using P = arith::CmpFPredicate;
  auto unordered = [](const double *v) {
    return std::isnan(v[0]) || std::isnan(v[1]);
  };
  switch (predicate) {
  case P::AlwaysFalse:
    return [](const double *) { return 0.0; };
  case P::AlwaysTrue:
    return [](const double *) { return 1.0; };
  case P::OEQ:
    return [](const double *v) { return double(v[0] == v[1]); };
  case P::OGT:
    return [](const double *v) { return double(v[0] > v[1]); };
  case P::OGE:
    return [](const double *v) { return double(v[0] >= v[1]); };
  case P::OLT:
    return [](const double *v) { return double(v[0] < v[1]); };
  case P::OLE:
    return [](const double *v) { return double(v[0] <= v[1]); };
  case P::ONE:
    return [](const double *v) { return double(v[0] < v[1] || v[0] > v[1]); };
  case P::ORD:
    return [=](const double *v) { return double(!unordered(v)); };
  case P::UEQ:
    return
        [](const double *v) { return double(!(v[0] < v[1] || v[0] > v[1])); };
  case P::UGT:
    return [](const double *v) { return double(!(v[0] <= v[1])); };
  case P::UGE:
    return [](const double *v) { return double(!(v[0] < v[1])); };
  case P::ULT:
    return [](const double *v) { return double(!(v[0] >= v[1])); };
  case P::ULE:
    return [](const double *v) { return double(!(v[0] > v[1])); };
  case P::UNE:
    return [](const double *v) { return double(v[0] != v[1]); };
  case P::UNO:
    return [=](const double *v) { return double(unordered(v)); };
  }
  llvm_unreachable("unknown predicate");
}

static Step getConstant(arith::ConstantOp op) {
  double value = 0.0;
  if (auto number = dyn_cast<FloatAttr>(op.getValue()))
    value = number.getValueAsDouble();
  else if (auto number = dyn_cast<IntegerAttr>(op.getValue()))
    value = number.getValue().getZExtValue();
  else
    return nullptr;
  return [value](const double *) { return value; };
}

/// The larger of two numbers, NaN if one of them is.
static double maximum(double a, double b) {
  if (std::isnan(a) || std::isnan(b))
    return std::nan("");
  return std::max(a, b);
}

/// The step of an op of the math dialect; null if there is none.
static Step getMathStep(Operation *op) {
  using Values = const double *;
  return TypeSwitch<Operation *, Step>(op)
      .Case([](math::FmaOp) -> Step {
        return [](Values v) { return std::fma(v[0], v[1], v[2]); };
      })
      .Case([](math::AbsFOp) -> Step {
        return [](Values v) { return std::fabs(v[0]); };
      })
      .Case([](math::ErfOp) -> Step {
        return [](Values v) { return std::erf(v[0]); };
      })
      .Case([](math::ExpOp) -> Step {
        return [](Values v) { return std::exp(v[0]); };
      })
      .Case([](math::Log1pOp) -> Step {
        return [](Values v) { return std::log1p(v[0]); };
      })
      .Case([](math::LogOp) -> Step {
        return [](Values v) { return std::log(v[0]); };
      })
      .Case([](math::PowFOp) -> Step {
        return [](Values v) { return std::pow(v[0], v[1]); };
      })
      .Case([](math::RsqrtOp) -> Step {
        return [](Values v) { return 1.0 / std::sqrt(v[0]); };
      })
      .Case([](math::SqrtOp) -> Step {
        return [](Values v) { return std::sqrt(v[0]); };
      })
      .Case([](math::TanhOp) -> Step {
        return [](Values v) { return std::tanh(v[0]); };
      })
      .Default([](Operation *) -> Step { return nullptr; });
}

/// Null if `op` is not elementwise or not known.
Step ElementProgram::getStep(Operation *op) {
  using Values = const double *;
  return TypeSwitch<Operation *, Step>(op)
      .Case([](arith::ConstantOp op) { return getConstant(op); })
      .Case([](arith::CmpFOp op) { return getComparison(op.getPredicate()); })
      .Case([](arith::SelectOp) -> Step {
        return [](Values v) { return v[0] != 0.0 ? v[1] : v[2]; };
      })
      .Case([](arith::AddFOp) -> Step {
        return [](Values v) { return v[0] + v[1]; };
      })
      .Case([](arith::SubFOp) -> Step {
        return [](Values v) { return v[0] - v[1]; };
      })
      .Case([](arith::MulFOp) -> Step {
        return [](Values v) { return v[0] * v[1]; };
      })
      .Case([](arith::DivFOp) -> Step {
        return [](Values v) { return v[0] / v[1]; };
      })
      .Case(
          [](arith::NegFOp) -> Step { return [](Values v) { return -v[0]; }; })
      .Case([](arith::MaximumFOp) -> Step {
        return [](Values v) { return maximum(v[0], v[1]); };
      })
      .Case([](arith::MinimumFOp) -> Step {
        return [](Values v) { return -maximum(-v[0], -v[1]); };
      })
      .Case([](arith::MaxNumFOp) -> Step {
        return [](Values v) { return std::fmax(v[0], v[1]); };
      })
      .Case([](arith::MinNumFOp) -> Step {
        return [](Values v) { return std::fmin(v[0], v[1]); };
      })
      .Case([](arith::AndIOp) -> Step {
        return [](Values v) { return v[0] * v[1]; };
      })
      .Case([](arith::OrIOp) -> Step {
        return [](Values v) { return std::fmax(v[0], v[1]); };
      })
      .Default(getMathStep);
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

FailureOr<ElementProgram>
ElementProgram::build(row::PointwiseOpInterface layer) {
  Operation *op = layer.getOperation();
  OpBuilder builder(op->getContext());
  Block body;
  builder.setInsertionPointToStart(&body);
  for (unsigned i = 0; i < op->getNumOperands(); ++i)
    for (int64_t k = 0; k < row::getNumElements(layer, i); ++k)
      body.addArgument(builder.getF64Type(), op->getLoc());
  if (isa<row::RandomOpInterface>(op))
    body.addArgument(builder.getF64Type(), op->getLoc());
  Value result = layer.buildElement(builder, op->getLoc(), body.getArguments());

  ElementProgram program;
  DenseMap<Value, unsigned> numbers;
  for (BlockArgument argument : body.getArguments())
    numbers[argument] = argument.getArgNumber();
  for (Operation &inner : body) {
    Instruction instruction{getStep(&inner), {}};
    if (!instruction.step)
      return op->emitOpError()
             << "expected a body of elementwise operations, got '"
             << inner.getName() << "'";
    for (Value operand : inner.getOperands())
      instruction.operands.push_back(numbers.lookup(operand));
    numbers[inner.getResult(0)] =
        body.getNumArguments() + program.instructions.size();
    program.instructions.push_back(std::move(instruction));
  }
  program.resultNumber = numbers.lookup(result);
  return program;
}

void ElementProgram::run(ArrayRef<const double *> operands, int64_t count,
                         double *result) const {
  SmallVector<double> values(operands.size() + instructions.size());
  SmallVector<double, 4> inputs;
  for (int64_t i = 0; i < count; ++i) {
    for (auto [value, operand] : llvm::zip(values, operands))
      value = operand[i];
    for (auto [index, instruction] : llvm::enumerate(instructions)) {
      inputs.clear();
      for (unsigned number : instruction.operands)
        inputs.push_back(values[number]);
      values[operands.size() + index] = instruction.step(inputs.data());
    }
    result[i] = values[resultNumber];
  }
}
