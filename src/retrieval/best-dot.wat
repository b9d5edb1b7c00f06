;; Source of the code in best-dot.ts; assembled with `wat2wasm best-dot.wat` (wabt 1.0.39, SIMD on) and written there in base64.
(module
  ;; Best dot product of one row of signed bytes with each of `count` rows; rows are `length` bytes, a multiple of 16.
  (memory (import "env" "memory") 1)
  (func (export "bestDot") (param $query i32) (param $rows i32) (param $count i32) (param $length i32) (result i32)
    (local $best i32) (local $row i32) (local $at i32) (local $a v128) (local $b v128) (local $sum v128) (local $dot i32)
    (local.set $best (i32.const -2147483648))
    (block $done
      (loop $nextRow
        (br_if $done (i32.ge_u (local.get $row) (local.get $count)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $at (i32.const 0))
        (loop $nextPart
          (local.set $a (v128.load (i32.add (local.get $query) (local.get $at))))
          (local.set $b (v128.load (i32.add (local.get $rows) (local.get $at))))
          (local.set $sum (i32x4.add (local.get $sum)
            (i32x4.add
              (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $a)) (i16x8.extend_low_i8x16_s (local.get $b)))
              (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $a)) (i16x8.extend_high_i8x16_s (local.get $b))))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $nextPart (i32.lt_u (local.get $at) (local.get $length))))
        (local.set $dot (i32.add
          (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
          (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (if (i32.gt_s (local.get $dot) (local.get $best)) (then (local.set $best (local.get $dot))))
        (local.set $rows (i32.add (local.get $rows) (local.get $length)))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $nextRow)))
    (local.get $best)))
