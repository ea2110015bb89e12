//===- ConvDeviceTest.cpp - Runs convolutions and data gradients ----------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A forward kernel is compared with the convolution, a kernel with a mask or in
// phases with the data gradient by its definition. Every case runs on all
// multiprocessors and on two, which has to give the same bits.
//
//===----------------------------------------------------------------------===//

#include "DeviceTest.h"

#include <fstream>
#include <memory>
#include <numeric>
#include <random>

using namespace lrcnn::cuda;
using namespace lrcnn::cuda::testing;

namespace {

/// One call on the host: `shape` is that of the kernel.
struct Problem {
  Problem(const ConvSpec &spec, const ConvShape &shape, unsigned seed);

  const ConvSpec &spec;
  ConvShape shape;
  HostTensor x, filter, mask;
  std::vector<float> bias;

  int64_t outElements() const { return shape.outPixels() * spec.filters; }
  /// What y has to be at a pixel, for all filters.
  std::vector<double> compute(int64_t pixel) const;

private:
  void addForward(int64_t image, int64_t row, int64_t column,
                  std::vector<double> &sums) const;
  void addDataGradient(int64_t image, int64_t row, int64_t column,
                       std::vector<double> &sums) const;
};

/// A launch of one kernel on one problem, its tensors on the device.
class Call {
public:
  Call(Driver &driver, void *function, const Kernel &kernel,
       const Problem &problem, int64_t multiprocessors);
  void run() { launch.run(); }
  HostTensor read();

private:
  const Problem &problem;
  DeviceTensor x, filter, mask, bias, y;
  Launch launch;
};

} // namespace

//===----------------------------------------------------------------------===//
// The reference
//===----------------------------------------------------------------------===//

Problem::Problem(const ConvSpec &spec, const ConvShape &shape, unsigned seed)
    : spec(spec), shape(shape),
      x(spec.type,
        shape.images * shape.inRows * shape.inColumns * spec.channels),
      filter(spec.type, spec.filters * spec.taps() * spec.channels),
      mask(spec.type, spec.mask ? outElements() : 0), bias(spec.filters) {
  Random random(seed);
  random.fill(x, 1);
  random.fill(filter, 1 / std::sqrt(float(spec.channels * spec.taps())));
  random.fill(mask, 1);
  for (float &value : bias)
    value = random.draw();
}

void Problem::addForward(int64_t image, int64_t row, int64_t column,
                         std::vector<double> &sums) const {
  for (int64_t kr = 0; kr < spec.kernel[0]; ++kr)
    for (int64_t kc = 0; kc < spec.kernel[1]; ++kc) {
      int64_t r = row * spec.stride[0] + kr - shape.padTop;
      int64_t c = column * spec.stride[1] + kc - shape.padLeft;
      if (r < 0 || r >= shape.inRows || c < 0 || c >= shape.inColumns)
        continue;
      int64_t at =
          ((image * shape.inRows + r) * shape.inColumns + c) * spec.channels;
      int64_t tap = kr * spec.kernel[1] + kc;
      for (int64_t f = 0; f < spec.filters; ++f) {
        int64_t weights = (f * spec.taps() + tap) * spec.channels;
        for (int64_t i = 0; i < spec.channels; ++i)
          sums[f] += x.get(at + i) * filter.get(weights + i);
      }
    }
}

/// By the definition: y(p) = sum of x(p + k - pad) w(k), so that dx(q) is the
/// sum of dy(q - k + pad) w(k); with a stride, p and k of which stride * p is
/// q - k + pad. The kernel has dy for its x, a filter turned about both axes
/// and kernel - 1 - pad for its padding.
void Problem::addDataGradient(int64_t image, int64_t row, int64_t column,
                              std::vector<double> &sums) const {
  int64_t padTop = spec.kernel[0] - 1 - shape.padTop;
  int64_t padLeft = spec.kernel[1] - 1 - shape.padLeft;
  for (int64_t kr = 0; kr < spec.kernel[0]; ++kr)
    for (int64_t kc = 0; kc < spec.kernel[1]; ++kc) {
      int64_t r = row - kr + padTop, c = column - kc + padLeft;
      if (r % spec.spread[0] != 0 || c % spec.spread[1] != 0)
        continue;
      r /= spec.spread[0];
      c /= spec.spread[1];
      if (r < 0 || r >= shape.inRows || c < 0 || c >= shape.inColumns)
        continue;
      int64_t at =
          ((image * shape.inRows + r) * shape.inColumns + c) * spec.channels;
      int64_t turned = (spec.kernel[0] - 1 - kr) * spec.kernel[1] +
                       (spec.kernel[1] - 1 - kc);
      for (int64_t f = 0; f < spec.filters; ++f) {
        int64_t weights = (f * spec.taps() + turned) * spec.channels;
        for (int64_t i = 0; i < spec.channels; ++i)
          sums[f] += x.get(at + i) * filter.get(weights + i);
      }
    }
}

