// RUN: lrcnn-opt %s -split-input-file -verify-diagnostics

// expected-error@+1 {{expected 0 <= begin <= end for tile 1, got 5:3}}
module attributes {a = #row.rows<[0:3, 5:3]>} {}

// -----

// expected-error@+1 {{expected 0 <= begin <= end for tile 0, got -1:3}}
module attributes {a = #row.rows<[-1:3]>} {}

// -----

// expected-error@+1 {{expected rows below 2^31, as tables of programs have 32 bits, got 2147483648 for tile 1}}
module attributes {a = #row.rows<[0:2147483647, 3:2147483648]>} {}

// -----

// expected-error@+1 {{expected ':'}}
module attributes {a = #row.rows<[1, 2]>} {}

// -----

// expected-error@+1 {{expected 'checkpoint' to be true or false, got 'maybe'}}
module attributes {a = #row.segment<end = 1, strategy = store, batch = 1, cuts = [1], checkpoint = maybe>} {}

// -----

// expected-error@+1 {{expected strategy store, recompute, overlap or two_phase, got 'best'}}
module attributes {a = #row.segment<end = 1, strategy = best, batch = 1, cuts = [1]>} {}

// -----

// expected-error@+1 {{expected a segment to end after layer 0, got end = 0}}
module attributes {a = #row.segment<end = 0, strategy = store, batch = 1, cuts = [1]>} {}

// -----

// expected-error@+1 {{expected at least one cut}}
module attributes {a = #row.segment<end = 1, strategy = store, batch = 1, cuts = []>} {}

// -----

// expected-error@+1 {{expected a slab of the form Nx[CAPACITY]xWxCxTYPE}}
func.func private @slab_rank(!row.slab<1x[8]x8xf32>)

// -----

// expected-error@+1 {{expected sizes from 1 to 2^20, in all at most 2^48, got 1x[8]x0x3}}
func.func private @slab_empty(!row.slab<1x[8]x0x3xf32>)

// -----

// expected-error@+1 {{expected sizes from 1 to 2^20, in all at most 2^48, got 1x[-8]x8x3}}
func.func private @slab_negative(!row.slab<1x[-8]x8x3xf32>)

// -----

// expected-error@+1 {{expected sizes from 1 to 2^20, in all at most 2^48, got 1x[9223372036854775807]x8x3}}
func.func private @slab_huge(!row.slab<1x[9223372036854775807]x8x3xf32>)

// -----

// expected-error@+1 {{expected f32 or f64, got 'bf16'}}
func.func private @slab_type(!row.slab<1x[8]x8x3xbf16>)

// -----

// expected-error@+1 {{expected 4 dimensions (F, KH, KW, C/groups), got 3}}
func.func private @packed_rank(!row.packed<3x3x3xf32>)

// -----

// expected-error@+1 {{expected sizes from 1 to 2^20, in all at most 2^48, got 4, 0, 3, 3}}
func.func private @packed_empty(!row.packed<4x0x3x3xf32>)

// -----

// expected-error@+1 {{expected f32 or f64, got 'f16'}}
func.func private @packed_type(!row.packed<4x3x3x3xf16>)
