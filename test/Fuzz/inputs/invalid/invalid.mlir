// RUN: lrcnn-opt %s -fuzz-trap=kind=invalid

module {
}
