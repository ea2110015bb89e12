//===- ConvKernelsTest.cpp - Convolution kernels against float64 ----------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every kernel of random convolutions, compiled and run on windows of tensors
// that hold just the rows that the kernel may touch, between guard pages and
// NaN. What is checked: the relative error against float64, that nothing else
// is written, that shares and cuts of the rows do not change a bit.
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/CPU/ConvKernels.h"
#include "ConvReference.h"
#include "KernelTest.h"

using namespace lrcnn::cpu;
using namespace lrcnn::cpu::testing;
using reference::Tensor;

namespace {

constexpr KernelKind allKernels[] = {
    ConvSpec::forward,          ConvSpec::dataGradient,
    ConvSpec::weightGradient,   ConvSpec::packForward,
    ConvSpec::packDataGradient, ConvSpec::unpackWeightGradient};

//===----------------------------------------------------------------------===//
// Cases
//===----------------------------------------------------------------------===//

ConvSpec randomSpec(Random &random, ElementType type) {
  ConvSpec spec;
  spec.type = type;
  switch (random.in(0, 5)) {
  case 0:
    spec.groups = spec.inChannels = spec.outChannels = randomChannels(random);
    break;
  case 1:
    spec.groups = random.in(2, 3);
    spec.inChannels = spec.groups * random.in(1, 20);
    spec.outChannels = spec.groups * random.in(1, 40);
    break;
  default:
    spec.inChannels = randomChannels(random);
    spec.outChannels = random.in(0, 3) ? randomChannels(random) : 80;
  }
  int64_t sizes[2], outputs[2], pads[2];
  bool pointwise = random.in(0, 5) == 0;
  for (int axis = 0; axis < 2; ++axis) {
    int64_t kernel = pointwise ? 1 : random.in(1, 7),
            dilation = random.in(1, 3);
    int64_t stride = random.in(1, 3), extent = (kernel - 1) * dilation + 1;
    int64_t size = random.in(1, axis ? 40 : 12);
    int64_t before = random.in(0, extent + 1), after = random.in(0, extent + 1);
    // A window has to fit once.
    while (size + before + after < extent)
      ++size;
    spec.kernel[axis] = kernel;
    spec.dilation[axis] = dilation;
    spec.stride[axis] = stride;
    sizes[axis] = size;
    pads[axis] = before;
    outputs[axis] = (size + before + after - extent) / stride + 1;
  }
  std::tie(spec.inHeight, spec.inWidth) = std::tie(sizes[0], sizes[1]);
  std::tie(spec.outHeight, spec.outWidth) = std::tie(outputs[0], outputs[1]);
  std::tie(spec.padTop, spec.padLeft) = std::tie(pads[0], pads[1]);
  spec.transposed = random.in(0, 3) == 0;
  spec.bias = random.coin();
  if (random.coin())
    spec.epilogue = makeRelu();
  spec.stridedInput = random.in(0, 3) == 0;
  spec.stridedOutput = random.in(0, 3) == 0;
  return spec;
}

/// A square convolution that keeps the size.
ConvSpec namedSpec(ElementType type, int64_t in, int64_t out, int64_t size,
                   int64_t kernel) {
  ConvSpec spec;
  spec.type = type;
  spec.inChannels = in;
  spec.outChannels = out;
  spec.inHeight = spec.inWidth = spec.outHeight = spec.outWidth = size;
  spec.kernel = {kernel, kernel};
  spec.padTop = spec.padLeft = kernel / 2;
  return spec;
}

/// Sums that are made in parts, filters that do not fit the cache, squares
/// that are not whole, and a first layer.
std::vector<ConvSpec> namedSpecs(ElementType type) {
  std::vector<ConvSpec> specs = {
      namedSpec(type, 100, 130, 7, 3), namedSpec(type, 800, 24, 5, 1),
      namedSpec(type, 1600, 40, 3, 1), namedSpec(type, 128, 64, 9, 3),
      namedSpec(type, 64, 256, 7, 1),  namedSpec(type, 3, 64, 19, 7)};
  specs.back().stride = {2, 2};
  specs.back().outHeight = specs.back().outWidth = 10;
  specs.back().stridedInput = true;
  return specs;
}

Tensor randomReals(Random &random, ElementType type, int64_t images,
                   int64_t height, int64_t width, int64_t channels) {
  Tensor tensor(images, height, width, channels);
  for (double &value : tensor.values) {
    value = static_cast<double>(random.in(-1000000, 1000000)) / 1000000;
    if (type == ElementType::f32)
      value = static_cast<float>(value);
  }
  return tensor;
}

/// The rows of x that rows [begin, end) of y read, inside the image.
std::pair<int64_t, int64_t> inputRows(const ConvSpec &spec, int64_t begin,
                                      int64_t end) {
  if (begin >= end)
    return {0, 0};
  int64_t extent = (spec.kernel[0] - 1) * spec.dilation[0] + 1;
  int64_t low = std::clamp<int64_t>(begin * spec.stride[0] - spec.padTop, 0,
                                    spec.inHeight);
  int64_t high = std::clamp<int64_t>(
      (end - 1) * spec.stride[0] - spec.padTop + extent, low, spec.inHeight);
  return {low, high};
}

/// The rows of y whose windows reach over rows [begin, end) of x.
std::pair<int64_t, int64_t> outputRows(const ConvSpec &spec, int64_t begin,
                                       int64_t end) {
  int64_t extent = (spec.kernel[0] - 1) * spec.dilation[0] + 1;
  int64_t low = spec.outHeight, high = 0;
  for (int64_t row = 0; row < spec.outHeight; ++row) {
    int64_t first = row * spec.stride[0] - spec.padTop;
    if (begin >= end || first >= end || first + extent <= begin)
      continue;
    low = std::min(low, row);
    high = row + 1;
  }
  return {std::min(low, high), high};
}

/// `tensor` with zeros outside of rows [begin, end).
Tensor limitRows(Tensor tensor, int64_t begin, int64_t end) {
  for (int64_t n = 0; n < tensor.images; ++n)
    for (int64_t y = 0; y < tensor.height; ++y)
      for (int64_t x = 0; x < tensor.width; ++x)
        for (int64_t c = 0; c < tensor.channels; ++c)
          if (y < begin || y >= end)
            tensor.at(n, y, x, c) = 0;
  return tensor;
}

/// A random nonempty range of [0, size).
std::pair<int64_t, int64_t> randomRange(Random &random, int64_t size) {
  int64_t begin = random.in(0, size - 1);
  return {begin, random.in(begin + 1, size)};
}

//===----------------------------------------------------------------------===//
// Runs
//===----------------------------------------------------------------------===//

/// How many tensors were compared, and how many of them should be zero: those
/// show little.
struct Compared {
  int64_t all = 0, zero = 0;
};

template <typename T>
class ConvRun {
public:
  ConvRun(KernelJIT &jit, std::string prefix, const ConvSpec &spec,
          Random &random, Compared &compared)
      : jit(jit), prefix(std::move(prefix)), spec(spec), random(random),
        compared(compared), images(random.in(1, 2)),
        filter(tensor(spec.outChannels, spec.kernel[0], spec.kernel[1],
                      spec.inChannels / spec.groups)),
        x(tensor(images, spec.inHeight, spec.inWidth, spec.inChannels)),
        dy(tensor(images, spec.outHeight, spec.outWidth, spec.outChannels)) {}

