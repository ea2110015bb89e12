// RUN: lrcnn-opt %s -fuzz-trap=kind=hang

module {
}
