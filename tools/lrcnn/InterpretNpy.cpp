//===- InterpretNpy.cpp - Arrays in NumPy's file format -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "InterpretNpy.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using lrcnn::interpret::Array;

static constexpr StringLiteral kMagic("\x93NUMPY");

static Error makeError(StringRef path, const Twine &message) {
  return createStringError(inconvertibleErrorCode(),
                           "'" + path + "': " + message);
}

/// The text after `'key':` in the header's dictionary.
static StringRef getField(StringRef header, StringRef key) {
  size_t position = header.find(("'" + key + "':").str());
  if (position == StringRef::npos)
    return {};
  return header.drop_front(position + key.size() + 3).ltrim();
}

/// Splits a file in its header's dictionary and its data.
static Expected<std::pair<StringRef, StringRef>> splitFile(StringRef path,
                                                           StringRef file) {
  if (!file.consume_front(kMagic) || file.size() < 4)
    return makeError(path, "expected a .npy file");
  unsigned version = static_cast<unsigned char>(file[0]);
  file = file.drop_front(2);
  size_t lengthBytes = version == 1 ? 2 : 4;
  if (file.size() < lengthBytes)
    return makeError(path, "expected a .npy file");
  size_t length = version == 1 ? support::endian::read16le(file.data())
                               : support::endian::read32le(file.data());
  file = file.drop_front(lengthBytes);
  if (file.size() < length)
    return makeError(path, "expected a header of " + Twine(length) + " bytes");
  return std::make_pair(file.take_front(length), file.drop_front(length));
}

static Error parseShape(StringRef path, StringRef header, Array &array) {
  StringRef text = getField(header, "shape");
  size_t end = text.find(')');
  if (!text.consume_front("(") || end == StringRef::npos)
    return makeError(path, "expected a shape in the header");
  SmallVector<StringRef> sizes;
  text.take_front(end - 1).split(sizes, ',', /*MaxSplit=*/-1,
                                 /*KeepEmpty=*/false);
  for (StringRef size : sizes)
    if (size.trim().getAsInteger(10, array.shape.emplace_back()) ||
        array.shape.back() < 0)
      return makeError(path, "expected a shape in the header");
  return Error::success();
}

Expected<Array> lrcnn::readNpy(StringRef path) {
  auto buffer = MemoryBuffer::getFile(path, /*IsText=*/false,
                                      /*RequiresNullTerminator=*/false);
  if (!buffer)
    return makeError(path, buffer.getError().message());
  auto parts = splitFile(path, (*buffer)->getBuffer());
  if (!parts)
    return parts.takeError();
  auto [header, data] = *parts;
  StringRef type =
      getField(header, "descr").drop_front().take_until([](char c) {
        return c == '\'';
      });
  if (type != "<f4" && type != "<f8")
    return makeError(path, "expected elements of type '<f4' or '<f8', got '" +
                               type + "'");
  if (!getField(header, "fortran_order").starts_with("False"))
    return makeError(path, "expected C order");
  Array array;
  if (Error error = parseShape(path, header, array))
    return error;
  size_t count = product_of(array.shape, int64_t{1});
  size_t bytes = type == "<f4" ? 4 : 8;
  if (data.size() != count * bytes)
    return makeError(path, "expected " + Twine(count * bytes) +
                               " bytes of elements, got " + Twine(data.size()));
  array.values.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    const char *element = data.data() + i * bytes;
    array.values.push_back(
        bytes == 4 ? bit_cast<float>(support::endian::read32le(element))
                   : bit_cast<double>(support::endian::read64le(element)));
  }
  return array;
}

Error lrcnn::writeNpy(StringRef path, const Array &array) {
  std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (";
  for (int64_t size : array.shape)
    header += std::to_string(size) + ",";
  header += "), }";
  // Magic, version, length, header and a line's end: a multiple of 64 bytes.
  constexpr size_t prefix = kMagic.size() + 4;
  header.append(alignTo(prefix + header.size() + 1, 64) - prefix -
                    header.size() - 1,
                ' ');
  header += '\n';

  std::error_code error;
  raw_fd_ostream os(path, error, sys::fs::OF_None);
  if (error)
    return makeError(path, error.message());
  char length[2];
  support::endian::write16le(length, header.size());
  os << kMagic << '\1' << '\0' << StringRef(length, 2) << header;
  for (double value : array.values) {
    char bytes[8];
    support::endian::write64le(bytes, bit_cast<uint64_t>(value));
    os.write(bytes, 8);
  }
  os.close();
  if (os.has_error()) {
    error = os.error();
    os.clear_error();
    return makeError(path, error.message());
  }
  return Error::success();
}