  void run() {
    if (spec.transposed) {
      checkTransposedForward();
      checkTransposedDataGradient();
      checkTransposedWeightGradient();
      return;
    }
    checkForward();
    checkDataGradient();
    checkWeightGradient();
  }

private:
  using Slab = GuardedSlab<T>;
  using SlabPtr = std::unique_ptr<Slab>;
  static constexpr double tolerance = sizeof(T) == 4 ? 2e-5 : 1e-12;

  Tensor tensor(int64_t images, int64_t height, int64_t width,
                int64_t channels) {
    return randomReals(random, spec.type, images, height, width, channels);
  }
  KernelFunction kernel(KernelKind kind) {
    return jit.lookup(prefix + kind.getName().str());
  }

  SlabPtr makeWindow(bool strided, std::pair<int64_t, int64_t> rows,
                     int64_t width, int64_t channels) {
    SlabShape shape{images, rows.first, rows.second, width, channels};
    if (strided && random.coin())
      shape.order = Order::ChannelsFirst;
    shape.dense = random.coin();
    return std::make_unique<Slab>(shape, random);
  }
  SlabPtr makeWindow(bool strided, std::pair<int64_t, int64_t> rows,
                     const Tensor &tensor) {
    SlabPtr window = makeWindow(strided, rows, tensor.width, tensor.channels);
    window->write(tensor, rows.first, rows.second);
    return window;
  }
  /// A filter, or its gradient, in some order.
  SlabPtr makeFilter() {
    SlabShape shape{filter.images, 0, filter.height, filter.width,
                    filter.channels};
    shape.order = random.coin() ? Order::ChannelsFirst : Order::Slab;
    shape.dense = random.in(0, 3) != 0;
    return std::make_unique<Slab>(shape, random);
  }
  SlabPtr makeVector(int64_t size) {
    SlabShape shape{1, 0, 1, 1, size};
    shape.order = random.coin() ? Order::ChannelsFirst : Order::Slab;
    return std::make_unique<Slab>(shape, random);
  }
  SlabPtr makeBuffer(int64_t bytes) {
    SlabShape shape{1, 0, 1, 1, bytes / int64_t(sizeof(T))};
    shape.dense = true;
    return std::make_unique<Slab>(shape, random);
  }

