//===- GeneralPointwise.cpp - Elementwise kernels -------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GeneralFeature.h"
#include "GeneralKernels.h"

#include "lrcnn/Kernel/Draws.h"
#include "lrcnn/Kernel/PointwiseSpec.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cuda;
using lrcnn::kernel::Call;
using lrcnn::kernel::Draw;
using lrcnn::kernel::DrawBuilder;
using lrcnn::kernel::PointwiseSpec;

namespace {
class PointwiseEmitter {
public:
  PointwiseEmitter(GeneralBuilder &b, const PointwiseSpec &spec)
      : b(b), spec(spec) {}

  void emit();

private:
  Value compute(const Place &place);
  Value draw(const Draw &draw, unsigned position, const Place &place);
  Value toWord(Index index) {
    OpBuilder &builder = b.getBuilder();
    return arith::TruncIOp::create(builder, b.getLoc(), builder.getI32Type(),
                                   b.value(index));
  }

  GeneralBuilder &b;
  const PointwiseSpec &spec;
  SmallVector<Feature> inputs;
};
} // namespace

void PointwiseEmitter::emit() {
  for (const kernel::FeatureLayout &input : spec.inputs)
    inputs.emplace_back(b, inputs.size(), input, spec.channels);
  Feature result(b, inputs.size() + spec.draws.size(), spec.result,
                 spec.channels);
  b.forEachUnit(Per::Row, spec.width * spec.channels, [&](const Unit &unit) {
    Place place = getPlace(b, unit, spec.channels);
    if (!spec.gradient)
      return result.store(compute(place), place);
    // Rows that do not take part are zero, where they are not added to.
    Value isUsed = b.isWithin(place.row, b.field(&Call::limitBegin),
                              b.field(&Call::limitEnd));
    Value isOld = isOldRow(b, place.row);
    b.ifElse(b.anyOf(isUsed, b.isNot(isOld)), [&] {
      Value value = b.choose(
          isUsed, [&] { return compute(place); }, [&] { return b.zero(); });
      result.add(value, place, isOld);
    });
  });
}

Value PointwiseEmitter::compute(const Place &place) {
  SmallVector<Value> elements;
  for (auto [input, layout] : llvm::zip_equal(inputs, spec.inputs)) {
    if (!layout.isSpread())
      elements.push_back(input.load(place));
    for (int64_t k = 0; layout.isSpread() && k < layout.columns; ++k)
      elements.push_back(input.loadColumn(place.image, k, place.channel));
  }
  for (auto [i, drawn] : llvm::enumerate(spec.draws))
    elements.push_back(draw(drawn, inputs.size() + i, place));
  return spec.body.emit(b.getBuilder(), b.getLoc(), elements);
}

/// What is drawn of the seed that operand `position` is.
Value PointwiseEmitter::draw(const Draw &draw, unsigned position,
                             const Place &place) {
  DrawBuilder draws(b.getBuilder(), b.getLoc());
  OperandRef seed = b.operand(position);
  auto keyWord = [&](int64_t i) {
    return draws.getKeyWord(
        b.loadScalar(seed.data, b.mul(i, seed.channelStride)));
  };
  Index element = b.add(b.mul(place.column, spec.channels), place.channel);
  Index image = b.add(place.image, b.field(&Call::firstImage));
  return draws.draw({toWord(draw.ofImage ? Index(0) : element),
                     toWord(draw.ofImage ? Index(0) : place.row), toWord(image),
                     toWord(draw.layer)},
                    {keyWord(0), keyWord(1)}, b.getElementType());
}

static void emitPointwise(GeneralBuilder &b, const PointwiseSpec &spec) {
  PointwiseEmitter(b, spec).emit();
}

void lrcnn::cuda::addGeneralPointwise(KernelEmitters &emitters) {
  emitters.add(PointwiseSpec::kind, emitPointwise);
}
