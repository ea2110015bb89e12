//===- PoolKernelsTest.cpp - Pooling kernels against loops ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/PoolKernels.h"

#include "KernelTest.h"

#include <set>

using namespace lrcnn::cpu;
using namespace lrcnn::cpu::testing;
using reference::Tensor;
using reference::Window;

namespace {

class PoolKernelTest : public LayerKernelTest {};
LRCNN_INSTANTIATE_KERNEL_TESTS(PoolKernelTest);

Window windowOf(const PoolShape &shape) {
  return {shape.kernel, shape.stride, shape.dilation, shape.top,
          shape.bottom, shape.left,   shape.right};
}

/// Any window, or one of those that networks use most.
PoolShape randomShape(Random &random, ElementType type, bool dilated) {
  PoolShape shape;
  shape.type = type;
  shape.channels = randomChannels(random);
  do {
    shape.height = random.in(1, 14);
    shape.width = random.in(1, 12);
    int64_t kind = random.in(0, 5);
    for (int axis : {0, 1}) {
      shape.kernel[axis] = kind == 0 ? 2 : kind == 1 ? 3 : random.in(1, 5);
      shape.stride[axis] = kind <= 1 ? 2 : random.in(1, 4);
      shape.dilation[axis] = dilated && kind == 2 ? random.in(1, 2) : 1;
    }
    if (kind >= 4)
      shape.stride = shape.kernel;
    auto pad = [&](int64_t extent) {
      return random.coin() ? 0 : random.in(0, extent - 1);
    };
    shape.top = pad(shape.rowExtent());
    shape.bottom = pad(shape.rowExtent());
    shape.left = pad(shape.columnExtent());
    shape.right = pad(shape.columnExtent());
  } while (shape.height + shape.top + shape.bottom < shape.rowExtent() ||
           shape.width + shape.left + shape.right < shape.columnExtent() ||
           !everyWindowMeetsInput(shape.height, shape.width, windowOf(shape)));
  return shape;
}

/// Many equal values, NaN and both infinities.
Tensor randomPoolInput(Random &random, int64_t images, const PoolShape &shape) {
  Tensor tensor =
      randomTensor(random, images, shape.height, shape.width, shape.channels);
  for (double &value : tensor.values)
    switch (random.in(0, 40)) {
    case 0:
      value = std::numeric_limits<double>::quiet_NaN();
      break;
    case 1:
      value = std::numeric_limits<double>::infinity();
      break;
    case 2:
    case 3:
      value = -std::numeric_limits<double>::infinity();
      break;
    }
  return tensor;
}

/// The rows of the input that the windows of rows [begin, end) span.
std::pair<int64_t, int64_t> inputRows(const PoolShape &shape, int64_t begin,
                                      int64_t end) {
  if (begin >= end)
    return {0, 0};
  int64_t first = begin * shape.stride[0] - shape.top;
  int64_t last = (end - 1) * shape.stride[0] - shape.top + shape.rowExtent();
  return {std::clamp<int64_t>(first, 0, shape.height),
          std::clamp<int64_t>(last, 0, shape.height)};
}

/// The rows of windows that meet rows [begin, end) of the input.
std::pair<int64_t, int64_t> outputRows(const PoolShape &shape, int64_t begin,
                                       int64_t end) {
  int64_t first = shape.outputHeight(), last = 0;
  for (int64_t row = 0; row < shape.outputHeight(); ++row) {
    auto [top, bottom] = inputRows(shape, row, row + 1);
    if (top < end && bottom > begin) {
      first = std::min(first, row);
      last = std::max(last, row + 1);
    }
  }
  return {std::min(first, last), last};
}

double tolerance(ElementType type) {
  return type == ElementType::f32 ? 2e-6 : 2e-15;
}

//===----------------------------------------------------------------------===//
// Forward
//===----------------------------------------------------------------------===//

template <typename T>
void checkForward(const PoolShape &shape, bool relu, FeatureLayout inputLayout,
                  FeatureLayout resultLayout, KernelFunction kernel,
                  Random &random, double tolerance,
                  std::function<Tensor(const Tensor &)> reference) {
  int64_t images = random.in(1, 3);
  Tensor input = randomPoolInput(random, images, shape);
  Call call = {};
  call.images = images;
  call.rowBegin = random.in(0, shape.outputHeight());
  call.rowEnd = random.in(call.rowBegin, shape.outputHeight());
  auto [top, bottom] = inputRows(shape, call.rowBegin, call.rowEnd);
  auto from = makeSlab<T>(random, inputLayout, images, top, bottom, shape.width,
                          shape.channels);
  auto to = makeSlab<T>(random, resultLayout, images, call.rowBegin,
                        call.rowEnd, shape.outputWidth(), shape.channels);
  from->write(input, top, bottom);
  std::vector<T> before = to->snapshot();
  runInShares(kernel, call, {from->operand(), to->operand()}, *to, random);
  Tensor expected = reference(input);
  if (relu)
    for (double &value : expected.values)
      value = value < 0 ? 0 : value;
  to->expectRows(expected, call.rowBegin, call.rowEnd, tolerance);
  to->expectUntouchedOutside(before, call.rowBegin, call.rowEnd);
}

TEST_P(PoolKernelTest, MaxPoolOfRandomShapes) {
  Random random = makeRandom(2);
  KernelJIT jit(target);
  std::vector<MaxPoolSpec> specs(30);
  for (MaxPoolSpec &spec : specs) {
    spec.shape = randomShape(random, type, /*dilated=*/true);
    if (random.coin())
      spec.epilogue = makeRelu();
    spec.input = randomLayout(random, spec.shape.channels);
    spec.result = randomLayout(random, spec.shape.channels);
    emitMaxPool(jit.getModule(), "k" + std::to_string(&spec - specs.data()),
                spec, target);
  }
  ASSERT_TRUE(jit.compile());
  for (const MaxPoolSpec &spec : specs) {
    SCOPED_TRACE(spec.getKey());
    KernelFunction kernel =
        jit.lookup("k" + std::to_string(&spec - specs.data()));
    for (int64_t repetition = 0; repetition < 5; ++repetition)
      withElement([&](auto element) {
        checkForward<decltype(element)>(
            spec.shape, static_cast<bool>(spec.epilogue), spec.input,
            spec.result, kernel, random, 0, [&](const Tensor &input) {
              return reference::maxPool(input, windowOf(spec.shape));
            });
      });
  }
}

TEST_P(PoolKernelTest, AvgPoolOfRandomShapes) {
  Random random = makeRandom(3);
  KernelJIT jit(target);
  std::vector<AvgPoolSpec> specs(30);
  for (AvgPoolSpec &spec : specs) {
    spec.shape = randomShape(random, type, /*dilated=*/false);
    spec.excludePad = random.coin();
    if (random.coin())
      spec.epilogue = makeRelu();
    spec.input = randomLayout(random, spec.shape.channels);
    spec.result = randomLayout(random, spec.shape.channels);
    emitAvgPool(jit.getModule(), "k" + std::to_string(&spec - specs.data()),
                spec, target);
  }
  ASSERT_TRUE(jit.compile());
  for (const AvgPoolSpec &spec : specs) {
    SCOPED_TRACE(spec.getKey());
    KernelFunction kernel =
        jit.lookup("k" + std::to_string(&spec - specs.data()));
    for (int64_t repetition = 0; repetition < 5; ++repetition)
      withElement([&](auto element) {
        checkForward<decltype(element)>(
            spec.shape, static_cast<bool>(spec.epilogue), spec.input,
            spec.result, kernel, random, tolerance(type),
            [&](const Tensor &input) {
              return reference::avgPool(input, windowOf(spec.shape),
                                        spec.excludePad);
            });
      });
  }
}

//===----------------------------------------------------------------------===//
// Gradients
//===----------------------------------------------------------------------===//

/// A gradient kernel under test: how it is called, and what it computes.
struct GradientCase {
  PoolShape shape;
  FeatureLayout gradient, input, result;
  /// The kernel has the pool's input, or an activation, as an operand, and
  /// that before dy.
  bool hasInput, inputFirst;
  /// Windows are read from the input, not only the rows of dx.
  bool readsWindows;
  bool hasEpilogue;
  double tolerance;
  KernelFunction kernel;
  std::function<Tensor(const Tensor &input, const Tensor &dy, int64_t begin,
                       int64_t end)>
      reference;