  /// The relative error of rows [begin, end) of `slab`; a result that should
  /// be zero has to be zero.
  void expectClose(Slab &slab, const Tensor &expected, int64_t begin,
                   int64_t end) {
    double difference = 0, norm = 0;
    for (int64_t n = 0; n < expected.images; ++n)
      for (int64_t row = begin; row < end; ++row)
        for (int64_t column = 0; column < expected.width; ++column)
          for (int64_t c = 0; c < expected.channels; ++c) {
            double want = expected.at(n, row, column, c);
            double error = slab.at(n, row, column, c) - want;
            difference += error * error;
            norm += want * want;
          }
    ++compared.all;
    compared.zero += norm == 0;
    // NaN has to fail.
    EXPECT_TRUE(std::sqrt(difference) <= tolerance * std::sqrt(norm))
        << "relative error " << std::sqrt(difference / norm);
  }

  SlabPtr makeParameter() {
    SlabPtr parameter = makeFilter();
    parameter->write(filter, 0, filter.height);
    return parameter;
  }

  SlabPtr pack(KernelKind kind, ConvPass pass, Slab &parameter) {
    SlabPtr packed = makeBuffer(packedFilterBytes(spec, pass, jit.getTarget()));
    runInShares(kernel(kind), Call{}, {parameter.operand(), packed->operand()},
                *packed, random);
    return packed;
  }

  /// Runs rows [begin, end) of a forward-like kernel whole, in shares, and cut
  /// in two; the bits have to be the same.
  void runRows(KernelFunction function, Call call,
               const std::vector<Operand> &operands, Slab &result) {
    std::vector<T> before = result.snapshot();
    runInShares(function, call, operands, result, random);
    std::vector<T> whole = result.snapshot();
    result.restore(before);
    Call upper = call, lower = call;
    upper.rowEnd = lower.rowBegin = random.in(call.rowBegin, call.rowEnd);
    runKernel(function, upper, operands, 1);
    runKernel(function, lower, operands, 1);
    EXPECT_TRUE(result.bitEqual(whole)) << "rows cut at " << upper.rowEnd;
    result.expectUntouchedOutside(before, call.rowBegin, call.rowEnd);
  }

