//===- StatisticsKernels.cpp - Means, variances and their gradients -------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An accumulator has for each image and vector of channels the means and the
// sums of squared distances from them, in f64: [image][vector][2][lane].
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/FoldKernels.h"

#include "FeatureAccess.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace lrcnn::cpu;

int64_t lrcnn::cpu::getImageBytes(const StatisticsSpec &spec,
                                  const VectorTarget &target) {
  return llvm::alignTo(spec.channels, target.lanes(spec.type)) * 2 *
         sizeof(double);
}

//===----------------------------------------------------------------------===//
// Arithmetic in f64
//===----------------------------------------------------------------------===//

namespace {
/// Arithmetic on f64, on scalars or as many of them as a vector has lanes.
class Wide {
public:
  explicit Wide(KernelBuilder &b)
      : b(b), scalarType(b.getBuilder().getF64Type()),
        vectorType(VectorType::get({b.getLanes()}, scalarType)) {}

  Value load(Value base, Index offset, bool isVector) {
    return LLVM::LoadOp::create(b.getBuilder(), b.getLoc(),
                                isVector ? Type(vectorType) : scalarType,
                                address(base, offset), sizeof(double));
  }
  void store(Value value, Value base, Index offset) {
    LLVM::StoreOp::create(b.getBuilder(), b.getLoc(), value,
                          address(base, offset), sizeof(double));
  }
  Value constant(double number, bool isVector) {
    Attribute attr = b.getBuilder().getF64FloatAttr(number);
    if (isVector)
      attr = DenseElementsAttr::get(vectorType, attr);
    return arith::ConstantOp::create(b.getBuilder(), b.getLoc(),
                                     cast<TypedAttr>(attr));
  }
  /// The number, in each lane if `isVector`.
  Value number(Index index, bool isVector) {
    Value scalar = arith::SIToFPOp::create(b.getBuilder(), b.getLoc(),
                                           scalarType, b.value(index));
    return isVector ? vector::BroadcastOp::create(b.getBuilder(), b.getLoc(),
                                                  vectorType, scalar)
                          .getResult()
                    : scalar;
  }
  Value widen(Value value) {
    Type type =
        isa<VectorType>(value.getType()) ? Type(vectorType) : scalarType;
    return value.getType() == type
               ? value
               : arith::ExtFOp::create(b.getBuilder(), b.getLoc(), type, value);
  }
  Value narrow(Value value) {
    Type type = isa<VectorType>(value.getType()) ? Type(b.getVectorType())
                                                 : b.getElementType();
    return value.getType() == type
               ? value
               : arith::TruncFOp::create(b.getBuilder(), b.getLoc(), type,
                                         value);
  }
  Value add(Value lhs, Value rhs) { return b.addFloat(lhs, rhs); }
  Value mul(Value lhs, Value rhs) { return b.mulFloat(lhs, rhs); }
  Value sub(Value lhs, Value rhs) {
    return arith::SubFOp::create(b.getBuilder(), b.getLoc(), lhs, rhs);
  }
  Value div(Value lhs, Value rhs) {
    return arith::DivFOp::create(b.getBuilder(), b.getLoc(), lhs, rhs);
  }
  Value sqrt(Value value) {
    return math::SqrtOp::create(b.getBuilder(), b.getLoc(), value);
  }

  /// A mean and squared distances of `count` elements, and those of `more`.
  struct Moments {
    Value mean, squares;
  };
  Moments merge(Moments have, Index count, Moments add, Index more) {
    bool isVector = isa<VectorType>(have.mean.getType());
    Value total = number(b.add(count, more), isVector);
    Value share = div(number(more, isVector), total);
    Value distance = sub(add.mean, have.mean);
    Value between =
        mul(mul(distance, distance), mul(number(count, isVector), share));
    return {this->add(have.mean, mul(distance, share)),
            this->add(have.squares, this->add(add.squares, between))};
  }

private:
  Value address(Value base, Index offset) {
    return offset.isConstant(0)
               ? base
               : LLVM::GEPOp::create(b.getBuilder(), b.getLoc(), base.getType(),
                                     scalarType, base,
                                     ValueRange(b.value(offset)))
                     .getResult();
  }

  KernelBuilder &b;
  Type scalarType;
  VectorType vectorType;
};
} // namespace

//===----------------------------------------------------------------------===//
// Statistics
//===----------------------------------------------------------------------===//

