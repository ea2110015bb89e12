//===- LiftConstants.cpp - Constants of a network as arguments ------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Conversion/LinalgToRow/LinalgToRow.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::RowDialect;

/// The constants that chains read, in the order of the chains' inputs.
static SetVector<Operation *> findConstants(func::FuncOp function) {
  SetVector<Operation *> constants;
  for (auto chain : function.getOps<row::ChainOp>())
    for (Value input : chain.getInputs())
      if (auto constant = input.getDefiningOp<arith::ConstantOp>())
        constants.insert(constant);
  return constants;
}

/// Checks that the elements of `constant` are there.
static LogicalResult checkElements(arith::ConstantOp constant) {
  auto resource = dyn_cast<DenseResourceElementsAttr>(constant.getValue());
  if (!resource)
    return success();
  ShapedType type = resource.getType();
  int64_t expected = type.getNumElements() * type.getElementTypeBitWidth() / 8;
  AsmResourceBlob *blob = resource.getRawHandle().getBlob();
  int64_t found = blob ? blob->getData().size() : 0;
  if (found == expected)
    return success();
  return constant.emitOpError()
         << "expected " << expected << " bytes of elements in resource '"
         << resource.getRawHandle().getKey() << "', got " << found
         << "; export the module without leaving them out";
}

/// A name for the argument that `constant` becomes: the resource's, if it has
/// one.
static std::string makeName(arith::ConstantOp constant,
                            llvm::StringSet<> &taken) {
  std::string base = "constant";
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(constant.getValue()))
    base = resource.getRawHandle().getKey().str();
  std::string name = base;
  for (int64_t number = 1; !taken.insert(name).second; ++number)
    name = base + "_" + std::to_string(number);
  return name;
}

LogicalResult lrcnn::liftConstants(func::FuncOp function) {
  SetVector<Operation *> constants = findConstants(function);
  llvm::StringSet<> taken;
  for (unsigned number : llvm::seq(function.getNumArguments()))
    if (auto name = function.getArgAttrOfType<StringAttr>(
            number, RowDialect::kNameAttr))
      taken.insert(name.getValue());
  for (Operation *op : constants) {
    auto constant = cast<arith::ConstantOp>(op);
    if (failed(checkElements(constant)))
      return failure();
    Builder builder(op);
    NamedAttribute attributes[] = {
        builder.getNamedAttr(RowDialect::kNameAttr,
                             builder.getStringAttr(makeName(constant, taken))),
        builder.getNamedAttr(RowDialect::kValueAttr, constant.getValue())};
    unsigned number = function.getNumArguments();
    if (failed(function.insertArgument(number, constant.getType(),
                                       builder.getDictionaryAttr(attributes),
                                       constant.getLoc())))
      return failure();
    constant.getResult().replaceUsesWithIf(
        function.getArgument(number),
        [](OpOperand &use) { return isa<row::ChainOp>(use.getOwner()); });
    if (op->use_empty())
      op->erase();
  }
  return success();
}