  void checkForward() {
    SCOPED_TRACE("forward");
    SlabPtr parameter = makeParameter();
    SlabPtr packed = pack(ConvSpec::packForward, ConvPass::Forward, *parameter);
    Tensor biases = tensor(1, 1, 1, spec.outChannels);
    SlabPtr bias = makeVector(spec.outChannels);
    bias->write(biases, 0, 1);

    auto [begin, end] = randomRange(random, spec.outHeight);
    SlabPtr in = makeWindow(spec.stridedInput, inputRows(spec, begin, end), x);
    SlabPtr out = makeWindow(spec.stridedOutput, {0, spec.outHeight},
                             spec.outWidth, spec.outChannels);
    Call call = {};
    call.images = images;
    call.rowBegin = begin;
    call.rowEnd = end;
    runRows(kernel(ConvSpec::forward), call,
            {in->operand(), packed->operand(), bias->operand(), out->operand()},
            *out);
    expectClose(*out, reference::convForward(spec, x, filter, biases), begin,
                end);
  }

  void checkDataGradient() {
    SCOPED_TRACE("data gradient");
    SlabPtr parameter = makeParameter();
    SlabPtr packed =
        pack(ConvSpec::packDataGradient, ConvPass::DataGradient, *parameter);
    Tensor activation =
        tensor(images, spec.inHeight, spec.inWidth, spec.inChannels);
    Tensor before =
        tensor(images, spec.inHeight, spec.inWidth, spec.inChannels);

    auto [begin, end] = randomRange(random, spec.inHeight);
    auto [limitBegin, limitEnd] = randomRange(random, spec.outHeight);
    if (random.in(0, 7) == 0)
      limitEnd = limitBegin;
    int64_t addFrom = random.in(begin - 1, end + 1);
    SlabPtr gradient =
        makeWindow(spec.stridedOutput, {limitBegin, limitEnd}, dy);
    SlabPtr active = makeWindow(random.coin(), {begin, end}, activation);
    SlabPtr result = makeWindow(spec.stridedInput, {0, spec.inHeight},
                                spec.inWidth, spec.inChannels);
    result->write(before, std::max<int64_t>(addFrom, 0), spec.inHeight);

    Call call = {};
    call.images = images;
    call.rowBegin = begin;
    call.rowEnd = end;
    call.limitBegin = limitBegin;
    call.limitEnd = limitEnd;
    call.addFrom = addFrom;
    runRows(kernel(ConvSpec::dataGradient), call,
            {gradient->operand(), packed->operand(), active->operand(),
             result->operand()},
            *result);

    Tensor expected =
        reference::convDataGradient(spec, dy, filter, limitBegin, limitEnd);
    for (int64_t n = 0; n < images; ++n)
      for (int64_t row = begin; row < end; ++row)
        for (int64_t column = 0; column < spec.inWidth; ++column)
          for (int64_t c = 0; c < spec.inChannels; ++c) {
            double &value = expected.at(n, row, column, c);
            if (spec.epilogue)
              value = halve(activation.at(n, row, column, c), value);
            if (row >= addFrom)
              value += before.at(n, row, column, c);
          }
    expectClose(*result, expected, begin, end);
  }

  void checkWeightGradient() {
    SCOPED_TRACE("weight gradient");
    int64_t cut = random.in(0, spec.outHeight);
    int64_t last = random.in(cut, spec.outHeight);
    SlabPtr accumulator = makeBuffer(accumulatorBytes(spec, jit.getTarget()));
    for (auto [begin, end, flags] :
         {std::tuple(int64_t(0), cut, int64_t(0)),
          std::tuple(cut, last, int64_t(AddToResult))}) {
      SlabPtr in =
          makeWindow(spec.stridedInput, inputRows(spec, begin, end), x);
      SlabPtr gradient = makeWindow(spec.stridedOutput, {begin, end}, dy);
      Call call = {};
      call.images = images;
      call.limitBegin = begin;
      call.limitEnd = end;
      call.flags = flags;
      runInShares(kernel(ConvSpec::weightGradient), call,
                  {in->operand(), gradient->operand(), accumulator->operand()},
                  *accumulator, random);
    }
    Tensor expected = reference::convWeightGradient(spec, x, dy, 0, last);
    checkUnpacked(*accumulator, expected);
  }