/// The mean and squared distances of one row of one vector of channels.
static Wide::Moments emitRowMoments(KernelBuilder &b, Wide &wide,
                                    const StatisticsSpec &spec,
                                    const Feature &input, Index image,
                                    Index row, Index channel, Value mask) {
  auto sumColumns = [&](llvm::function_ref<Value(Value)> term) {
    return b
        .loop(0, spec.width, 1, b.zeroVector(),
              [&](Index column, ValueRange sum) -> SmallVector<Value> {
                Value x =
                    input.load(input.at(image, row, column), channel, mask);
                return {b.addFloat(sum[0], term(x))};
              })
        .front();
  };
  Value sum = sumColumns([](Value x) { return x; });
  Value mean = b.mulFloat(sum, b.splat(1.0 / spec.width));
  Value squares = sumColumns([&](Value x) {
    Value distance = arith::SubFOp::create(b.getBuilder(), b.getLoc(), x, mean);
    return b.mulFloat(distance, distance);
  });
  return {wide.widen(mean), wide.widen(squares)};
}

func::FuncOp lrcnn::cpu::emitStatistics(ModuleOp module, StringRef name,
                                        const StatisticsSpec &spec,
                                        const VectorTarget &target) {
  KernelBuilder b(module, name, spec.type, target);
  Wide wide(b);
  int64_t lanes = b.getLanes();
  int64_t vectors = llvm::divideCeil(spec.channels, lanes);
  Index rowBegin = b.field(&Call::rowBegin), rowEnd = b.field(&Call::rowEnd);
  Value accumulator = b.operand(1).data;
  SmallVector<Feature> features;
  features.emplace_back(b, 0, spec.input, spec.channels);
  emitForChannelStrides(b, features, [&](ArrayRef<Feature> known) {
    auto [begin, end] = b.share(b.mul(b.field(&Call::images), vectors));
    b.loop(begin, end, 1, [&](Index item) {
      Index image = b.divUnsigned(item, vectors);
      Index channel = b.mul(b.remUnsigned(item, vectors), lanes);
      Value mask = spec.channels % lanes
                       ? b.maskOf(b.sub(spec.channels, channel))
                       : Value();
      Index at = b.mul(item, 2 * lanes);
      b.ifElse(b.less(rowBegin, rowEnd), [&] {
        // The first row finds what another call left.
        b.ifElse(b.equal(rowBegin, 0), [&] {
          for (int64_t k = 0; k < 2; ++k)
            wide.store(wide.constant(0.0, true), accumulator,
                       b.add(at, k * lanes));
        });
        SmallVector<Value> have = {
            wide.load(accumulator, at, true),
            wide.load(accumulator, b.add(at, lanes), true)};
        have = b.loop(rowBegin, rowEnd, 1, have,
                      [&](Index row, ValueRange have) -> SmallVector<Value> {
                        Wide::Moments moments = wide.merge(
                            {have[0], have[1]}, b.mul(row, spec.width),
                            emitRowMoments(b, wide, spec, known[0], image, row,
                                           channel, mask),
                            spec.width);
                        return {moments.mean, moments.squares};
                      });
        wide.store(have[0], accumulator, at);
        wide.store(have[1], accumulator, b.add(at, lanes));
      });
    });
  });
  return b.finish();
}

/// The batch's: images are merged, a vector of channels at a time.
static void emitUnpackBatch(KernelBuilder &b, const StatisticsSpec &spec) {
  Wide wide(b);
  int64_t lanes = b.getLanes(), pixels = spec.height * spec.width;
  int64_t vectors = llvm::divideCeil(spec.channels, lanes);
  Value accumulator = b.operand(0).data;
  OperandRef result = b.slabOperand(1, spec.channels);
  auto [begin, end] = b.share(vectors);
  b.loop(begin, end, 1, [&](Index vector) {
    SmallVector<Value> zeros(2, wide.constant(0.0, true));
    auto all = b.loop(
        0, spec.images, 1, zeros,
        [&](Index image, ValueRange have) -> SmallVector<Value> {
          Index at = b.mul(b.add(b.mul(image, vectors), vector), 2 * lanes);
          Wide::Moments moments =
              wide.merge({have[0], have[1]}, b.mul(image, pixels),
                         {wide.load(accumulator, at, true),
                          wide.load(accumulator, b.add(at, lanes), true)},
                         pixels);
          return {moments.mean, moments.squares};
        });
    Value variance =
        wide.mul(all[1], wide.constant(1.0 / (pixels * spec.images), true));
    Index channel = b.mul(vector, lanes);
    Value mask = spec.channels % lanes ? b.maskOf(b.sub(spec.channels, channel))
                                       : Value();
    b.store(wide.narrow(all[0]), result.data, channel, mask);
    b.store(wide.narrow(variance), result.data,
            b.add(channel, result.pixelStride), mask);
  });
}

