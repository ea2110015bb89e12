//===- DeviceTest.cpp - Runs convolution kernels on a GPU -----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   lrcnn-cuda-device-test FOLDER [time] [NAME]
//
// Runs every kernel that lrcnn-cuda-kernels wrote to FOLDER, or those whose
// names contain NAME, on random shapes and compares it with a float64
// reference. Outputs are poisoned, with guard zones about them. `time` runs
// each kernel on one large shape as well. Needs libcuda.so.1, a GPU of compute
// capability 9.0 and nothing else.
//
//===----------------------------------------------------------------------===//

#include "DeviceTest.h"

#include <atomic>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

using namespace lrcnn::cuda;
using namespace lrcnn::cuda::testing;

//===----------------------------------------------------------------------===//
// Kernels and launches
//===----------------------------------------------------------------------===//

static std::string readImage(const std::string &path) {
  for (const char *extension : {".cubin", ".ptx"})
    if (std::ifstream file(path + extension, std::ios::binary); file) {
      std::ostringstream contents;
      contents << file.rdbuf();
      return contents.str();
    }
  Driver::fail("expected " + path + ".cubin or .ptx");
}

void *Run::load(const std::string &name, int64_t sharedBytes) const {
  void *&function = loaded[name];
  if (!function)
    function = driver.load(readImage(folder + "/" + name), name, sharedBytes);
  return function;
}

void Count::add(const std::string &name, double error, bool right) {
  ++run;
  wrong += !right;
  std::printf("%-44s %s %.1e", name.c_str(), right ? "right" : "WRONG", error);
}

Launch::Launch(Driver &driver, void *function, const ConvLaunch &launch,
               const std::map<MapTensor, DevicePointer> &tensors,
               std::vector<DevicePointer> pointers)
    : driver(driver), function(function), launch(launch),
      pointers(std::move(pointers)) {
  for (const TensorMap &map : launch.maps)
    maps.push_back(driver.encode(map, tensors.at(map.tensor) + map.byteOffset));
  for (EncodedMap &map : maps)
    parameters.push_back(&map);
  for (DevicePointer &pointer : this->pointers)
    parameters.push_back(&pointer);
  for (int32_t &number : this->launch.numbers)
    parameters.push_back(&number);
}

void Launch::run() {
  driver.launch(function, launch.blocks, launch.threads, launch.sharedBytes,
                parameters.data());
}

//===----------------------------------------------------------------------===//
// Problems
//===----------------------------------------------------------------------===//

float Random::draw() {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (float(state >> 40) / (1 << 23) - 1) * std::sqrt(3.f);
}

void Random::fill(HostTensor &tensor, float scale) {
  for (int64_t i = 0; i < tensor.size(); ++i)
    tensor.set(i, draw() * scale);
}

std::vector<unsigned char>
lrcnn::cuda::testing::toBytes(const std::vector<float> &floats) {
  std::vector<unsigned char> bytes(floats.size() * sizeof(float));
  std::memcpy(bytes.data(), floats.data(), bytes.size());
  return bytes;
}

/// Padding is that of the spread x; the rows and columns that it adds below and
/// on the right may be ones that the convolution did not read.
static ConvShape makeShape(const ConvSpec &spec, int64_t images, int64_t inRows,
                           int64_t inColumns, std::array<int64_t, 2> padRows,
                           std::array<int64_t, 2> padColumns) {
  ConvShape shape;
  shape.images = images;
  shape.inRows = inRows;
  shape.inColumns = inColumns;
  shape.padTop = padRows[0];
  shape.padLeft = padColumns[0];
  auto count = [&](int axis, int64_t size, std::array<int64_t, 2> pads) {
    int64_t padded = (size - 1) * spec.spread[axis] + 1 + pads[0] + pads[1];
    return (padded - spec.kernel[axis]) / spec.stride[axis] + 1;
  };
  shape.outRows = count(0, inRows, padRows);
  shape.outColumns = count(1, inColumns, padColumns);
  return shape;
}