  /// The transposed convolution takes dy to x.
  void checkTransposedForward() {
    SCOPED_TRACE("transposed forward");
    SlabPtr parameter = makeParameter();
    SlabPtr packed =
        pack(ConvSpec::packDataGradient, ConvPass::DataGradient, *parameter);
    Tensor biases = tensor(1, 1, 1, spec.inChannels);
    SlabPtr bias = makeVector(spec.inChannels);
    bias->write(biases, 0, 1);

    auto [begin, end] = randomRange(random, spec.inHeight);
    SlabPtr in =
        makeWindow(spec.stridedOutput, outputRows(spec, begin, end), dy);
    SlabPtr out = makeWindow(spec.stridedInput, {0, spec.inHeight},
                             spec.inWidth, spec.inChannels);
    Call call = {};
    call.images = images;
    call.rowBegin = begin;
    call.rowEnd = end;
    runRows(kernel(ConvSpec::dataGradient), call,
            {in->operand(), packed->operand(), bias->operand(), out->operand()},
            *out);
    Tensor expected =
        reference::convDataGradient(spec, dy, filter, 0, spec.outHeight);
    for (size_t k = 0; k < expected.values.size(); ++k) {
      double &value = expected.values[k];
      if (spec.bias)
        value += biases.values[k % spec.inChannels];
      if (spec.epilogue && value < 0)
        value = 0;
    }
    expectClose(*out, expected, begin, end);
  }

  void checkTransposedDataGradient() {
    SCOPED_TRACE("transposed data gradient");
    SlabPtr parameter = makeParameter();
    SlabPtr packed = pack(ConvSpec::packForward, ConvPass::Forward, *parameter);
    Tensor activation =
        tensor(images, spec.outHeight, spec.outWidth, spec.outChannels);
    Tensor before =
        tensor(images, spec.outHeight, spec.outWidth, spec.outChannels);

    auto [begin, end] = randomRange(random, spec.outHeight);
    auto [limitBegin, limitEnd] = randomRange(random, spec.inHeight);
    int64_t addFrom = random.in(begin - 1, end + 1);
    SlabPtr gradient = makeWindow(spec.stridedInput, {limitBegin, limitEnd}, x);
    SlabPtr active = makeWindow(random.coin(), {begin, end}, activation);
    SlabPtr result = makeWindow(spec.stridedOutput, {0, spec.outHeight},
                                spec.outWidth, spec.outChannels);
    result->write(before, std::max<int64_t>(addFrom, 0), spec.outHeight);

    Call call = {};
    call.images = images;
    call.rowBegin = begin;
    call.rowEnd = end;
    call.limitBegin = limitBegin;
    call.limitEnd = limitEnd;
    call.addFrom = addFrom;
    runRows(kernel(ConvSpec::forward), call,
            {gradient->operand(), packed->operand(), active->operand(),
             result->operand()},
            *result);

    ConvSpec plain = spec;
    plain.bias = false;
    plain.epilogue = PointwiseBody();
    Tensor expected = reference::convForward(
        plain, limitRows(x, limitBegin, limitEnd), filter, Tensor(0, 0, 0, 0));
    for (int64_t n = 0; n < images; ++n)
      for (int64_t row = begin; row < end; ++row)
        for (int64_t column = 0; column < spec.outWidth; ++column)
          for (int64_t c = 0; c < spec.outChannels; ++c) {
            double &value = expected.at(n, row, column, c);
            if (spec.epilogue)
              value = halve(activation.at(n, row, column, c), value);
            if (row >= addFrom)
              value += before.at(n, row, column, c);
          }
    expectClose(*result, expected, begin, end);
  }

