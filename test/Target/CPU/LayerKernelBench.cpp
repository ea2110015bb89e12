//===- LayerKernelBench.cpp - Layer kernels beside memcpy -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Kernels that do little arithmetic should run as fast as memory does: prints
// the bytes that each reads and writes per second, and the same of a memcpy
// between the same buffers, measured in turn. One thread.
//
//===----------------------------------------------------------------------===//

#include "KernelJIT.h"
#include "TestBodies.h"
#include "lrcnn/Target/CPU/FoldKernels.h"
#include "lrcnn/Target/CPU/LayerNormKernels.h"
#include "lrcnn/Target/CPU/PointwiseKernels.h"
#include "lrcnn/Target/CPU/PoolKernels.h"
#include "lrcnn/Target/CPU/ResamplingKernels.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <vector>

using namespace lrcnn::cpu;
using namespace lrcnn::cpu::testing;

namespace {

struct Bench {
  std::string name;
  KernelFunction kernel;
  std::vector<char> record;
  /// What the kernel reads and writes.
  double bytes;
};

/// Floats at the start of a cache line, as slabs are.
class Buffer {
public:
  explicit Buffer(int64_t count)
      : storage(count + 16), base(storage.data() + 16 - misaligned()) {}
  float *data() { return base; }

private:
  int64_t misaligned() const {
    return reinterpret_cast<uintptr_t>(storage.data()) / sizeof(float) % 16;
  }