std::vector<double> Problem::compute(int64_t pixel) const {
  int64_t column = pixel % shape.outColumns;
  int64_t row = pixel / shape.outColumns % shape.outRows;
  int64_t image = pixel / shape.outColumns / shape.outRows;
  std::vector<double> sums(spec.filters);
  if (spec.mask || spec.phases() != 1)
    addDataGradient(image, row, column, sums);
  else
    addForward(image, row, column, sums);
  for (int64_t f = 0; f < spec.filters; ++f) {
    if (spec.bias)
      sums[f] += bias[f];
    if (spec.relu)
      sums[f] = std::max(sums[f], 0.0);
    if (spec.mask && !(mask.get(pixel * spec.filters + f) > 0))
      sums[f] = 0;
  }
  return sums;
}

/// The relative error of the given pixels; NaN where one was not written.
static double compare(const Problem &problem, const HostTensor &y,
                      const std::vector<int64_t> &pixels) {
  std::vector<double> errors(pixels.size()), norms(pixels.size());
  forAll(pixels.size(), [&](int64_t i) {
    std::vector<double> expected = problem.compute(pixels[i]);
    for (size_t f = 0; f < expected.size(); ++f) {
      double got = y.get(pixels[i] * expected.size() + f);
      errors[i] += (got - expected[f]) * (got - expected[f]);
      norms[i] += expected[f] * expected[f];
    }
  });
  double error = std::accumulate(errors.begin(), errors.end(), 0.0);
  double norm = std::accumulate(norms.begin(), norms.end(), 0.0);
  return std::sqrt(error / norm);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

Call::Call(Driver &driver, void *function, const Kernel &kernel,
           const Problem &problem, int64_t multiprocessors)
    : problem(problem), x(driver, problem.x.raw()),
      filter(driver, problem.filter.raw()), mask(driver, problem.mask.raw()),
      bias(driver, toBytes(problem.bias)),
      // All bits set are NaN in every type.
      y(driver, std::vector<unsigned char>(
                    problem.outElements() * getBytes(kernel.spec.type), 0xff)),
      launch(
          driver, function,
          planLaunch(kernel.spec, kernel.tile, problem.shape, multiprocessors),
          {{MapTensor::input, x.get()},
           {MapTensor::filter, filter.get()},
           {MapTensor::mask, mask.get()},
           {MapTensor::output, y.get()}},
          kernel.spec.bias ? std::vector{bias.get()}
                           : std::vector<DevicePointer>()) {}

HostTensor Call::read() {
  HostTensor result(problem.spec.type, problem.outElements());
  result.raw() = y.read();
  return result;
}

/// How far a result may be from float64, relative to its norm.
static double getTolerance(MultiplyType type) {
  return type == MultiplyType::bf16 ? 3e-3 : 5e-4;
}

/// The largest error over all shapes.
static double checkShapes(Driver &driver, void *function,
                          const Kernel &kernel) {
  double worst = 0;
  unsigned seed = 1;
  for (const ConvShape &shape : makeShapes(kernel.spec)) {
    if (auto reason = findUnsupported(kernel.spec, shape))
      Driver::fail(*reason);
    Problem problem(kernel.spec, shape, seed++);
    Call wide(driver, function, kernel, problem, driver.getMultiprocessors());
    Call narrow(driver, function, kernel, problem, 2);
    wide.run();
    narrow.run();
    driver.synchronize();
    HostTensor y = wide.read();
    if (y.raw() != narrow.read().raw())
      Driver::fail(kernel.spec.str() + ": two launches differ");
    std::vector<int64_t> pixels(shape.outPixels());
    std::iota(pixels.begin(), pixels.end(), 0);
    double error = compare(problem, y, pixels);
    if (!(error <= worst))
      worst = error;
  }
  return worst;
}

/// The median time of a call over three sets of tensors, and the error at
/// random pixels.
static void timeKernel(Driver &driver, void *function, const Kernel &kernel) {
  ConvShape shape = makeLargeShape(kernel.spec);
  Problem problem(kernel.spec, shape, 1);
  std::vector<std::unique_ptr<Call>> calls;
  for (int i = 0; i < 3; ++i)
    calls.push_back(std::make_unique<Call>(driver, function, kernel, problem,
                                           driver.getMultiprocessors()));
  std::vector<std::function<void()>> runs;
  for (auto &call : calls)
    runs.push_back([&call] { call->run(); });
  float time = measure(driver, runs);
  std::vector<int64_t> pixels;
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i)
    pixels.push_back(random() % shape.outPixels());
  double error = compare(problem, calls[0]->read(), pixels);
  printTime(kernel.spec, shape, time, error);
  if (!(error <= getTolerance(kernel.spec.type)))
    Driver::fail("expected the large shape to be right");
}

Count lrcnn::cuda::testing::testConvolutions(const Run &run) {
  std::ifstream list(run.folder + "/kernels.txt");
  Count count;
  for (Kernel kernel; list >> kernel;) {
    std::string name = kernel.spec.str();
    if (!run.takes(name))
      continue;
    void *function = run.load(name, layOutSharedMemory(kernel.tile).total);
    double error = checkShapes(run.driver, function, kernel);
    bool right = error <= getTolerance(kernel.spec.type);
    count.add(name, error, right);
    if (run.withTimes && right)
      timeKernel(run.driver, function, kernel);
    std::printf("\n");
    std::fflush(stdout);
  }
  return count;
}