  void checkTransposedWeightGradient() {
    SCOPED_TRACE("transposed weight gradient");
    int64_t cut = random.in(0, spec.inHeight);
    int64_t last = random.in(cut, spec.inHeight);
    SlabPtr accumulator = makeBuffer(accumulatorBytes(spec, jit.getTarget()));
    for (auto [begin, end, flags] :
         {std::tuple(int64_t(0), cut, int64_t(0)),
          std::tuple(cut, last, int64_t(AddToResult))}) {
      SlabPtr gradient = makeWindow(spec.stridedInput, {begin, end}, x);
      SlabPtr in =
          makeWindow(spec.stridedOutput, outputRows(spec, begin, end), dy);
      Call call = {};
      call.images = images;
      call.limitBegin = begin;
      call.limitEnd = end;
      call.flags = flags;
      runInShares(kernel(ConvSpec::weightGradient), call,
                  {gradient->operand(), in->operand(), accumulator->operand()},
                  *accumulator, random);
    }
    checkUnpacked(*accumulator,
                  reference::convWeightGradient(spec, limitRows(x, 0, last), dy,
                                                0, spec.outHeight));
  }

  /// Unpacks twice: once over NaN, once on top of that.
  void checkUnpacked(Slab &accumulator, Tensor expected) {
    SlabPtr gradient = makeFilter();
    KernelFunction unpack = kernel(ConvSpec::unpackWeightGradient);
    std::vector<Operand> operands = {accumulator.operand(),
                                     gradient->operand()};
    std::vector<T> before = gradient->snapshot();
    Call call = {};
    runInShares(unpack, call, operands, *gradient, random);
    expectClose(*gradient, expected, 0, expected.height);
    gradient->expectUntouchedOutside(before, 0, expected.height);

    call.flags = AddToResult;
    runInShares(unpack, call, operands, *gradient, random);
    for (double &value : expected.values)
      value *= 2;
    expectClose(*gradient, expected, 0, expected.height);
  }

  KernelJIT &jit;
  std::string prefix;
  ConvSpec spec;
  Random &random;
  Compared &compared;
  int64_t images;
  Tensor filter, x, dy;
};

class ConvKernelTest : public LayerKernelTest {
protected:
  /// Compiles and checks all kernels of `specs`.
  void check(const std::vector<ConvSpec> &specs, Random &random) {
    KernelJIT jit(target);
    for (auto [k, spec] : llvm::enumerate(specs))
      for (KernelKind kernel : allKernels) {
        ConvSpec own = spec;
        KernelKind gradient =
            spec.transposed ? ConvSpec::forward : ConvSpec::dataGradient;
        if (spec.epilogue && kernel == gradient)
          own.epilogue = halfGradient();
        jit.emit(kernel, "case" + std::to_string(k) + kernel.getName().str(),
                 own);
      }
    ASSERT_TRUE(jit.compile());
    for (auto [k, spec] : llvm::enumerate(specs)) {
      SCOPED_TRACE(spec.getKey());
      withElement([&](auto element) {
        ConvRun<decltype(element)>(jit, "case" + std::to_string(k), spec,
                                   random, compared)
            .run();
      });
      if (HasFailure())
        return;
    }
  }

  Compared compared;
};

TEST_P(ConvKernelTest, NamedShapes) {
  Random random(7);
  check(namedSpecs(type), random);
}

TEST_P(ConvKernelTest, RandomShapes) {
  Random random(11);
  const char *wanted = getenv("LRCNN_KERNEL_CASES");
  int64_t count = wanted ? atoll(wanted) : 40;
  for (int64_t done = 0; done < count && !HasFailure(); done += 10) {
    std::vector<ConvSpec> specs;
    for (int64_t k = 0; k < 10; ++k)
      specs.push_back(randomSpec(random, type));
    check(specs, random);
  }
  EXPECT_LT(5 * compared.zero, compared.all);
}

LRCNN_INSTANTIATE_KERNEL_TESTS(ConvKernelTest);

} // namespace
