//===- RowAttrs.cpp - Attributes and types of the row dialect -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Plan/Plan.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace lrcnn::row;

#include "lrcnn/Dialect/Row/IR/RowEnums.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "lrcnn/Dialect/Row/IR/RowAttrs.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "lrcnn/Dialect/Row/IR/RowTypes.cpp.inc"

void RowDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "lrcnn/Dialect/Row/IR/RowAttrs.cpp.inc"
      >();
}

void RowDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "lrcnn/Dialect/Row/IR/RowTypes.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// RowsAttr
//===----------------------------------------------------------------------===//

Attribute RowsAttr::parse(AsmParser &parser, Type) {
  SmallVector<int64_t> bounds;
  auto parseRange = [&]() -> ParseResult {
    return failure(parser.parseInteger(bounds.emplace_back()) ||
                   parser.parseColon() ||
                   parser.parseInteger(bounds.emplace_back()));
  };
  if (parser.parseLess() ||
      parser.parseCommaSeparatedList(AsmParser::Delimiter::Square,
                                     parseRange) ||
      parser.parseGreater())
    return {};
  return parser.getChecked<RowsAttr>(parser.getContext(), bounds);
}

void RowsAttr::print(AsmPrinter &printer) const {
  printer << "<[";
  llvm::interleaveComma(
      llvm::seq<int64_t>(0, size()), printer,
      [&](int64_t tile) { printer << begin(tile) << ":" << end(tile); });
  printer << "]>";
}

LogicalResult RowsAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                               ArrayRef<int64_t> bounds) {
  if (bounds.size() % 2 != 0)
    return emitError() << "expected a begin and an end for each tile, got "
                       << bounds.size() << " bounds";
  for (size_t i = 0; i < bounds.size(); i += 2)
    if (bounds[i] < 0 || bounds[i + 1] < bounds[i])
      return emitError() << "expected 0 <= begin <= end for tile " << i / 2
                         << ", got " << bounds[i] << ":" << bounds[i + 1];
    else if (bounds[i + 1] > std::numeric_limits<int32_t>::max())
      return emitError() << "expected rows below 2^31, as tables of programs "
                            "have 32 bits, got "
                         << bounds[i + 1] << " for tile " << i / 2;
  return success();
}

int64_t RowsAttr::capacity() const {
  int64_t most = 0;
  for (int64_t tile = 0; tile < size(); ++tile)
    most = std::max(most, end(tile) - begin(tile));
  return most;
}

//===----------------------------------------------------------------------===//
// SegmentAttr
//===----------------------------------------------------------------------===//

Attribute SegmentAttr::parse(AsmParser &parser, Type) {
  int64_t end = 0, batch = 1;
  std::string strategy;
  SmallVector<int64_t> cuts;
  auto parseCut = [&]() { return parser.parseInteger(cuts.emplace_back()); };
  if (parser.parseLess() || parser.parseKeyword("end") || parser.parseEqual() ||
      parser.parseInteger(end) || parser.parseComma() ||
      parser.parseKeyword("strategy") || parser.parseEqual() ||
      parser.parseKeywordOrString(&strategy) || parser.parseComma() ||
      parser.parseKeyword("batch") || parser.parseEqual() ||
      parser.parseInteger(batch) || parser.parseComma() ||
      parser.parseKeyword("cuts") || parser.parseEqual() ||
      parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, parseCut))
    return {};
  bool checkpoint = true;
  if (succeeded(parser.parseOptionalComma())) {
    auto loc = parser.getCurrentLocation();
    StringRef value;
    if (parser.parseKeyword("checkpoint") || parser.parseEqual() ||
        parser.parseKeyword(&value))
      return {};
    if (value != "true" && value != "false") {
      parser.emitError(loc, "expected 'checkpoint' to be true or false, got '")
          << value << "'";
      return {};
    }
    checkpoint = value == "true";
  }
  if (parser.parseGreater())
    return {};
  return parser.getChecked<SegmentAttr>(parser.getContext(), end, strategy,
                                        batch, cuts, checkpoint);
}

void SegmentAttr::print(AsmPrinter &printer) const {
  printer << "<end = " << getEnd() << ", strategy = " << getStrategy()
          << ", batch = " << getBatch() << ", cuts = [";
  llvm::interleaveComma(getCuts(), printer);
  printer << (getCheckpoint() ? "]>" : "], checkpoint = false>");
}

