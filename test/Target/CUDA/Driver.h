//===- Driver.h - As much of the CUDA driver as tests need ------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Opens libcuda.so.1 when it is asked for, and declares what it takes from it:
// neither building nor linking needs the CUDA toolkit.
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_TEST_TARGET_CUDA_DRIVER_H
#define LRCNN_TEST_TARGET_CUDA_DRIVER_H

#include "lrcnn/Target/CUDA/ConvSpec.h"

#include <dlfcn.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace lrcnn::cuda::testing {

using DevicePointer = unsigned long long;

/// A tensor map as the device reads it.
struct alignas(64) EncodedMap {
  unsigned char bytes[128];
};

/// The first device, and its primary context on this thread. Every error ends
/// the program.
class Driver {
public:
  Driver() {
    library = dlopen("libcuda.so.1", RTLD_NOW);
    if (!library)
      fail(dlerror());
    call<int (*)(unsigned)>("cuInit", 0u);
    call<int (*)(int *, int)>("cuDeviceGet", &device, 0);
    void *context = nullptr;
    call<int (*)(void **, int)>("cuDevicePrimaryCtxRetain", &context, device);
    call<int (*)(void *)>("cuCtxSetCurrent", context);
  }

  [[noreturn]] static void fail(const std::string &message) {
    std::fflush(stdout);
    std::fprintf(stderr, "error: %s\n", message.c_str());
    // Without destructors, which would wait for kernels that do not end.
    std::_Exit(1);
  }

  int64_t getMultiprocessors() {
    constexpr int attribute = 16;
    int count = 0;
    call<int (*)(int *, int, int)>("cuDeviceGetAttribute", &count, attribute,
                                   device);
    return count;
  }

  DevicePointer allocate(size_t bytes) {
    DevicePointer pointer = 0;
    call<int (*)(DevicePointer *, size_t)>("cuMemAlloc_v2", &pointer, bytes);
    return pointer;
  }
  void release(DevicePointer pointer) {
    call<int (*)(DevicePointer)>("cuMemFree_v2", pointer);
  }
  void write(DevicePointer to, const void *from, size_t bytes) {
    call<int (*)(DevicePointer, const void *, size_t)>("cuMemcpyHtoD_v2", to,
                                                       from, bytes);
  }
  void read(void *to, DevicePointer from, size_t bytes) {
    call<int (*)(void *, DevicePointer, size_t)>("cuMemcpyDtoH_v2", to, from,
                                                 bytes);
  }

  /// A kernel of a file of PTX or machine code, with a zero at its end.
  void *load(const std::string &image, const std::string &name,
             int64_t sharedBytes) {
    void *module = nullptr, *function = nullptr;
    call<int (*)(void **, const void *)>("cuModuleLoadData", &module,
                                         image.c_str());
    call<int (*)(void **, void *, const char *)>(
        "cuModuleGetFunction", &function, module, name.c_str());
    constexpr int maxDynamicSharedSize = 8;
    call<int (*)(void *, int, int)>("cuFuncSetAttribute", function,
                                    maxDynamicSharedSize, int(sharedBytes));
    return function;
  }

  EncodedMap encode(const TensorMap &map, DevicePointer address) {
    // CUtensorMapDataType, swizzling by 128 bytes, promotion to 128 bytes of
    // L2.
    static constexpr int types[] = {9, 6, 7, 11};
    constexpr int swizzle = 3, promotion = 2;
    EncodedMap encoded;
    int type = types[int(map.type)];
    unsigned rank = map.sizes.size();
    auto *memory = reinterpret_cast<void *>(address);
    if (map.pixels != 0)
      call<int (*)(void *, int, unsigned, void *, const uint64_t *,
                   const uint64_t *, const int *, const int *, unsigned,
                   unsigned, const uint32_t *, int, int, int, int)>(
          "cuTensorMapEncodeIm2col", &encoded, type, rank, memory,
          map.sizes.data(), map.byteStrides.data(), map.lowerCorner.data(),
          map.upperCorner.data(), map.channels, map.pixels,
          map.elementStrides.data(), 0, swizzle, promotion, 0);
    else
      call<int (*)(void *, int, unsigned, void *, const uint64_t *,
                   const uint64_t *, const uint32_t *, const uint32_t *, int,
                   int, int, int)>(
          "cuTensorMapEncodeTiled", &encoded, type, rank, memory,
          map.sizes.data(), map.byteStrides.data(), map.box.data(),
          map.elementStrides.data(), 0, swizzle, promotion, 0);
    return encoded;
  }

  void launch(void *function, int64_t blocks, int64_t threads,
              int64_t sharedBytes, void **parameters) {
    call<int (*)(void *, unsigned, unsigned, unsigned, unsigned, unsigned,
                 unsigned, unsigned, void *, void **, void **)>(
        "cuLaunchKernel", function, unsigned(blocks), 1u, 1u, unsigned(threads),
        1u, 1u, unsigned(sharedBytes), nullptr, parameters, nullptr);
  }
  /// Until all launches have ended, or for ten seconds.
  void synchronize() {
    constexpr int notReady = 600;
    constexpr std::chrono::seconds longest(10);
    auto *query =
        reinterpret_cast<int (*)(void *)>(dlsym(library, "cuStreamQuery"));
    auto begin = std::chrono::steady_clock::now();
    while (query(nullptr) == notReady)
      if (std::chrono::steady_clock::now() - begin > longest)
        fail("expected kernels that end within ten seconds");
    call<int (*)()>("cuCtxSynchronize");
  }

  void *createEvent() {
    void *event = nullptr;
    call<int (*)(void **, unsigned)>("cuEventCreate", &event, 0u);
    return event;
  }
  void record(void *event) {
    call<int (*)(void *, void *)>("cuEventRecord", event, nullptr);
  }
  float milliseconds(void *begin, void *end) {
    float elapsed = 0;
    call<int (*)(float *, void *, void *)>("cuEventElapsedTime", &elapsed,
                                           begin, end);
    return elapsed;
  }

private:
  template <typename Function, typename... Args>
  void call(const char *name, Args... args) {
    auto *function = reinterpret_cast<Function>(dlsym(library, name));
    if (!function)
      fail(std::string("expected a driver that has ") + name);
    if (int code = function(args...)) {
      const char *error = "unknown";
      using GetName = int (*)(int, const char **);
      if (auto *getName =
              reinterpret_cast<GetName>(dlsym(library, "cuGetErrorName")))
        getName(code, &error);
      fail(std::string(name) + ": " + error);
    }
  }

  void *library = nullptr;
  int device = 0;
};

} // namespace lrcnn::cuda::testing

#endif // LRCNN_TEST_TARGET_CUDA_DRIVER_H