/// Those of groups: channels are merged, for each image.
static void emitUnpackGroups(KernelBuilder &b, const StatisticsSpec &spec) {
  Wide wide(b);
  int64_t lanes = b.getLanes(), pixels = spec.height * spec.width;
  int64_t vectors = llvm::divideCeil(spec.channels, lanes);
  int64_t groupSize = spec.channels / spec.groups;
  Value accumulator = b.operand(0).data;
  OperandRef result = b.slabOperand(1, spec.channels);
  auto [begin, end] = b.share(spec.images * spec.groups);
  b.loop(begin, end, 1, [&](Index item) {
    Index image = b.divUnsigned(item, spec.groups);
    Index first = b.mul(b.remUnsigned(item, spec.groups), groupSize);
    SmallVector<Value> zeros(2, wide.constant(0.0, false));
    auto all = b.loop(
        0, groupSize, 1, zeros,
        [&](Index k, ValueRange have) -> SmallVector<Value> {
          Index channel = b.add(first, k);
          Index vector =
              b.add(b.mul(image, vectors), b.divUnsigned(channel, lanes));
          Index at =
              b.add(b.mul(vector, 2 * lanes), b.remUnsigned(channel, lanes));
          Wide::Moments moments =
              wide.merge({have[0], have[1]}, b.mul(k, pixels),
                         {wide.load(accumulator, at, false),
                          wide.load(accumulator, b.add(at, lanes), false)},
                         pixels);
          return {moments.mean, moments.squares};
        });
    Value mean = wide.narrow(all[0]);
    Value variance = wide.narrow(
        wide.mul(all[1], wide.constant(1.0 / (pixels * groupSize), false)));
    b.loop(0, groupSize, 1, [&](Index k) {
      Index at = b.add(b.mul(image, result.imageStride), b.add(first, k));
      b.storeScalar(mean, result.data, at);
      b.storeScalar(variance, result.data, b.add(at, result.pixelStride));
    });
  });
}

func::FuncOp lrcnn::cpu::emitUnpackStatistics(ModuleOp module, StringRef name,
                                              const StatisticsSpec &spec,
                                              const VectorTarget &target) {
  KernelBuilder b(module, name, spec.type, target);
  if (spec.groups == 0)
    emitUnpackBatch(b, spec);
  else
    emitUnpackGroups(b, spec);
  return b.finish();
}

//===----------------------------------------------------------------------===//
// Gradients made of sums
//===----------------------------------------------------------------------===//

