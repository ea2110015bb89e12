//===- MathExpansionTest.cpp - exp, tanh and erf against libm -------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/PointwiseKernels.h"

#include "KernelTest.h"

#include "mlir/Dialect/Math/IR/Math.h"

using namespace lrcnn::cpu;
using namespace lrcnn::cpu::testing;

namespace {

class MathExpansionTest : public LayerKernelTest {
protected:
  /// Compares the operation with `reference` on numbers of [low, high]: at most
  /// 3 units in the last place of the result, or of the least normal number.
  template <typename OpT>
  void check(long double (*reference)(long double), double low, double high) {
    PointwiseSpec spec;
    spec.type = type;
    spec.channels = 10007;
    spec.inputs = {FeatureLayout()};
    spec.body = {OpT::getOperationName().str(),
                 [](mlir::OpBuilder &builder, mlir::Location loc,
                    llvm::ArrayRef<mlir::Value> operands) {
                   return OpT::create(builder, loc, operands[0]).getResult();
                 }};
    KernelJIT jit(target);
    emitPointwise(jit.getModule(), "function", spec, target);
    ASSERT_TRUE(jit.compile());
    withElement([&](auto element) {
      using T = decltype(element);
      std::vector<T> x(spec.channels), y(spec.channels);
      for (int64_t i = 0; i < spec.channels; ++i)
        x[i] = static_cast<T>(low + (high - low) * i / (spec.channels - 1));
      const T inf = std::numeric_limits<T>::infinity();
      const T special[] = {inf,
                           -inf,
                           std::numeric_limits<T>::quiet_NaN(),
                           0,
                           std::numeric_limits<T>::min(),
                           T(1e-30),
                           T(-1e-5)};
      std::copy(std::begin(special), std::end(special), x.begin());
      int64_t count = spec.channels;
      Call call = {1, 0, 1, 0, 1, 1, 0, 0};
      runKernel(jit.lookup("function"), call,
                {{x.data(), count, count, count, 1},
                 {y.data(), count, count, count, 1}},
                1);
      for (int64_t i = 0; i < count; ++i) {
        long double truth = reference(x[i]);
        T rounded = static_cast<T>(truth);
        if (std::isnan(truth) || std::isinf(rounded)) {
          EXPECT_TRUE(std::isnan(rounded) ? std::isnan(y[i]) : y[i] == rounded)
              << "x = " << x[i] << ": " << y[i];
          continue;
        }
        long double unit =
            std::max(std::fabs(truth),
                     static_cast<long double>(std::numeric_limits<T>::min())) *
            std::numeric_limits<T>::epsilon();
        ASSERT_LE(std::fabs(y[i] - truth), 3 * unit)
            << "x = " << x[i] << ": " << y[i] << " instead of " << rounded;
      }
    });
  }
};
LRCNN_INSTANTIATE_KERNEL_TESTS(MathExpansionTest);

TEST_P(MathExpansionTest, Exp) {
  check<mlir::math::ExpOp>(std::exp, -20, 20);
  bool single = type == ElementType::f32;
  check<mlir::math::ExpOp>(std::exp, single ? -110 : -760, single ? 95 : 720);
}

TEST_P(MathExpansionTest, Tanh) {
  check<mlir::math::TanhOp>(std::tanh, -1, 1);
  check<mlir::math::TanhOp>(std::tanh, -30, 30);
}

TEST_P(MathExpansionTest, Erf) {
  check<mlir::math::ErfOp>(std::erf, -1.5, 1.5);
  check<mlir::math::ErfOp>(std::erf, -8, 8);
}

} // namespace
