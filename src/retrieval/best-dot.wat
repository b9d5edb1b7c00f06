;; Source of the code in best-dot.ts; assembled with `wat2wasm best-dot.wat` (wabt 1.0.39, SIMD on) and written there in base64.
(module
  ;; Sum, over the question's rows, of each one's best dot product with any of `count` rows. The question's rows are
  ;; `length` numbers of 16 bits and come four at a time (`blocks`), so that each of the other rows, `length` signed
  ;; bytes, is widened once for four. `length` is a multiple of 16; a row of zeros adds nothing. The best dot products
  ;; themselves, of 32 bits each, are written to `best`, in the order of the question's rows.
  (memory (import "env" "memory") 1)

  (func $lanes (param $sum v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
      (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))

  (func $max (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.gt_s (local.get $a) (local.get $b))))

  ;; The four best dot products of one block of question rows, written to `best` and added up.
  (func $block
    (param $query i32) (param $rows i32) (param $count i32) (param $length i32) (param $best i32) (result i32)
    (local $row i32) (local $end i32) (local $at i32)
    (local $low v128) (local $high v128)
    (local $sum0 v128) (local $sum1 v128) (local $sum2 v128) (local $sum3 v128)
    (local $best0 i32) (local $best1 i32) (local $best2 i32) (local $best3 i32)
    (local.set $best0 (i32.const -2147483648))
    (local.set $best1 (i32.const -2147483648))
    (local.set $best2 (i32.const -2147483648))
    (local.set $best3 (i32.const -2147483648))
    (loop $nextRow
      (local.set $sum0 (v128.const i32x4 0 0 0 0))
      (local.set $sum1 (v128.const i32x4 0 0 0 0))
      (local.set $sum2 (v128.const i32x4 0 0 0 0))
      (local.set $sum3 (v128.const i32x4 0 0 0 0))
      (local.set $at (local.get $query))
      (local.set $end (i32.add (local.get $rows) (local.get $length)))
      (loop $nextPart
        (local.set $low (v128.load8x8_s (local.get $rows)))
        (local.set $high (v128.load8x8_s offset=8 (local.get $rows)))
        (local.set $sum0 (i32x4.add (local.get $sum0) (i32x4.add
          (i32x4.dot_i16x8_s (v128.load (local.get $at)) (local.get $low))
          (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $at)) (local.get $high)))))
        (local.set $sum1 (i32x4.add (local.get $sum1) (i32x4.add
          (i32x4.dot_i16x8_s (v128.load offset=32 (local.get $at)) (local.get $low))
          (i32x4.dot_i16x8_s (v128.load offset=48 (local.get $at)) (local.get $high)))))
        (local.set $sum2 (i32x4.add (local.get $sum2) (i32x4.add
          (i32x4.dot_i16x8_s (v128.load offset=64 (local.get $at)) (local.get $low))
          (i32x4.dot_i16x8_s (v128.load offset=80 (local.get $at)) (local.get $high)))))
        (local.set $sum3 (i32x4.add (local.get $sum3) (i32x4.add
          (i32x4.dot_i16x8_s (v128.load offset=96 (local.get $at)) (local.get $low))
          (i32x4.dot_i16x8_s (v128.load offset=112 (local.get $at)) (local.get $high)))))
        (local.set $at (i32.add (local.get $at) (i32.const 128)))
        (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
        (br_if $nextPart (i32.lt_u (local.get $rows) (local.get $end))))
      (local.set $best0 (call $max (local.get $best0) (call $lanes (local.get $sum0))))
      (local.set $best1 (call $max (local.get $best1) (call $lanes (local.get $sum1))))
      (local.set $best2 (call $max (local.get $best2) (call $lanes (local.get $sum2))))
      (local.set $best3 (call $max (local.get $best3) (call $lanes (local.get $sum3))))
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (br_if $nextRow (i32.lt_u (local.get $row) (local.get $count))))
    (i32.store (local.get $best) (local.get $best0))
    (i32.store offset=4 (local.get $best) (local.get $best1))
    (i32.store offset=8 (local.get $best) (local.get $best2))
    (i32.store offset=12 (local.get $best) (local.get $best3))
    (i32.add
      (i32.add (local.get $best0) (local.get $best1))
      (i32.add (local.get $best2) (local.get $best3))))

  (func (export "sumOfBestDots")
    (param $query i32) (param $blocks i32) (param $rows i32) (param $count i32) (param $length i32) (param $best i32)
    (result i32)
    (local $sum i32)
    (loop $nextBlock
      (local.set $sum (i32.add (local.get $sum)
        (call $block
          (local.get $query) (local.get $rows) (local.get $count) (local.get $length) (local.get $best))))
      (local.set $best (i32.add (local.get $best) (i32.const 16)))
      (local.set $query (i32.add (local.get $query) (i32.shl (local.get $length) (i32.const 3))))
      (local.set $blocks (i32.sub (local.get $blocks) (i32.const 1)))
      (br_if $nextBlock (local.get $blocks)))
    (local.get $sum)))
