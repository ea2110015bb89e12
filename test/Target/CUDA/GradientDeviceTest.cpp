//===- GradientDeviceTest.cpp - Runs weight gradients ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The weight gradient, added to what the tensor holds and overwriting it,
// against its definition in float64. Two runs have to give the same bits.
//
//===----------------------------------------------------------------------===//

#include "DeviceTest.h"

#include <fstream>
#include <memory>
#include <random>

using namespace lrcnn::cuda;
using namespace lrcnn::cuda::testing;

namespace {

/// One call on the host.
struct Problem {
  Problem(const ConvSpec &forward, const ConvShape &shape, unsigned seed);

  const ConvSpec &forward;
  ConvShape shape;
  HostTensor x, outputGradient;
  /// What the gradient is added to.
  std::vector<float> old;

  /// The gradient of the weights of a tap and channel, for all filters.
  std::vector<double> compute(int64_t tap, int64_t channel) const;
};

/// The launches of one weight gradient, its tensors on the device.
class Call {
public:
  Call(const Run &run, const GradientKernel &kernel, const Problem &problem,
       bool accumulate);
  void run() {
    products->run();
    sums->run();
  }
  void addParts() { sums->run(); }
  std::vector<float> read();

private:
  DeviceTensor x, outputGradient;
  std::unique_ptr<DeviceTensor> workspace, gradient;
  std::unique_ptr<Launch> products, sums;
};

} // namespace

Problem::Problem(const ConvSpec &forward, const ConvShape &shape, unsigned seed)
    : forward(forward), shape(shape),
      x(forward.type,
        shape.images * shape.inRows * shape.inColumns * forward.channels),
      outputGradient(forward.type, shape.outPixels() * forward.filters),
      old(forward.filters * forward.taps() * forward.channels) {
  Random random(seed);
  random.fill(x, 1);
  random.fill(outputGradient, 1 / std::sqrt(float(shape.outPixels())));
  for (float &value : old)
    value = random.draw();
}

std::vector<double> Problem::compute(int64_t tap, int64_t channel) const {
  int64_t tapRow = tap / forward.kernel[1], tapColumn = tap % forward.kernel[1];
  std::vector<double> sums(forward.filters);
  for (int64_t image = 0; image < shape.images; ++image)
    for (int64_t row = 0; row < shape.outRows; ++row)
      for (int64_t column = 0; column < shape.outColumns; ++column) {
        int64_t r = row * forward.stride[0] + tapRow - shape.padTop;
        int64_t c = column * forward.stride[1] + tapColumn - shape.padLeft;
        if (r < 0 || r >= shape.inRows || c < 0 || c >= shape.inColumns)
          continue;
        double value =
            x.get(((image * shape.inRows + r) * shape.inColumns + c) *
                      forward.channels +
                  channel);
        int64_t at =
            ((image * shape.outRows + row) * shape.outColumns + column) *
            forward.filters;
        for (int64_t f = 0; f < forward.filters; ++f)
          sums[f] += value * outputGradient.get(at + f);
      }
  return sums;
}

Call::Call(const Run &run, const GradientKernel &kernel, const Problem &problem,
           bool accumulate)
    : x(run.driver, problem.x.raw()),
      outputGradient(run.driver, problem.outputGradient.raw()) {
  GradientLaunch launch =
      planGradient(kernel.forward, kernel.tile, problem.shape, accumulate);
  // All bits set are NaN.
  std::vector<unsigned char> poison(problem.old.size() * sizeof(float), 0xff);
  gradient = std::make_unique<DeviceTensor>(
      run.driver, accumulate ? toBytes(problem.old) : poison);
  workspace = std::make_unique<DeviceTensor>(
      run.driver, std::vector<unsigned char>(launch.workspaceBytes, 0xff));
  products = std::make_unique<Launch>(
      run.driver, run.load(kernel.name(), launch.products.sharedBytes),
      launch.products,
      std::map<MapTensor, DevicePointer>{
          {MapTensor::input, x.get()},
          {MapTensor::outputGradient, outputGradient.get()}},
      std::vector{workspace->get()});
  sums = std::make_unique<Launch>(
      run.driver, run.load(sumName, launch.sums.sharedBytes), launch.sums,
      std::map<MapTensor, DevicePointer>(),
      std::vector{workspace->get(), gradient->get()});
}

std::vector<float> Call::read() {
  workspace->checkGuards();
  std::vector<unsigned char> bytes = gradient->read();
  std::vector<float> result(bytes.size() / sizeof(float));
  std::memcpy(result.data(), bytes.data(), bytes.size());
  return result;
}

