//===- DeviceTest.cpp - Runs convolution kernels on a GPU -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   lrcnn-cuda-device-test FOLDER [time]
//
// Runs every kernel that lrcnn-cuda-kernels wrote to FOLDER on random shapes
// and compares it with a float64 reference: a forward kernel with the
// convolution, a kernel with a mask with the data gradient by its definition.
// Outputs are poisoned, with guard zones about them, and every case runs on all
// multiprocessors and on two, which has to give the same bits. `time` runs each
// kernel on one large shape as well. Needs libcuda.so.1, a GPU of compute
// capability 9.0 and nothing else.
//
//===----------------------------------------------------------------------===//

#include "Driver.h"
#include "Floats.h"
#include "KernelList.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <random>
#include <sstream>
#include <thread>

using namespace lrcnn::cuda;
using namespace lrcnn::cuda::testing;

namespace {

/// A tensor on the device between two guard zones.
class DeviceTensor {
public:
  DeviceTensor(Driver &driver, std::vector<unsigned char> contents)
      : driver(driver), size(contents.size()) {
    std::vector<unsigned char> all(size + 2 * guard, pattern);
    std::copy(contents.begin(), contents.end(), all.begin() + guard);
    memory = driver.allocate(all.size());
    driver.write(memory, all.data(), all.size());
  }
  DeviceTensor(const DeviceTensor &) = delete;
  ~DeviceTensor() { driver.release(memory); }

