//===- KernelBench.cpp - Times convolution kernels ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads layers from standard input, one per line:
//
//   pass images channels filters height width kernel stride pad threads bits
//
// where pass is forward, data or weight and bits are those of a vector (256 for
// AVX2, 0 for what the machine has), and answers each with the seconds that
// one run takes, packing or unpacking a filter in PyTorch's order included, and
// with the seconds of the two kernels alone. A
// layer of at most 4 channels reads NCHW, as a first layer does. See
// test/benchmark/conv_kernels.py, which sets PyTorch beside it.
//
//===----------------------------------------------------------------------===//

#include "KernelJIT.h"
#include "lrcnn/Target/CPU/ConvKernels.h"

#include <atomic>
#include <ctime>
#include <iostream>
#include <random>
#include <sstream>
#include <thread>

using namespace lrcnn::cpu;
using namespace lrcnn::cpu::testing;

namespace {

struct Request {
  std::string pass;
  int64_t images, channels, filters, height, width, kernel, stride, pad,
      threads, vectorBits;
};

std::istream &operator>>(std::istream &is, Request &r) {
  return is >> r.pass >> r.images >> r.channels >> r.filters >> r.height >>
         r.width >> r.kernel >> r.stride >> r.pad >> r.threads >> r.vectorBits;
}

ConvSpec makeSpec(const Request &request) {
  ConvSpec spec;
  spec.inChannels = request.channels;
  spec.outChannels = request.filters;
  spec.inHeight = request.height;
  spec.inWidth = request.width;
  auto outSize = [&](int64_t size) {
    return (size + 2 * request.pad - request.kernel) / request.stride + 1;
  };
  spec.outHeight = outSize(request.height);
  spec.outWidth = outSize(request.width);
  spec.kernel = {request.kernel, request.kernel};
  spec.stride = {request.stride, request.stride};
  spec.padTop = spec.padLeft = request.pad;
  spec.stridedInput = request.channels <= 4;
  return spec;
}

/// Aligned storage of random numbers.
class Buffer {
public:
  explicit Buffer(int64_t count)
      : data(static_cast<float *>(std::aligned_alloc(64, bytes(count)))) {
    std::mt19937 engine(1);
    std::uniform_real_distribution<float> uniform(-1, 1);
    for (int64_t k = 0; k < count; ++k)
      data.get()[k] = uniform(engine);
  }
  float *get() const { return data.get(); }

private:
  static size_t bytes(int64_t count) { return (count * 4 + 63) / 64 * 64; }
  struct Free {
    void operator()(float *pointer) const { std::free(pointer); }
  };
  std::unique_ptr<float, Free> data;
};

Operand nhwc(float *data, int64_t height, int64_t width, int64_t channels) {
  return {data, height * width * channels, width * channels, channels, 1};
}
Operand nchw(float *data, int64_t height, int64_t width, int64_t channels) {
  return {data, channels * height * width, width, 1, height * width};
}

/// Kernels one after another, each by all threads.
struct Step {
  KernelFunction kernel;
  const Call *call;
};

/// Wall time; of one thread alone the processor's, which other processes
/// disturb less.
double now(int64_t threads) {
  timespec time;
  clock_gettime(threads == 1 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC,
                &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * time.tv_nsec;
}

double secondsPerRun(llvm::ArrayRef<Step> steps, int64_t threads) {
  std::atomic<int64_t> started = 0, finished = 0;
  std::atomic<bool> stop = false;
  auto worker = [&](int64_t task) {
    for (int64_t seen = 0; !stop;) {
      if (started <= seen)
        continue;
      const Step &step = steps[seen++ % steps.size()];
      step.kernel(step.call, task, threads);
      ++finished;
    }
  };
  std::vector<std::thread> workers;
  for (int64_t task = 1; task < threads; ++task)
    workers.emplace_back(worker, task);
  auto run = [&] {
    for (const Step &step : steps) {
      ++started;
      step.kernel(step.call, 0, threads);
      while (finished < started * (threads - 1)) {
      }
    }
  };

  run();
  std::vector<double> times;
  double begin = now(threads);
  while (times.size() < 5 || now(threads) - begin < 0.15) {
    double before = now(threads);
    run();
    times.push_back(now(threads) - before);
  }
  stop = true;
  for (std::thread &thread : workers)
    thread.join();
  // The lower quartile: other processes only ever add.
  auto quartile = times.begin() + times.size() / 4;
  std::nth_element(times.begin(), quartile, times.end());
  return *quartile;
}

/// The seconds of both steps, of the first, of the second.
using Seconds = std::array<double, 3>;

Seconds measure(const Request &request) {
  ConvSpec spec = makeSpec(request);
  KernelJIT jit(request.vectorBits == 256 ? VectorTarget::avx2()
                                          : VectorTarget::host());
  const VectorTarget &target = jit.getTarget();
  auto emit = [&](KernelKind kind) {
    jit.emit(kind, kind.getName(), spec);
    return kind.getName();
  };

  Buffer x(request.images * spec.inHeight * spec.inWidth * spec.inChannels);
  Buffer y(request.images * spec.outHeight * spec.outWidth * spec.outChannels);
  Buffer w(spec.outChannels * spec.inChannels * spec.taps());
  Operand in =
      spec.stridedInput
          ? nchw(x.get(), spec.inHeight, spec.inWidth, spec.inChannels)
          : nhwc(x.get(), spec.inHeight, spec.inWidth, spec.inChannels);
  Operand out = nhwc(y.get(), spec.outHeight, spec.outWidth, spec.outChannels);
  Operand filter = {w.get(), spec.inChannels * spec.taps(), spec.kernel[1], 1,
                    spec.taps()};
  CallWith<4> main = {}, packing = {};
  main.images = request.images;
  main.limitEnd = spec.outHeight;
  main.addFrom = spec.inHeight;

  std::string first, second;
  int64_t packedBytes;
  if (request.pass == "forward") {
    first = emit(ConvSpec::packForward);
    second = emit(ConvSpec::forward);
    packedBytes = packedFilterBytes(spec, ConvPass::Forward, target);
    main.rowEnd = spec.outHeight;
  } else if (request.pass == "data") {
    first = emit(ConvSpec::packDataGradient);
    second = emit(ConvSpec::dataGradient);
    packedBytes = packedFilterBytes(spec, ConvPass::DataGradient, target);
    main.rowEnd = spec.inHeight;
  } else {
    first = emit(ConvSpec::weightGradient);
    second = emit(ConvSpec::unpackWeightGradient);
    packedBytes = accumulatorBytes(spec, target);
  }
  Buffer packed(packedBytes / 4);
  Operand packedOperand = {packed.get(), 0, 0, 0, 1};
  if (!jit.compile())
    return {};
  KernelFunction functions[] = {jit.lookup(first), jit.lookup(second)};
  const Call *calls[] = {&packing, &main};
  auto setOperands = [](CallWith<4> &call, std::vector<Operand> operands) {
    std::copy(operands.begin(), operands.end(), call.operands);
  };
  if (request.pass == "weight") {
    std::swap(calls[0], calls[1]);
    setOperands(main, {in, out, packedOperand});
    setOperands(packing, {packedOperand, filter});
  } else {
    bool forward = request.pass == "forward";
    setOperands(packing, {filter, packedOperand});
    setOperands(main, {forward ? in : out, packedOperand, packedOperand,
                       forward ? out : in});
  }
  Step steps[] = {{functions[0], calls[0]}, {functions[1], calls[1]}};
  return {secondsPerRun(steps, request.threads),
          secondsPerRun(steps[0], request.threads),
          secondsPerRun(steps[1], request.threads)};
}

} // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    Request request;
    if (!(std::istringstream(line) >> request)) {
      std::cerr << "expected a layer, got '" << line << "'\n";
      return 1;
    }
    auto [both, first, second] = measure(request);
    std::cout << both << ' ' << first << ' ' << second << std::endl;
  }
}