std::vector<ConvShape> lrcnn::cuda::testing::makeShapes(const ConvSpec &spec) {
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
    shapes.push_back(makeShape(
        spec, pick(1, 5), pick(rows, 12), pick(columns, 40),
        {pick(0, rows - 1), pick(0, rows + spec.spread[0] - 2)},
        {pick(0, columns - 1), pick(0, columns + spec.spread[1] - 2)}));
  return shapes;
}

ConvShape lrcnn::cuda::testing::makeLargeShape(const ConvSpec &spec) {
  int64_t channels = std::max(spec.channels, spec.filters);
  bool strided = spec.stride[0] > 1 || spec.phases() != 1;
  bool small = channels > 128 || strided;
  int64_t rows = small ? 64 : 128;
  int64_t columns = channels > 256  ? 512
                    : small         ? 1024
                    : channels > 64 ? 2048
                                    : 4096;
  int64_t padRows = spec.kernel[0] / 2, padColumns = spec.kernel[1] / 2;
  // As much as the convolution whose data gradient this is reads.
  return makeShape(spec, 1, rows / spec.spread[0], columns / spec.spread[1],
                   {padRows, padRows + spec.spread[0] - 1},
                   {padColumns, padColumns + spec.spread[1] - 1});
}

ConvShape lrcnn::cuda::testing::makeManyImages(const ConvSpec &spec) {
  constexpr int64_t size = 14;
  int64_t images = 64 * 512 / std::max(spec.channels, spec.filters);
  int64_t padRows = spec.kernel[0] / 2, padColumns = spec.kernel[1] / 2;
  return makeShape(spec, images, size, size, {padRows, padRows},
                   {padColumns, padColumns});
}

//===----------------------------------------------------------------------===//
// Work and times
//===----------------------------------------------------------------------===//

void lrcnn::cuda::testing::forAll(int64_t count,
                                  const std::function<void(int64_t)> &work) {
  std::atomic<int64_t> next = 0;
  auto run = [&] {
    for (int64_t i = next++; i < count; i = next++)
      work(i);
  };
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency());
       ++i)
    threads.emplace_back(run);
  for (std::thread &thread : threads)
    thread.join();
}

float lrcnn::cuda::testing::measure(
    Driver &driver, const std::vector<std::function<void()>> &calls) {
  constexpr int repeats = 15, launches = 12;
  void *begin = driver.createEvent(), *end = driver.createEvent();
  std::vector<float> times;
  for (int i = 0; i < repeats; ++i) {
    driver.record(begin);
    for (int j = 0; j < launches; ++j)
      calls[j % calls.size()]();
    driver.record(end);
    driver.synchronize();
    times.push_back(driver.milliseconds(begin, end) / launches);
  }
  std::sort(times.begin(), times.end());
  return times[repeats / 2];
}

void lrcnn::cuda::testing::printTime(const ConvSpec &spec,
                                     const ConvShape &shape, float milliseconds,
                                     double error) {
  // In phases, each pixel of x meets all taps.
  int64_t pixels = spec.phases() == 1
                       ? shape.outPixels()
                       : shape.images * shape.inRows * shape.inColumns;
  double flop = 2.0 * pixels * spec.filters * spec.channels * spec.taps();
  std::printf("  %lldx%lldx%lld: %.4f ms, %.0f TF/s, error %.1e",
              (long long)shape.images, (long long)shape.inRows,
              (long long)shape.inColumns, milliseconds,
              flop / milliseconds * 1e-9, error);
}

int main(int argc, char **argv) {
  if (argc < 2)
    Driver::fail("usage: lrcnn-cuda-device-test FOLDER [time] [NAME]");
  Driver driver;
  Run run(driver, argv[1]);
  int next = 2;
  if (next < argc && std::string(argv[next]) == "time") {
    run.withTimes = true;
    ++next;
  }
  if (next < argc)
    run.only = argv[next];
  Count convolutions = testConvolutions(run);
  Count gradients = testWeightGradients(run);
  int count = convolutions.run + gradients.run;
  int wrong = convolutions.wrong + gradients.wrong;
  std::printf("%d kernels, %d wrong\n", count, wrong);
  return count == 0 || wrong != 0;
}
