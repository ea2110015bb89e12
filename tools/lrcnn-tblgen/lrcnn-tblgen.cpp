//===- lrcnn-tblgen.cpp - A table of layers, from their definitions -------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// C++ knows the operations of a dialect one by one, but not, at run time, what
// their operands are called and what their attributes may be. This prints it as
// initializers of `lrcnn::python::Layer`.
//
//===----------------------------------------------------------------------===//

#include "mlir/TableGen/Attribute.h"
#include "mlir/TableGen/EnumInfo.h"
#include "mlir/TableGen/Format.h"
#include "mlir/TableGen/Operator.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/TableGen/Main.h"
#include "llvm/TableGen/Record.h"
#include "llvm/TableGen/TableGenBackend.h"

#include <deque>

using namespace llvm;
using namespace mlir::tblgen;

/// Whether a chain may have the layer and its result's type is inferred: every
/// forward layer, and what renews a state.
static bool isLayer(const Operator &op) {
  return op.getTrait("::mlir::InferTypeOpInterface::Trait") &&
         op.getNumResults() == 1 && op.getNumRegions() == 0 &&
         !op.getTrait("::lrcnn::row::GradientOpInterface::Trait");
}

static void emitOperand(raw_ostream &os, const NamedTypeConstraint &operand) {
  StringRef kind = operand.isOptional()   ? "OptionalValue"
                   : operand.isVariadic() ? "Values"
                                          : "Value";
  mlir::tblgen::FmtContext context;
  context.withSelf("type");
  StringRef summary = operand.constraint.getSummary();
  summary.consume_front("variadic of ");
  std::string condition =
      tgfmt(operand.constraint.getConditionTemplate(), &context);
  os << formatv("    {{\"{0}\", Parameter::{1}, {2}, \"{3}\",\n"
                "     [](::mlir::Type type) -> bool {{ return {4}; }, "
                "nullptr},\n",
                operand.name, kind, kind == "Value", summary, condition);
}

/// The enum that an attribute of the dialect holds, or null.
static const Record *findEnum(const Attribute &attribute) {
  const Record &record = attribute.getDef();
  return record.isSubClassOf("EnumAttr") ? record.getValueAsDef("enum")
                                         : nullptr;
}

static void emitKeyword(raw_ostream &os, StringRef name, bool isRequired,
                        const Attribute &base, const EnumInfo &info) {
  std::string cases =
      join(map_range(info.getAllCases(),
                     [](const EnumCase &one) { return one.getStr().str(); }),
           ", ");
  os << formatv("    {{\"{0}\", Parameter::Keyword, {1}, \"one of {2}\", "
                "nullptr,\n"
                "     [](::mlir::MLIRContext *context, llvm::StringRef text)\n"
                "         -> ::mlir::Attribute {{\n"
                "       auto value = {3}::{4}(text);\n"
                "       if (!value)\n"
                "         return {{};\n"
                "       return {5}::get(context, *value);\n"
                "     }},\n",
                name, isRequired, cases, info.getCppNamespace(),
                info.getStringToSymbolFnName(), base.getStorageType());
}

static void emitAttribute(raw_ostream &os, const NamedAttribute &attribute) {
  Attribute base = attribute.attr.getBaseAttr();
  bool isRequired =
      !attribute.attr.isOptional() && !attribute.attr.hasDefaultValue();
  if (const Record *record = findEnum(base))
    return emitKeyword(os, attribute.name, isRequired, base, EnumInfo(record));
  auto [kind, what] =
      StringSwitch<std::pair<StringRef, StringRef>>(base.getAttrDefName())
          .Case("I64Attr", {"Integer", "a whole number"})
          .Case("F64Attr", {"Number", "a number"})
          .Case("DenseI64ArrayAttr", {"Integers", "a list of whole numbers"})
          .Case("UnitAttr", {"Flag", "True or False"})
          .Default({"Text", "an attribute as MLIR writes it"});
  os << formatv("    {{\"{0}\", Parameter::{1}, {2}, \"{3}\", nullptr, "
                "nullptr},\n",
                attribute.name, kind, isRequired && kind != "Flag", what);
}

static void emitParameters(raw_ostream &os, const Operator &op) {
  os << formatv("static const Parameter k{0}Parameters[] = {{\n",
                op.getCppClassName());
  for (Argument argument : op.getArgs()) {
    if (auto *operand = dyn_cast<NamedTypeConstraint *>(argument))
      emitOperand(os, *operand);
    else if (auto *attribute = dyn_cast<NamedAttribute *>(argument))
      emitAttribute(os, *attribute);
  }
  os << "};\n\n";
}

static bool emitLayers(raw_ostream &os, const RecordKeeper &records) {
  emitSourceFileHeader("Layers", os, records);
  // An Operator cannot be moved.
  std::deque<Operator> layers;
  for (const Record *record : records.getAllDerivedDefinitions("Op"))
    if (!isLayer(layers.emplace_back(record)))
      layers.pop_back();
  for (const Operator &op : layers)
    emitParameters(os, op);
  os << "static const Layer kLayers[] = {\n";
  for (const Operator &op : layers) {
    std::string name = op.getOperationName();
    os << formatv("    {{\"{0}\", \"{1}\", k{2}Parameters, {3}},\n",
                  StringRef(name).split('.').second, name, op.getCppClassName(),
                  op.getTrait("::mlir::OpTrait::AttrSizedOperandSegments") !=
                      nullptr);
  }
  os << "};\n";
  return false;
}

int main(int argc, char **argv) {
  cl::ParseCommandLineOptions(argc, argv, "lrcnn's table of layers\n");
  return TableGenMain(argv[0], emitLayers);
}