func::FuncOp
lrcnn::cpu::emitNormalizeStatisticsGradient(ModuleOp module, StringRef name,
                                            const NormalizeGradientSpec &spec,
                                            const VectorTarget &target) {
  KernelBuilder b(module, name, spec.type, target);
  Wide wide(b);
  OperandRef sums = b.slabOperand(0, spec.channels);
  OperandRef statistics = b.slabOperand(1, spec.channels);
  OperandRef scale = b.operand(2);
  OperandRef result = b.slabOperand(3, spec.channels);
  int64_t groups = spec.groups ? spec.groups : spec.channels;
  int64_t groupSize = spec.channels / groups;
  int64_t resultImages = spec.ofBatch ? 1 : spec.images;
  Value isNew = b.less(0, b.field(&Call::addFrom));
  auto load = [&](const OperandRef &from, Index image, Index channel,
                  int64_t column) {
    Index at = b.add(b.mul(image, from.imageStride),
                     b.add(channel, b.mul(column, from.pixelStride)));
    return wide.widen(b.loadScalar(from.data, at));
  };

  auto [begin, end] = b.share(resultImages * groups);
  b.loop(begin, end, 1, [&](Index item) {
    Index resultImage = b.divUnsigned(item, groups);
    Index first = b.mul(b.remUnsigned(item, groups), groupSize);
    SmallVector<Value> zeros(2, wide.constant(0.0, false));
    // The images that share statistics, and the channels that do.
    int64_t shared = spec.ofBatch ? spec.images : 1;
    auto totals = b.loop(
        0, shared * groupSize, 1, zeros,
        [&](Index k, ValueRange have) -> SmallVector<Value> {
          Index image =
              spec.ofBatch ? b.divUnsigned(k, groupSize) : resultImage;
          Index channel = b.add(first, b.remUnsigned(k, groupSize));
          Value variance = wide.add(
              load(statistics, spec.ofBatch ? Index(0) : image, channel, 1),
              wide.constant(spec.eps, false));
          Value factor =
              spec.scale ? wide.widen(b.loadScalar(
                               scale.data, b.mul(channel, scale.channelStride)))
                         : wide.constant(1.0, false);
          Value mean = wide.div(wide.mul(factor, load(sums, image, channel, 0)),
                                wide.sqrt(variance));
          Value half = wide.mul(wide.constant(0.5, false), factor);
          Value square =
              wide.div(wide.mul(half, load(sums, image, channel, 1)), variance);
          return {wide.sub(have[0], mean), wide.sub(have[1], square)};
        });
    b.loop(0, groupSize, 1, [&](Index k) {
      for (int64_t column = 0; column < 2; ++column) {
        Index at =
            b.add(b.mul(resultImage, result.imageStride),
                  b.add(b.add(first, k), b.mul(column, result.pixelStride)));
        Value total = wide.narrow(totals[column]);
        b.ifElse(
            isNew, [&] { b.storeScalar(total, result.data, at); },
            [&] {
              b.storeScalar(b.addFloat(b.loadScalar(result.data, at), total),
                            result.data, at);
            });
      }
    });
  });
  return b.finish();
}

func::FuncOp lrcnn::cpu::emitNormalizeVectorGradient(
    ModuleOp module, StringRef name, const NormalizeGradientSpec &spec,
    int64_t column, const VectorTarget &target) {
  KernelBuilder b(module, name, spec.type, target);
  Wide wide(b);
  OperandRef sums = b.slabOperand(0, spec.channels);
  OperandRef result = b.operand(1);
  Value adds = b.isFlagged(AddToResult);
  auto [begin, end] = b.share(spec.channels);
  b.loop(begin, end, 1, [&](Index channel) {
    SmallVector<Value> zero = {wide.constant(0.0, false)};
    Value total =
        b.loop(0, spec.images, 1, zero,
               [&](Index image, ValueRange sum) -> SmallVector<Value> {
                 Index at =
                     b.add(b.mul(image, sums.imageStride),
                           b.add(channel, b.mul(column, sums.pixelStride)));
                 return {
                     wide.add(sum[0], wide.widen(b.loadScalar(sums.data, at)))};
               })
            .front();
    Value narrow = wide.narrow(total);
    Index at = b.mul(channel, result.channelStride);
    b.ifElse(
        adds,
        [&] {
          b.storeScalar(b.addFloat(b.loadScalar(result.data, at), narrow),
                        result.data, at);
        },
        [&] { b.storeScalar(narrow, result.data, at); });
  });
  return b.finish();
}

template <int64_t column>
static func::FuncOp emitVectorGradient(ModuleOp module, StringRef name,
                                       const NormalizeGradientSpec &spec,
                                       const VectorTarget &target) {
  return emitNormalizeVectorGradient(module, name, spec, column, target);
}

void lrcnn::cpu::addStatisticsKernels(KernelEmitters &emitters) {
  emitters.add(StatisticsSpec::kind, emitStatistics).imageBytes =
      [](const KernelSpec &spec, const VectorTarget &target) {
        return getImageBytes(spec.get<StatisticsSpec>(), target);
      };
  emitters.add(StatisticsSpec::unpack, emitUnpackStatistics).packedBytes =
      [](const KernelSpec &spec, const VectorTarget &target) {
        const auto &statistics = spec.get<StatisticsSpec>();
        return statistics.images * getImageBytes(statistics, target);
      };
  emitters.add(NormalizeGradientSpec::ofStatistics,
               emitNormalizeStatisticsGradient);
  emitters.add(NormalizeGradientSpec::ofShift, emitVectorGradient<0>);
  emitters.add(NormalizeGradientSpec::ofScale, emitVectorGradient<1>);
}
