// RUN: lrcnn-opt %s -fuzz-trap=kind=crash

module {
}
