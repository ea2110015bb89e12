//===- MathExpansion.cpp - exp, tanh and erf as arithmetic ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Branch-free, so that all lanes go the same way and the vector's tail gives
// the same bits. Polynomials interpolate at Chebyshev nodes; their errors,
// relative to the function, are below a tenth of a unit in the last place.
//
//   exp    x = n ln 2 + r; e^r - 1 = r + r^2 P(r); scaled by 2^n in two steps,
//          so that results may be subnormal
//   tanh   with u = e^2|x| - 1: u / (u + 2), free of cancellation
//   erf    |x| < 1: x P(x^2); else 1 - e^-x^2 P((|x| - 2) / (|x| + 2))
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Kernel/MathExpansion.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace lrcnn::kernel;

namespace {

/// The numbers of one element type. Polynomials are listed from the constant
/// up.
struct Constants {
  /// Added to a number, leaves it rounded to a whole one in the low bits.
  double toWhole;
  /// Explicit bits of the significand, and the exponent's bias.
  int64_t significand, bias;
  /// ln 2 in two parts; a multiple of the first is exact.
  double ln2High, ln2Low;
  /// Beyond these, e^x is 0 or infinite, tanh x and erf x are 1.
  double expLeast, expMost, tanhMost, erfMost;
  ArrayRef<double> exp, erf, erfc;
};

constexpr double expF32[] = {0.50000000134658092,  0.16666666681623231,
                             0.041666464925285905, 0.0083333109254809008,
                             0.001393364999630925, 0.00019890990824673654};

constexpr double erfF32[] = {1.1283791658483509,   -0.37612626666720331,
                             0.11283594715160218,  -0.026854212010626412,
                             0.005189087423433974, -0.00080168642871658695,
                             7.8758750626854883e-5};

constexpr double erfcF32[] = {0.25539564033045965,   -0.42718588828706539,
                              0.24166402506158718,   -0.078971952293754915,
                              0.0035926707006823269, 0.0068373667875882739};

constexpr double expF64[] = {0.5,
                             0.16666666666666671,
                             0.04166666666666667,
                             0.0083333333333261351,
                             0.0013888888888883748,
                             0.00019841269874820625,
                             2.4801587325547741e-5,
                             2.7557255400206424e-6,
                             2.7557273643110295e-7,
                             2.5105217004720745e-8,
                             2.0914686968086877e-9};

constexpr double erfF64[] = {
    1.1283791670955126,     -0.3761263890318354,   0.11283791670945006,
    -0.02686617064323777,   0.0052239776071164227, -0.00085483259753896921,
    0.00012055294904839708, -1.492473690741966e-5, 1.6447424703317362e-6,
    -1.6208483801871706e-7, 1.3720064546777686e-8, -7.7958988270021422e-10};

constexpr double erfcF64[] = {
    0.25539567631050575,     -0.42718584741395789,    0.24165819424246986,
    -0.078978581015852535,   0.0037328924034922398,   0.0069974617477535736,
    -0.00084714319807604236, -0.00098197732081310227, 4.3554202452705895e-5,
    0.00017436697232946864,  2.7543128185666717e-5,   -2.7647305443610054e-5,
    -1.4067532694582058e-5,  1.8201431959750091e-6,   3.9170592999253885e-6};

const Constants constantsF32 = {12582912.0,
                                23,
                                127,
                                0.693145751953125,
                                1.4286068203094172e-6,
                                -104,
                                89,
                                10,
                                4,
                                expF32,
                                erfF32,
                                erfcF32};

const Constants constantsF64 = {6755399441055744.0,
                                52,
                                1023,
                                0.69314718036912382,
                                1.9082149292705878e-10,
                                -746,
                                710,
                                22,
                                6,
                                expF64,
                                erfF64,
                                erfcF64};

class Expander {
public:
  Expander(OpBuilder &ops, Location loc, Type type)
      : ops(ops), loc(loc), type(type),
        numbers(getElementTypeOrSelf(type).isF32() ? constantsF32
                                                   : constantsF64) {
    integers =
        ops.getIntegerType(getElementTypeOrSelf(type).getIntOrFloatBitWidth());
    if (auto vector = dyn_cast<VectorType>(type))
      integers = vector.clone(integers);
  }

  Value exp(Value x);
  Value tanh(Value x);
  Value erf(Value x);

private:
  /// x = n ln 2 + r, with n's bits and e^r - 1.
  struct Reduced {
    Value whole, expm1;
  };
  Reduced reduce(Value x);
  Value polynomial(ArrayRef<double> coefficients, Value x);
  /// 2^n.
  Value power(Value n);