  DevicePointer get() const { return memory + guard; }
  /// The contents; the guard zones have to be as they were.
  std::vector<unsigned char> read() {
    std::vector<unsigned char> all(size + 2 * guard);
    driver.read(all.data(), memory, all.size());
    for (size_t i = 0; i < guard; ++i)
      if (all[i] != pattern || all[all.size() - 1 - i] != pattern)
        Driver::fail("expected guard zones that no kernel writes");
    return {all.begin() + guard, all.end() - guard};
  }

private:
  static constexpr size_t guard = 1 << 16;
  static constexpr unsigned char pattern = 0xff;
  Driver &driver;
  size_t size;
  DevicePointer memory;
};

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
  void run();
  std::vector<unsigned char> read() { return y.read(); }

private:
  Driver &driver;
  void *function;
  DeviceTensor x, filter, mask, bias, y;
  ConvLaunch launch;
  std::vector<EncodedMap> maps;
  DevicePointer biasAddress;
  std::vector<void *> parameters;
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
  // Numbers of unit variance, quickly: large shapes have many.
  uint64_t state = seed;
  auto draw = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (float(state >> 40) / (1 << 23) - 1) * std::sqrt(3.f);
  };
  auto fill = [&](HostTensor &tensor, float scale) {
    for (int64_t i = 0; i < tensor.size(); ++i)
      tensor.set(i, draw() * scale);
  };
  fill(x, 1);
  fill(filter, 1 / std::sqrt(float(spec.channels * spec.taps())));
  fill(mask, 1);
  for (float &value : bias)
    value = draw();
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
/// sum of dy(q - k + pad) w(k). The kernel has dy for its x, a filter turned
/// about both axes and kernel - 1 - pad for its padding.
void Problem::addDataGradient(int64_t image, int64_t row, int64_t column,
                              std::vector<double> &sums) const {
  int64_t padTop = spec.kernel[0] - 1 - shape.padTop;
  int64_t padLeft = spec.kernel[1] - 1 - shape.padLeft;
  for (int64_t kr = 0; kr < spec.kernel[0]; ++kr)
    for (int64_t kc = 0; kc < spec.kernel[1]; ++kc) {
      int64_t r = row - kr + padTop, c = column - kc + padLeft;
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
  if (spec.mask)
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
  unsigned numThreads = std::max(1u, std::thread::hardware_concurrency());
  std::vector<double> errors(numThreads), norms(numThreads);
  auto work = [&](unsigned thread) {
    for (size_t i = thread; i < pixels.size(); i += numThreads) {
      std::vector<double> expected = problem.compute(pixels[i]);
      for (size_t f = 0; f < expected.size(); ++f) {
        double got = y.get(pixels[i] * expected.size() + f);
        errors[thread] += (got - expected[f]) * (got - expected[f]);
        norms[thread] += expected[f] * expected[f];
      }
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < numThreads; ++i)
    threads.emplace_back(work, i);
  for (std::thread &thread : threads)
    thread.join();
  double error = 0, norm = 0;
  for (unsigned i = 0; i < numThreads; ++i) {
    error += errors[i];
    norm += norms[i];
  }
  return std::sqrt(error / norm);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

static std::vector<unsigned char> toBytes(const std::vector<float> &floats) {
  std::vector<unsigned char> bytes(floats.size() * sizeof(float));
  std::memcpy(bytes.data(), floats.data(), bytes.size());
  return bytes;
}

Call::Call(Driver &driver, void *function, const Kernel &kernel,
           const Problem &problem, int64_t multiprocessors)
    : driver(driver), function(function), x(driver, problem.x.raw()),
      filter(driver, problem.filter.raw()), mask(driver, problem.mask.raw()),
      bias(driver, toBytes(problem.bias)),
      // All bits set are NaN in every type.
      y(driver, std::vector<unsigned char>(
                    problem.outElements() * getBytes(kernel.spec.type), 0xff)),
      launch(
          planLaunch(kernel.spec, kernel.tile, problem.shape, multiprocessors)),
      biasAddress(bias.get()) {
  const DeviceTensor *tensors[] = {&x, &filter, &y, &mask};
  for (const TensorMap &map : launch.maps)
    maps.push_back(driver.encode(map, tensors[int(map.tensor)]->get()));
  for (EncodedMap &map : maps)
    parameters.push_back(&map);
  if (launch.bias)
    parameters.push_back(&biasAddress);
  for (int32_t &number : launch.numbers)
    parameters.push_back(&number);
}

void Call::run() {
  driver.launch(function, launch.blocks, launch.threads, launch.sharedBytes,
                parameters.data());
}

static ConvShape makeShape(const ConvSpec &spec, int64_t images, int64_t inRows,
                           int64_t inColumns, std::array<int64_t, 2> padRows,
                           std::array<int64_t, 2> padColumns) {
  ConvShape shape;
  shape.images = images;
  shape.inRows = inRows;
  shape.inColumns = inColumns;
  shape.padTop = padRows[0];
  shape.padLeft = padColumns[0];
  shape.outRows =
      (inRows + padRows[0] + padRows[1] - spec.kernel[0]) / spec.stride[0] + 1;
  shape.outColumns =
      (inColumns + padColumns[0] + padColumns[1] - spec.kernel[1]) /
          spec.stride[1] +
      1;
  return shape;
}

/// Shapes that fill no tile, then random ones; all pads differ.
static std::vector<ConvShape> makeShapes(const ConvSpec &spec) {
  int64_t rows = spec.kernel[0], columns = spec.kernel[1];
  std::array<int64_t, 2> halves = {columns / 2, columns / 2};
  std::vector<ConvShape> shapes = {
      makeShape(spec, 2, 9, 37, {rows / 2, rows / 2}, halves),
      makeShape(spec, 1, 7, 131, {rows / 2, 0}, halves),
      makeShape(spec, 1, 7, 70, {0, rows / 2}, halves),
      makeShape(spec, 3, 14, 14, {rows / 2, rows / 2}, halves)};
  std::mt19937 random(spec.channels);
  auto pick = [&](int64_t least, int64_t most) {
    return std::uniform_int_distribution<int64_t>(least, most)(random);
  };
  for (int i = 0; i < 4; ++i)
    shapes.push_back(makeShape(spec, pick(1, 5), pick(rows, 12),
                               pick(columns, 40),
                               {pick(0, rows - 1), pick(0, rows - 1)},
                               {pick(0, columns - 1), pick(0, columns - 1)}));
  return shapes;
}

static HostTensor readResult(const Problem &problem, Call &call) {
  HostTensor y(problem.spec.type, problem.outElements());
  y.raw() = call.read();
  return y;
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
    HostTensor y = readResult(problem, wide);
    if (y.raw() != narrow.read())
      Driver::fail(kernel.spec.str() + ": two launches differ");
    std::vector<int64_t> pixels(shape.outPixels());
    for (size_t i = 0; i < pixels.size(); ++i)
      pixels[i] = i;
    double error = compare(problem, y, pixels);
    if (!(error <= worst))
      worst = error;
  }
  return worst;
}

//===----------------------------------------------------------------------===//
// Times
//===----------------------------------------------------------------------===//

/// One large image, the smaller the more channels it has.
static ConvShape makeLargeShape(const ConvSpec &spec) {
  int64_t channels = std::max(spec.channels, spec.filters);
  bool small = channels > 128 || spec.stride[0] > 1;
  int64_t rows = small ? 64 : 128;
  int64_t columns = channels > 256                         ? 512
                    : channels > 128 || spec.stride[0] > 1 ? 1024
                    : channels > 64                        ? 2048
                                                           : 4096;
  int64_t padRows = spec.kernel[0] / 2, padColumns = spec.kernel[1] / 2;
  return makeShape(spec, 1, rows, columns, {padRows, padRows},
                   {padColumns, padColumns});
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
  constexpr int repeats = 15, launches = 12;
  void *begin = driver.createEvent(), *end = driver.createEvent();
  std::vector<float> times;
  for (int i = 0; i < repeats; ++i) {
    driver.record(begin);
    for (int j = 0; j < launches; ++j)
      calls[j % calls.size()]->run();
    driver.record(end);
    driver.synchronize();
    times.push_back(driver.milliseconds(begin, end) / launches);
  }
  std::sort(times.begin(), times.end());
  double flop = 2.0 * shape.outPixels() * kernel.spec.filters *
                kernel.spec.channels * kernel.spec.taps();
  std::vector<int64_t> pixels;
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i)
    pixels.push_back(random() % shape.outPixels());
  double error = compare(problem, readResult(problem, *calls[0]), pixels);
  std::printf("  %lldx%lld: %.4f ms, %.0f TF/s, error %.1e",
              (long long)shape.inRows, (long long)shape.inColumns,
              times[repeats / 2], flop / times[repeats / 2] * 1e-9, error);
  if (!(error <= getTolerance(kernel.spec.type)))
    Driver::fail("expected the large shape to be right");
}

//===----------------------------------------------------------------------===//
// main
//===----------------------------------------------------------------------===//

/// A kernel's machine code if there is any, else its PTX.
static std::string readImage(const std::string &path) {
  for (const char *extension : {".cubin", ".ptx"})
    if (std::ifstream file(path + extension, std::ios::binary); file) {
      std::ostringstream contents;
      contents << file.rdbuf();
      return contents.str();
    }
  Driver::fail("expected " + path + ".cubin or .ptx");
}

int main(int argc, char **argv) {
  if (argc < 2)
    Driver::fail("usage: lrcnn-cuda-device-test FOLDER [time]");
  bool withTimes = argc > 2 && std::string(argv[2]) == "time";
  std::string folder = argv[1];
  std::ifstream list(folder + "/kernels.txt");
  Driver driver;
  int wrong = 0, count = 0;
  for (Kernel kernel; list >> kernel; ++count) {
    std::string name = kernel.spec.str();
    void *function = driver.load(readImage(folder + "/" + name), name,
                                 layOutSharedMemory(kernel.tile).total);
    double error = checkShapes(driver, function, kernel);
    bool right = error <= getTolerance(kernel.spec.type);
    wrong += !right;
    std::printf("%-36s %s %.1e", name.c_str(), right ? "right" : "WRONG",
                error);
    if (withTimes && right)
      timeKernel(driver, function, kernel);
    std::printf("\n");
    std::fflush(stdout);
  }
  std::printf("%d kernels, %d wrong\n", count, wrong);
  return count == 0 || wrong != 0;
}
