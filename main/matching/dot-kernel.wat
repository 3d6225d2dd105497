;; Inner products of one probe with many rows of a memory; dot-kernel.ts says for which numbers.
(module
  (import "own" "memory" (memory 0))

  (func (export "dots")
    (param $row i32) (param $count i32) (param $stride i32) (param $out i32)
    (local $at i32) (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $zero v128)
    (loop $nextRow
      (local.set $at (i32.const 0))
      ;; Four sums side by side: the processor need not wait for one addition before it starts the next.
      (local.set $a (local.get $zero))
      (local.set $b (local.get $zero))
      (local.set $c (local.get $zero))
      (local.set $d (local.get $zero))
      (loop $nextSixteen
        (local.set $a
          (f32x4.add
            (local.get $a)
            (f32x4.mul (v128.load align=4 (local.get $at)) (v128.load align=4 (local.get $row)))))
        (local.set $b
          (f32x4.add
            (local.get $b)
            (f32x4.mul (v128.load offset=16 align=4 (local.get $at)) (v128.load offset=16 align=4 (local.get $row)))))
        (local.set $c
          (f32x4.add
            (local.get $c)
            (f32x4.mul (v128.load offset=32 align=4 (local.get $at)) (v128.load offset=32 align=4 (local.get $row)))))
        (local.set $d
          (f32x4.add
            (local.get $d)
            (f32x4.mul (v128.load offset=48 align=4 (local.get $at)) (v128.load offset=48 align=4 (local.get $row)))))
        (local.set $row (i32.add (local.get $row) (i32.const 64)))
        (br_if $nextSixteen
          (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (local.get $stride))))
      (local.set $a
        (f32x4.add (f32x4.add (local.get $a) (local.get $b)) (f32x4.add (local.get $c) (local.get $d))))
      (f32.store
        (local.get $out)
        (f32.add
          (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
          (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $nextRow (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))))