  Value fma(Value lhs, Value rhs, Value addend) {
    return math::FmaOp::create(ops, loc, lhs, rhs, addend);
  }
  Value add(Value lhs, Value rhs) {
    return arith::AddFOp::create(ops, loc, lhs, rhs);
  }
  Value mul(Value lhs, Value rhs) {
    return arith::MulFOp::create(ops, loc, lhs, rhs);
  }
  Value sub(Value lhs, Value rhs) {
    return arith::SubFOp::create(ops, loc, lhs, rhs);
  }
  Value div(Value lhs, Value rhs) {
    return arith::DivFOp::create(ops, loc, lhs, rhs);
  }
  Value negate(Value x) { return arith::NegFOp::create(ops, loc, x); }
  Value select(arith::CmpFPredicate predicate, Value lhs, Value rhs, Value then,
               Value otherwise) {
    Value holds = arith::CmpFOp::create(ops, loc, predicate, lhs, rhs);
    return arith::SelectOp::create(ops, loc, holds, then, otherwise);
  }
  /// NaN stays NaN.
  Value atMost(Value x, double limit) {
    Value most = splat(limit);
    return select(arith::CmpFPredicate::OGT, x, most, most, x);
  }
  Value atLeast(Value x, double limit) {
    Value least = splat(limit);
    return select(arith::CmpFPredicate::OLT, x, least, least, x);
  }
  /// `ifNegative` where x < 0.
  Value bySign(Value x, Value ifNegative, Value otherwise) {
    return select(arith::CmpFPredicate::OLT, x, splat(0), ifNegative,
                  otherwise);
  }
  Value integer(int64_t number) {
    return constant(integers,
                    ops.getIntegerAttr(getElementTypeOrSelf(integers), number));
  }
  Value splat(double number) {
    return constant(type, ops.getFloatAttr(getElementTypeOrSelf(type), number));
  }
  /// The scalar, in each lane of a vector.
  Value constant(Type type, TypedAttr scalar) {
    if (auto vector = dyn_cast<VectorType>(type))
      scalar = DenseElementsAttr::get(vector, Attribute(scalar));
    return arith::ConstantOp::create(ops, loc, scalar);
  }

  OpBuilder &ops;
  Location loc;
  Type type, integers;
  const Constants &numbers;
};

} // namespace

Value Expander::polynomial(ArrayRef<double> coefficients, Value x) {
  Value sum = splat(coefficients.back());
  for (double coefficient : llvm::reverse(coefficients.drop_back()))
    sum = fma(sum, x, splat(coefficient));
  return sum;
}

Expander::Reduced Expander::reduce(Value x) {
  constexpr double log2e = 1.4426950408889634;
  Value toWhole = splat(numbers.toWhole);
  Value shifted = fma(x, splat(log2e), toWhole);
  Value n = sub(shifted, toWhole);
  Value r = fma(n, splat(-numbers.ln2High), x);
  r = fma(n, splat(-numbers.ln2Low), r);
  Value square = mul(r, r);
  Value bits = arith::BitcastOp::create(ops, loc, integers, shifted);
  Value zero = arith::BitcastOp::create(ops, loc, integers, toWhole);
  return {arith::SubIOp::create(ops, loc, bits, zero),
          fma(square, polynomial(numbers.exp, r), r)};
}

Value Expander::power(Value n) {
  Value biased = arith::AddIOp::create(ops, loc, n, integer(numbers.bias));
  Value bits =
      arith::ShLIOp::create(ops, loc, biased, integer(numbers.significand));
  return arith::BitcastOp::create(ops, loc, type, bits);
}

Value Expander::exp(Value x) {
  Reduced reduced =
      reduce(atLeast(atMost(x, numbers.expMost), numbers.expLeast));
  Value half = arith::ShRSIOp::create(ops, loc, reduced.whole, integer(1));
  Value rest = arith::SubIOp::create(ops, loc, reduced.whole, half);
  Value scaled = mul(add(reduced.expm1, splat(1)), power(half));
  return mul(scaled, power(rest));
}

Value Expander::tanh(Value x) {
  Value magnitude = atMost(bySign(x, negate(x), x), numbers.tanhMost);
  Reduced reduced = reduce(add(magnitude, magnitude));
  Value scale = power(reduced.whole);
  Value u = fma(scale, reduced.expm1, sub(scale, splat(1)));
  Value result = div(u, add(u, splat(2)));
  return bySign(x, negate(result), result);
}

Value Expander::erf(Value x) {
  Value small = mul(x, polynomial(numbers.erf, mul(x, x)));
  Value magnitude = atMost(bySign(x, negate(x), x), numbers.erfMost);
  Value two = splat(2);
  Value t = div(sub(magnitude, two), add(magnitude, two));
  Value complement =
      mul(exp(negate(mul(magnitude, magnitude))), polynomial(numbers.erfc, t));
  Value large = sub(splat(1), complement);
  return select(arith::CmpFPredicate::OLT, magnitude, splat(1), small,
                bySign(x, negate(large), large));
}

Value lrcnn::kernel::expandMath(OpBuilder &builder, Operation *op) {
  Expander expander(builder, op->getLoc(), op->getResult(0).getType());
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case([&](math::ExpOp op) { return expander.exp(op.getOperand()); })
      .Case([&](math::TanhOp op) { return expander.tanh(op.getOperand()); })
      .Case([&](math::ErfOp op) { return expander.erf(op.getOperand()); })
      .Default([](Operation *) { return Value(); });
}