  std::vector<float> storage;
  float *base;
};

double secondsOf(llvm::function_ref<void()> work) {
  auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
      .count();
}

/// A dense slab of the whole tensor.
Operand slab(Buffer &data, int64_t height, int64_t width, int64_t channels) {
  return {data.data(), height * width * channels, width * channels, channels,
          1};
}

std::vector<char> makeRecord(int64_t rows, int64_t limit,
                             const std::vector<Operand> &operands) {
  Call call = {1, 0, rows, 0, limit, rows, 0, 0};
  std::vector<char> record(sizeof(Call) + operands.size() * sizeof(Operand));
  std::memcpy(record.data(), &call, sizeof(Call));
  std::memcpy(record.data() + sizeof(Call), operands.data(),
              operands.size() * sizeof(Operand));
  return record;
}

void run(int64_t size, int64_t channels, const VectorTarget &target) {
  int64_t half = size / 2, pixels = size * size, count = pixels * channels;
  Buffer x(count), dx(count), y(count / 4), dy(count);
  for (int64_t i = 0; i < count; ++i)
    x.data()[i] = static_cast<float>((i * 2654435761u >> 7) % 1001) - 500;
  std::fill_n(dy.data(), count, 1.0f);

  PoolShape two, three;
  two.height = two.width = size;
  two.channels = channels;
  two.kernel = two.stride = {2, 2};
  three = two;
  three.kernel = {3, 3};
  three.top = three.left = 1;
  PointwiseSpec relu;
  relu.width = size;
  relu.channels = channels;
  relu.inputs = {FeatureLayout(), FeatureLayout()};
  relu.body = makeReluGradient();
  relu.gradient = true;
  ResamplingSpec nearest;
  nearest.channels = channels;
  nearest.rows =
      nearest.columns = {lrcnn::plan::Sampling::nearest, half, size, 0};
  ResamplingSpec bilinear = nearest;
  bilinear.rows.sampling = bilinear.columns.sampling =
      lrcnn::plan::Sampling::linear;
  auto gradientOf = [](const ResamplingSpec &spec) {
    ResamplingGradientSpec gradient;
    gradient.channels = spec.channels;
    gradient.rows = spec.rows;
    gradient.columns = spec.columns;
    return gradient;
  };
  FoldSpec sum;
  sum.width = size;
  sum.channels = channels;
  sum.inputs = {FeatureLayout()};
  sum.overImages = true;
  sum.key = "sum";
  sum.body = [](mlir::OpBuilder &, mlir::Location,
                llvm::ArrayRef<mlir::Value> elements) {
    return llvm::SmallVector<mlir::Value>(elements);
  };
  LayerNormSpec layerNorm;
  layerNorm.width = size;
  layerNorm.channels = channels;
  layerNorm.eps = 1e-5;
  PointwiseSpec copy;
  copy.width = size;
  copy.channels = channels;
  copy.inputs = {FeatureLayout()};
  copy.body = PointwiseBody::copy();

  KernelJIT jit(target);
  mlir::ModuleOp module = jit.getModule();
  emitMaxPool(module, "max2", {two, {}, {}, {}}, target);
  emitMaxPoolGradient(module, "max2_grad", {two, {}, {}, {}, {}}, target);
  emitMaxPoolGradient(module, "max2_grad_mask",
                      {two, makeReluGradient(), {}, {}, {}}, target);
  emitMaxPool(module, "max3", {three, {}, {}, {}}, target);
  emitMaxPoolGradient(module, "max3_grad", {three, {}, {}, {}, {}}, target);
  emitAvgPool(module, "avg2", {two, false, {}, {}, {}}, target);
  emitAvgPoolGradient(module, "avg2_grad", {two, false, {}, {}, {}, {}},
                      target);
  emitPointwise(module, "relu_grad", relu, target);
  emitResampling(module, "nearest2", nearest, target);
  emitResamplingGradient(module, "nearest2_grad", gradientOf(nearest), target);
  emitResampling(module, "bilinear2", bilinear, target);
  emitResamplingGradient(module, "bilinear2_grad", gradientOf(bilinear),
                         target);
  emitFold(module, "channel_sum", sum, target);
  emitLayerNorm(module, "layer_norm", layerNorm, target);
  emitLayerNormGradient(module, "layer_norm_grad", layerNorm, target);
  emitLayerNormScaleGradient(module, "layer_norm_dscale", layerNorm, target);
  emitPointwise(module, "copy", copy, target);
  if (!jit.compile())
    return;

  Operand whole = slab(x, size, size, channels);
  Operand wholeGradient = slab(dx, size, size, channels);
  Operand pooled = slab(y, half, half, channels);
  Operand incoming = slab(dy, size, size, channels);
  auto forward = makeRecord(half, half, {whole, pooled});
  auto maxGradient = makeRecord(size, half, {whole, pooled, wholeGradient});
  auto up = makeRecord(size, size, {pooled, wholeGradient});
  auto down = makeRecord(half, size, {incoming, pooled});
  Operand vector = slab(y, 1, 1, channels);
  double full = 4.0 * count, part = full / 4;
  std::vector<Bench> benches = {
      {"max2", nullptr, forward, full + part},
      {"max2_grad", nullptr, maxGradient, 2 * full + part},
      {"max2_grad_mask", nullptr, maxGradient, 2 * full + part},
      {"max3", nullptr, forward, full + part},
      {"max3_grad", nullptr, maxGradient, 2 * full + part},
      {"avg2", nullptr, forward, full + part},
      {"avg2_grad", nullptr, makeRecord(size, half, {pooled, wholeGradient}),
       full + part},
      {"relu_grad", nullptr,
       makeRecord(size, size, {whole, incoming, wholeGradient}), 3 * full},
      {"nearest2", nullptr, up, full + part},
      {"nearest2_grad", nullptr, down, full + part},
      {"bilinear2", nullptr, up, full + part},
      {"bilinear2_grad", nullptr, down, full + part},
      {"channel_sum", nullptr, makeRecord(size, size, {whole, vector}), full},
      {"layer_norm", nullptr, makeRecord(size, size, {whole, wholeGradient}),
       2 * full},
      {"layer_norm_grad", nullptr,
       makeRecord(size, size, {whole, incoming, wholeGradient}), 3 * full},
      {"layer_norm_dscale", nullptr,
       makeRecord(size, size, {whole, incoming, vector}), 2 * full},
      {"copy", nullptr, makeRecord(size, size, {whole, wholeGradient}),
       2 * full},
  };
  int64_t calls = std::max<int64_t>(1, (1 << 24) / count);
  for (Bench &bench : benches) {
    bench.kernel = jit.lookup(bench.name);
    double kernelBest = 1e30, copyBest = 1e30;
    for (int repetition = 0; repetition < 7; ++repetition) {
      double kernelTime = secondsOf([&] {
        for (int64_t i = 0; i < calls; ++i)
          bench.kernel(reinterpret_cast<const Call *>(bench.record.data()), 0,
                       1);
      });
      double copyTime = secondsOf([&] {
        for (int64_t i = 0; i < calls; ++i)
          std::memcpy(dx.data(), x.data(), count * sizeof(float));
      });
      kernelBest = std::min(kernelBest, kernelTime / calls);
      copyBest = std::min(copyBest, copyTime / calls);
    }
    double kernelSpeed = bench.bytes / kernelBest * 1e-9;
    double copySpeed = 2 * full / copyBest * 1e-9;
    std::printf("%4ld^2 x %-4ld %-17s %8.3f ms %7.1f GB/s, memcpy %7.1f GB/s, "
                "ratio %.2f\n",
                static_cast<long>(size), static_cast<long>(channels),
                bench.name.c_str(), kernelBest * 1e3, kernelSpeed, copySpeed,
                kernelSpeed / copySpeed);
  }
}

} // namespace

int main() {
  for (const VectorTarget &target :
       {VectorTarget::avx512(), VectorTarget::avx2()}) {
    if (!KernelJIT::canRun(target))
      continue;
    std::printf("%ld-bit vectors\n", static_cast<long>(target.vectorBits));
    run(1024, 64, target);
    run(56, 64, target);
  }
  return 0;
}