  std::vector<Operand> operands(const Operand &x, const Operand &dy,
                                const Operand &dx) const {
    if (!hasInput)
      return {dy, dx};
    if (inputFirst)
      return {x, dy, dx};
    return {dy, x, dx};
  }
};

/// One call for random rows, limits and a random addFrom.
template <typename T>
void checkGradientCall(const GradientCase &test, Random &random) {
  const PoolShape &shape = test.shape;
  int64_t images = random.in(1, 3), height = shape.outputHeight();
  Call call = {};
  call.images = images;
  call.rowBegin = random.in(0, shape.height);
  call.rowEnd = random.in(call.rowBegin, shape.height);
  call.limitBegin = random.coin() ? 0 : random.in(0, height);
  call.limitEnd = random.coin() ? height : random.in(call.limitBegin, height);
  call.addFrom = random.in(call.rowBegin - 2, call.rowEnd + 2);

  // In memory is what may be read.
  auto [used, usedEnd] = outputRows(shape, call.rowBegin, call.rowEnd);
  used = std::max(used, call.limitBegin);
  usedEnd = std::max(std::min(usedEnd, call.limitEnd), used);
  auto [top, bottom] = inputRows(shape, used, usedEnd);
  if (!test.readsWindows)
    top = bottom = call.rowBegin;
  if (test.hasEpilogue) {
    top = top < bottom ? std::min(top, call.rowBegin) : call.rowBegin;
    bottom = std::max(bottom, call.rowEnd);
  }
  Tensor input = randomPoolInput(random, images, shape);
  Tensor dy =
      randomTensor(random, images, height, shape.outputWidth(), shape.channels);
  Tensor old =
      randomTensor(random, images, shape.height, shape.width, shape.channels);
  auto x = makeSlab<T>(random, test.input, images, top, bottom, shape.width,
                       shape.channels);
  auto gradient = makeSlab<T>(random, test.gradient, images, used, usedEnd,
                              shape.outputWidth(), shape.channels);
  auto dx = makeSlab<T>(random, test.result, images, call.rowBegin, call.rowEnd,
                        shape.width, shape.channels);
  x->write(input, top, bottom);
  gradient->write(dy, used, usedEnd);
  dx->write(old, call.addFrom, shape.height);
  std::vector<T> before = dx->snapshot();
  runInShares(test.kernel, call,
              test.operands(x->operand(), gradient->operand(), dx->operand()),
              *dx, random);

  Tensor expected = test.reference(input, dy, call.limitBegin, call.limitEnd);
  for (int64_t n = 0; n < images; ++n)
    for (int64_t y = 0; y < shape.height; ++y)
      for (int64_t column = 0; column < shape.width; ++column)
        for (int64_t c = 0; c < shape.channels; ++c) {
          double &value = expected.at(n, y, column, c);
          if (test.hasEpilogue)
            value = halve(input.at(n, y, column, c), value);
          if (y >= call.addFrom)
            value += old.at(n, y, column, c);
        }
  dx->expectRows(expected, call.rowBegin, call.rowEnd, test.tolerance);
  dx->expectUntouchedOutside(before, call.rowBegin, call.rowEnd);
}

/// Tiles from the bottom to the top of the image, each with its own rows of
/// dy, adding to what the tiles below it left: the bits of one call.
template <typename T>
void checkGradientTiles(const GradientCase &test, Random &random) {
  const PoolShape &shape = test.shape;
  int64_t images = random.in(1, 2), height = shape.outputHeight();
  Tensor input = randomPoolInput(random, images, shape);
  Tensor dy = randomTensor(random, images, height, shape.outputWidth(),
                           shape.channels, 1000000);
  for (double &value : dy.values)
    value *= 1e-3;
  auto x = makeSlab<T>(random, test.input, images, 0, shape.height, shape.width,
                       shape.channels);
  auto gradient = makeSlab<T>(random, test.gradient, images, 0, height,
                              shape.outputWidth(), shape.channels);
  auto dx = makeSlab<T>(random, test.result, images, 0, shape.height,
                        shape.width, shape.channels);
  x->write(input, 0, shape.height);
  gradient->write(dy, 0, height);
  std::vector<Operand> operands =
      test.operands(x->operand(), gradient->operand(), dx->operand());
  std::vector<T> before = dx->snapshot();
  Call call = {images, 0, shape.height, 0, height, shape.height, 0, 0};
  runKernel(test.kernel, call, operands, 1);
  std::vector<T> whole = dx->snapshot();

  dx->restore(before);
  call.limitEnd = height;
  call.addFrom = shape.height;
  while (call.limitEnd > 0) {
    call.limitBegin = random.in(0, call.limitEnd);
    auto [top, bottom] = inputRows(shape, call.limitBegin, call.limitEnd);
    call.rowEnd = std::max(bottom, call.addFrom);
    call.rowBegin = top < bottom ? std::min(top, call.addFrom) : call.addFrom;
    if (call.limitBegin == 0)
      call.rowBegin = 0;
    runKernel(test.kernel, call, operands, random.in(1, 9));
    call.addFrom = call.rowBegin;
    call.limitEnd = call.limitBegin;
  }
  EXPECT_TRUE(dx->bitEqual(whole));
}

template <typename T>
void checkGradient(const GradientCase &test, Random &random) {
  for (int64_t repetition = 0; repetition < 16; ++repetition)
    checkGradientCall<T>(test, random);
  for (int64_t repetition = 0; repetition < 3; ++repetition)
    checkGradientTiles<T>(test, random);
}

TEST_P(PoolKernelTest, MaxPoolGradientOfRandomShapes) {
  Random random = makeRandom(4);
  KernelJIT jit(target);
  std::vector<MaxPoolGradientSpec> specs(30);
  for (MaxPoolGradientSpec &spec : specs) {
    spec.shape = randomShape(random, type, /*dilated=*/true);
    if (random.coin())
      spec.epilogue = halfGradient();
    spec.input = randomLayout(random, spec.shape.channels);
    spec.gradient = randomLayout(random, spec.shape.channels);
    spec.result = randomLayout(random, spec.shape.channels);
    emitMaxPoolGradient(jit.getModule(),
                        "k" + std::to_string(&spec - specs.data()), spec,
                        target);
  }
  ASSERT_TRUE(jit.compile());
  for (const MaxPoolGradientSpec &spec : specs) {
    SCOPED_TRACE(spec.getKey());
    GradientCase test = {};
    test.shape = spec.shape;
    test.gradient = spec.gradient;
    test.input = spec.input;
    test.result = spec.result;
    test.hasInput = test.inputFirst = test.readsWindows = true;
    test.hasEpilogue = static_cast<bool>(spec.epilogue);
    test.kernel = jit.lookup("k" + std::to_string(&spec - specs.data()));
    test.reference = [&](const Tensor &input, const Tensor &dy, int64_t begin,
                         int64_t end) {
      return reference::maxPoolGradient(input, dy, windowOf(spec.shape), begin,
                                        end);
    };
    withElement(
        [&](auto element) { checkGradient<decltype(element)>(test, random); });
  }
}

TEST_P(PoolKernelTest, AvgPoolGradientOfRandomShapes) {
  Random random = makeRandom(5);
  KernelJIT jit(target);
  std::vector<AvgPoolGradientSpec> specs(30);
  for (AvgPoolGradientSpec &spec : specs) {
    spec.shape = randomShape(random, type, /*dilated=*/false);
    spec.excludePad = random.coin();
    if (random.coin())
      spec.epilogue = halfGradient();
    spec.activation = randomLayout(random, spec.shape.channels);
    spec.gradient = randomLayout(random, spec.shape.channels);
    spec.result = randomLayout(random, spec.shape.channels);
    emitAvgPoolGradient(jit.getModule(),
                        "k" + std::to_string(&spec - specs.data()), spec,
                        target);
  }
  ASSERT_TRUE(jit.compile());
  for (const AvgPoolGradientSpec &spec : specs) {
    SCOPED_TRACE(spec.getKey());
    GradientCase test = {};
    test.shape = spec.shape;
    test.gradient = spec.gradient;
    test.input = spec.activation;
    test.result = spec.result;
    test.hasInput = test.hasEpilogue = static_cast<bool>(spec.epilogue);
    test.tolerance = tolerance(type);
    test.kernel = jit.lookup("k" + std::to_string(&spec - specs.data()));
    test.reference = [&](const Tensor &input, const Tensor &dy, int64_t begin,
                         int64_t end) {
      return reference::avgPoolGradient(input, dy, windowOf(spec.shape),
                                        spec.excludePad, begin, end);
    };
    withElement(
        [&](auto element) { checkGradient<decltype(element)>(test, random); });
  }
}

//===----------------------------------------------------------------------===//
// Maxima that PyTorch decides
//===----------------------------------------------------------------------===//

/// Where the gradient of one 2x2 window goes, as max_pool2d of PyTorch 2.13 on
/// a CPU sends it.
TEST_P(PoolKernelTest, MaxPoolGradientNamesTheSameTapAsPyTorch) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double inf = std::numeric_limits<double>::infinity();
  struct {
    double window[4];
    int64_t tap;
  } cases[] = {
      {{nan, 1, 2, nan}, 3},
      {{1, nan, 2, 5}, 1},
      {{-inf, -inf, -inf, -inf}, 0},
      {{-inf, nan, nan, -inf}, 2},
      {{3, 3, 3, 3}, 0},
      {{0.0, -0.0, 0.0, -0.0}, 0},
      {{-0.0, 0.0, 0.0, -0.0}, 0},
      {{1, 2, 4, 3}, 2},
  };
  MaxPoolGradientSpec spec;
  spec.shape.type = type;
  spec.shape.height = spec.shape.width = 2;
  spec.shape.kernel = spec.shape.stride = {2, 2};
  KernelJIT jit(target);
  emitMaxPoolGradient(jit.getModule(), "k", spec, target);
  ASSERT_TRUE(jit.compile());
  withElement([&](auto element) {
    using T = decltype(element);
    for (const auto &[window, tap] : cases) {
      T x[4], dx[4] = {9, 9, 9, 9}, dy = 5;
      std::copy(window, window + 4, x);
      Call call = {1, 0, 2, 0, 1, 2, 0, 0};
      runKernel(jit.lookup("k"), call,
                {{x, 4, 2, 1, 1}, {&dy, 1, 1, 1, 1}, {dx, 4, 2, 1, 1}}, 1);
      for (int64_t i = 0; i < 4; ++i)
        EXPECT_EQ(dx[i], i == tap ? 5 : 0)
            << "window " << window[0] << " " << window[1] << " " << window[2]
            << " " << window[3] << ", element " << i;
    }
  });
}