LogicalResult SegmentAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                  int64_t end, StringRef strategy,
                                  int64_t batch, ArrayRef<int64_t> cuts,
                                  bool checkpoint) {
  if (!lrcnn::plan::parseStrategy(strategy))
    return emitError() << "expected strategy store, recompute, overlap or "
                          "two_phase, got '"
                       << strategy << "'";
  if (end < 1)
    return emitError() << "expected a segment to end after layer 0, got end = "
                       << end;
  if (cuts.empty())
    return emitError() << "expected at least one cut";
  return success();
}

//===----------------------------------------------------------------------===//
// PlanAttr
//===----------------------------------------------------------------------===//

LogicalResult PlanAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                               ArrayRef<SegmentAttr>, ArrayRef<int64_t>,
                               ArrayRef<int64_t>, ArrayRef<int64_t>,
                               ArrayRef<int64_t>, ArrayRef<int64_t>,
                               ArrayAttr takeovers) {
  for (Attribute takeover :
       takeovers ? takeovers.getValue() : ArrayRef<Attribute>())
    if (!isa<TakeoverAttr>(takeover))
      return emitError() << "expected a list of #row.takeover, got "
                         << takeover;
  return success();
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

Type SlabType::parse(AsmParser &parser) {
  SmallVector<int64_t> images, columns;
  int64_t capacity = 0;
  FloatType elementType;
  if (parser.parseLess() ||
      parser.parseDimensionList(images, /*allowDynamic=*/false) ||
      parser.parseLSquare() || parser.parseInteger(capacity) ||
      parser.parseRSquare() || parser.parseXInDimensionList() ||
      parser.parseDimensionList(columns, /*allowDynamic=*/false) ||
      parser.parseType(elementType) || parser.parseGreater())
    return {};
  if (images.size() != 1 || columns.size() != 2) {
    parser.emitError(parser.getNameLoc(),
                     "expected a slab of the form Nx[CAPACITY]xWxCxTYPE");
    return {};
  }
  return parser.getChecked<SlabType>(parser.getContext(), images[0], capacity,
                                     columns[0], columns[1], elementType);
}

void SlabType::print(AsmPrinter &printer) const {
  printer << "<" << getImages() << "x[" << getCapacity() << "]x" << getWidth()
          << "x" << getChannels() << "x" << getElementType() << ">";
}

LogicalResult SlabType::verify(function_ref<InFlightDiagnostic()> emitError,
                               int64_t images, int64_t capacity, int64_t width,
                               int64_t channels, FloatType elementType) {
  // A slab of no rows has nothing to hold in any tile.
  if (capacity < 0 ||
      !areSizesSound({images, std::max<int64_t>(capacity, 1), width, channels}))
    return emitError() << "expected sizes from 1 to 2^20, in all at most 2^48, "
                          "got "
                       << images << "x[" << capacity << "]x" << width << "x"
                       << channels;
  if (!elementType.isF32() && !elementType.isF64())
    return emitError() << "expected f32 or f64, got " << elementType;
  return success();
}

Type PackedType::parse(AsmParser &parser) {
  SmallVector<int64_t> shape;
  FloatType elementType;
  if (parser.parseLess() ||
      parser.parseDimensionList(shape, /*allowDynamic=*/false) ||
      parser.parseType(elementType) || parser.parseGreater())
    return {};
  return parser.getChecked<PackedType>(parser.getContext(), shape, elementType);
}

LogicalResult PackedType::verify(function_ref<InFlightDiagnostic()> emitError,
                                 ArrayRef<int64_t> shape,
                                 FloatType elementType) {
  if (shape.size() != 4)
    return emitError() << "expected 4 dimensions (F, KH, KW, C/groups), got "
                       << shape.size();
  if (!areSizesSound(shape))
    return emitError()
           << "expected sizes from 1 to 2^20, in all at most 2^48, got "
           << shape;
  if (!elementType.isF32() && !elementType.isF64())
    return emitError() << "expected f32 or f64, got " << elementType;
  return success();
}

void PackedType::print(AsmPrinter &printer) const {
  printer << "<";
  for (int64_t size : getShape())
    printer << size << "x";
  printer << getElementType() << ">";
}