/// The relative error of the given pairs of tap and channel, without what was
/// there before; NaN where an element was not written.
static double compare(const Problem &problem, const std::vector<float> &got,
                      bool accumulate, const std::vector<int64_t> &places) {
  const ConvSpec &forward = problem.forward;
  int64_t columns = forward.taps() * forward.channels;
  std::vector<double> errors(places.size()), norms(places.size());
  forAll(places.size(), [&](int64_t i) {
    std::vector<double> expected = problem.compute(
        places[i] / forward.channels, places[i] % forward.channels);
    for (int64_t f = 0; f < forward.filters; ++f) {
      int64_t at = f * columns + places[i];
      double old = accumulate ? problem.old[at] : 0;
      errors[i] += std::pow(got[at] - old - expected[f], 2);
      norms[i] += std::pow(expected[f], 2);
    }
  });
  double error = 0, norm = 0;
  for (size_t i = 0; i < places.size(); ++i) {
    error += errors[i];
    norm += norms[i];
  }
  return std::sqrt(error / norm);
}

/// Sums of exact products are f32; of f32 operands all but 2^-16 is multiplied.
static constexpr double tolerance = 1e-4;

/// Some pairs of tap and channel of all.
static std::vector<int64_t> pickPlaces(const ConvSpec &forward, int64_t most) {
  int64_t all = forward.taps() * forward.channels;
  std::vector<int64_t> places;
  std::mt19937 random(1);
  for (int64_t i = 0; i < std::min(all, most); ++i)
    places.push_back(all <= most ? i : random() % all);
  return places;
}

/// The largest error over all shapes, every other one of which is added to what
/// is there.
static double checkShapes(const Run &run, const GradientKernel &kernel) {
  constexpr int64_t mostPlaces = 400;
  double worst = 0;
  unsigned seed = 1;
  for (const ConvShape &shape : makeShapes(kernel.forward)) {
    if (auto reason = findUnsupported(kernel.forward, shape))
      Driver::fail(*reason);
    bool accumulate = seed % 2 == 0;
    Problem problem(kernel.forward, shape, seed++);
    Call first(run, kernel, problem, accumulate);
    Call second(run, kernel, problem, accumulate);
    first.run();
    second.run();
    run.driver.synchronize();
    std::vector<float> got = first.read();
    if (toBytes(got) != toBytes(second.read()))
      Driver::fail(kernel.name() + ": two launches differ");
    double error = compare(problem, got, accumulate,
                           pickPlaces(kernel.forward, mostPlaces));
    if (!(error <= worst))
      worst = error;
  }
  return worst;
}

/// The time of a large call that adds to the gradient, and the error of a
/// fresh one at some weights.
static void timeKernel(const Run &run, const GradientKernel &kernel) {
  ConvShape shape = makeLargeShape(kernel.forward);
  // A kernel that is not for wide images.
  if (!(chooseGradientTile(kernel.forward, shape.outColumns) == kernel.tile))
    shape = makeManyImages(kernel.forward);
  Problem problem(kernel.forward, shape, 1);
  std::vector<std::unique_ptr<Call>> calls;
  std::vector<std::function<void()>> runs;
  for (int i = 0; i < 3; ++i) {
    calls.push_back(
        std::make_unique<Call>(run, kernel, problem, /*accumulate=*/true));
    runs.push_back([call = calls.back().get()] { call->run(); });
  }
  float time = measure(run.driver, runs);
  float ofSums = measure(run.driver, {[&] { calls[0]->addParts(); }});
  Call fresh(run, kernel, problem, /*accumulate=*/false);
  fresh.run();
  run.driver.synchronize();
  double error = compare(problem, fresh.read(), /*accumulate=*/false,
                         pickPlaces(kernel.forward, 16));
  printTime(kernel.forward, shape, time, error);
  std::printf(", of which %.4f ms to add parts", ofSums);
  if (!(error <= tolerance))
    Driver::fail("expected the large shape to be right");
}

Count lrcnn::cuda::testing::testWeightGradients(const Run &run) {
  std::ifstream list(run.folder + "/gradients.txt");
  Count count;
  for (GradientKernel kernel; list >> kernel;) {
    if (!run.takes(kernel.name()))
      continue;
    double error = checkShapes(run, kernel);
    bool right = error <= tolerance;
    count.add(kernel.name(), error, right);
    if (run.withTimes && right)
      timeKernel(run, kernel);
    std::printf("\n");
    std::fflush(stdout);
  }
  return count;
}