/// Kernels are shared by key: whatever changes the code changes the key.
TEST(PoolSpec, KeysTellSpecsApart) {
  std::set<std::string> keys;
  size_t count = 0;
  auto insert = [&](const std::string &key) {
    keys.insert(key);
    ++count;
  };
  PoolShape shape;
  auto insertShape = [&](auto change) {
    PoolShape changed = shape;
    change(changed);
    insert(MaxPoolSpec{changed, {}, {}, {}}.getKey());
  };
  insertShape([](PoolShape &) {});
  insertShape([](PoolShape &s) { s.type = ElementType::f64; });
  insertShape([](PoolShape &s) { s.height = 2; });
  insertShape([](PoolShape &s) { s.width = 2; });
  insertShape([](PoolShape &s) { s.channels = 2; });
  for (int axis : {0, 1}) {
    insertShape([&](PoolShape &s) { s.kernel[axis] = 2; });
    insertShape([&](PoolShape &s) { s.stride[axis] = 2; });
    insertShape([&](PoolShape &s) { s.dilation[axis] = 2; });
  }
  insertShape([](PoolShape &s) { s.top = 1; });
  insertShape([](PoolShape &s) { s.bottom = 1; });
  insertShape([](PoolShape &s) { s.left = 1; });
  insertShape([](PoolShape &s) { s.right = 1; });
  FeatureLayout border = FeatureLayout::border();
  insert(MaxPoolSpec{shape, makeRelu(), {}, {}}.getKey());
  insert(MaxPoolSpec{shape, {}, border, {}}.getKey());
  insert(MaxPoolSpec{shape, {}, {}, border}.getKey());
  insert(MaxPoolGradientSpec{shape, {}, {}, {}, {}}.getKey());
  insert(MaxPoolGradientSpec{shape, halfGradient(), {}, {}, {}}.getKey());
  insert(MaxPoolGradientSpec{shape, {}, {}, border, {}}.getKey());
  insert(AvgPoolSpec{shape, false, {}, {}, {}}.getKey());
  insert(AvgPoolSpec{shape, true, {}, {}, {}}.getKey());
  insert(AvgPoolSpec{shape, false, makeRelu(), {}, {}}.getKey());
  insert(AvgPoolGradientSpec{shape, false, {}, {}, {}, {}}.getKey());
  insert(AvgPoolGradientSpec{shape, true, {}, {}, {}, {}}.getKey());
  insert(
      AvgPoolGradientSpec{shape, false, halfGradient(), {}, {}, {}}.getKey());
  insert(AvgPoolGradientSpec{shape, false, halfGradient(), {}, border, {}}
             .getKey());
  EXPECT_EQ(keys.size(), count);
}

} // namespace
