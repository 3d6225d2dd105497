;; Loops over the pixels of a memory, four bytes each, red first. What each function writes, and for which numbers, is
;; said in pixel-kernel.ts; plain-pixel-kernel.ts computes the same in plain TypeScript.
;;
;; Addresses, strides and skips are bytes. Places are 65536ths of a pixel. The first 4096 bytes of the memory are a
;; table of weights: 256 times eight numbers of 16 bits, 256 - n four times and n four times.
;; At $format lie the gains of red, green and blue, and 16 bytes behind them the offsets.
(module
  (import "own" "memory" (memory 0))

  ;; The upper eight bits of a place's fraction.
  (func $fraction (param $place i32) (result i32)
    (i32.and (i32.shr_s (local.get $place) (i32.const 8)) (i32.const 255)))

  ;; The whole pixels of a place.
  (func $whole (param $place i32) (result i32)
    (i32.shr_s (local.get $place) (i32.const 16)))

  (func $addressOf (param $from i32) (param $stride i32) (param $column i32) (param $row i32) (result i32)
    (i32.add
      (local.get $from)
      (i32.add (i32.mul (local.get $row) (local.get $stride)) (i32.shl (local.get $column) (i32.const 2)))))

  ;; The pixel in a column and row, black outside.
  (func $pixel
    (param $from i32) (param $stride i32) (param $width i32) (param $height i32) (param $column i32) (param $row i32)
    (result i32)
    (if (result i32)
      (i32.and
        (i32.lt_u (local.get $column) (local.get $width))
        (i32.lt_u (local.get $row) (local.get $height)))
      (then
        (i32.load (call $addressOf (local.get $from) (local.get $stride) (local.get $column) (local.get $row))))
      (else (i32.const 0))))

  ;; Two pixels side by side, as eight numbers of 16 bits.
  (func $pair
    (param $from i32) (param $stride i32) (param $width i32) (param $height i32) (param $column i32) (param $row i32)
    (result v128)
    (i16x8.extend_low_i8x16_u
      (i32x4.replace_lane 1
        (i32x4.splat
          (call $pixel
            (local.get $from) (local.get $stride) (local.get $width) (local.get $height)
            (local.get $column) (local.get $row)))
        (call $pixel
          (local.get $from) (local.get $stride) (local.get $width) (local.get $height)
          (i32.add (local.get $column) (i32.const 1)) (local.get $row)))))

  ;; Weighs two pixels and the two below: red, green, blue and alpha, 65536 times as large.
  ;; $down is the place's fraction downwards, eight times.
  (func $blend (param $upper v128) (param $lower v128) (param $across i32) (param $down v128) (result v128)
    (local $columns v128) (local $weights v128)
    (local.set $columns
      (i16x8.add
        (i16x8.shl (local.get $upper) (i32.const 8))
        (i16x8.mul (i16x8.sub (local.get $lower) (local.get $upper)) (local.get $down))))
    (local.set $weights (v128.load (i32.shl (call $fraction (local.get $across)) (i32.const 4))))
    (i32x4.add
      (i32x4.extmul_low_i16x8_u (local.get $columns) (local.get $weights))
      (i32x4.extmul_high_i16x8_u (local.get $columns) (local.get $weights))))

  ;; As the model wants it: times the gain, minus the offset.
  (func $scaled (param $colours v128) (param $gain v128) (param $offset v128) (result v128)
    (f32x4.sub (f32x4.mul (f32x4.convert_i32x4_s (local.get $colours)) (local.get $gain)) (local.get $offset)))

  ;; The colour at a place, which may lie outside; 65536 times as large.
  (func $sample
    (param $from i32) (param $stride i32) (param $width i32) (param $height i32) (param $x i32) (param $y i32)
    (result v128)
    (local $column i32) (local $row i32) (local $address i32) (local $upper v128) (local $lower v128)
    (local.set $column (call $whole (local.get $x)))
    (local.set $row (call $whole (local.get $y)))
    (if
      (i32.and
        (i32.lt_u (local.get $column) (i32.sub (local.get $width) (i32.const 1)))
        (i32.lt_u (local.get $row) (i32.sub (local.get $height) (i32.const 1))))
      (then
        (local.set $address
          (call $addressOf (local.get $from) (local.get $stride) (local.get $column) (local.get $row)))
        (local.set $upper (v128.load8x8_u align=1 (local.get $address)))
        (local.set $lower (v128.load8x8_u align=1 (i32.add (local.get $address) (local.get $stride)))))
      (else
        (local.set $upper
          (call $pair
            (local.get $from) (local.get $stride) (local.get $width) (local.get $height)
            (local.get $column) (local.get $row)))
        (local.set $lower
          (call $pair
            (local.get $from) (local.get $stride) (local.get $width) (local.get $height)
            (local.get $column) (i32.add (local.get $row) (i32.const 1))))))
    (call $blend
      (local.get $upper) (local.get $lower) (local.get $x) (i16x8.splat (call $fraction (local.get $y)))))

  (func $colours (export "colours")
    (param $from i32) (param $stride i32) (param $width i32) (param $height i32)
    (param $x i32) (param $y i32) (param $stepX i32) (param $stepY i32) (param $columns i32) (param $rows i32)
    (param $format i32) (param $skip i32) (param $red i32) (param $green i32) (param $blue i32)
    (local $left i32) (local $px i32) (local $py i32) (local $colour v128) (local $gain v128) (local $offset v128)
    (local.set $gain (v128.load align=4 (local.get $format)))
    (local.set $offset (v128.load offset=16 align=4 (local.get $format)))
    (loop $row
      (local.set $px (local.get $x))
      (local.set $py (local.get $y))
      (local.set $left (local.get $columns))
      (loop $column
        (local.set $colour
          (call $scaled
            (call $sample
              (local.get $from) (local.get $stride) (local.get $width) (local.get $height)
              (local.get $px) (local.get $py))
            (local.get $gain)
            (local.get $offset)))
        (v128.store32_lane 0 (local.get $red) (local.get $colour))
        (v128.store32_lane 1 (local.get $green) (local.get $colour))
        (v128.store32_lane 2 (local.get $blue) (local.get $colour))
        (local.set $red (i32.add (local.get $red) (i32.const 4)))
        (local.set $green (i32.add (local.get $green) (i32.const 4)))
        (local.set $blue (i32.add (local.get $blue) (i32.const 4)))
        (local.set $px (i32.add (local.get $px) (local.get $stepX)))
        (local.set $py (i32.add (local.get $py) (local.get $stepY)))
        (br_if $column (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
      (local.set $x (i32.sub (local.get $x) (local.get $stepY)))
      (local.set $y (i32.add (local.get $y) (local.get $stepX)))
      (local.set $red (i32.add (local.get $red) (local.get $skip)))
      (local.set $green (i32.add (local.get $green) (local.get $skip)))
      (local.set $blue (i32.add (local.get $blue) (local.get $skip)))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  (func $greys (export "greys")
    (param $from i32) (param $stride i32) (param $width i32) (param $height i32)
    (param $x i32) (param $y i32) (param $stepX i32) (param $stepY i32) (param $columns i32) (param $rows i32)
    (param $format i32) (param $grey i32)
    (local $left i32) (local $px i32) (local $py i32) (local $colour v128) (local $gain v128) (local $offset v128)
    (local.set $gain (v128.load align=4 (local.get $format)))
    (local.set $offset (v128.load offset=16 align=4 (local.get $format)))
    (loop $row
      (local.set $px (local.get $x))
      (local.set $py (local.get $y))
      (local.set $left (local.get $columns))
      (loop $column
        (local.set $colour
          (call $scaled
            (call $sample
              (local.get $from) (local.get $stride) (local.get $width) (local.get $height)
              (local.get $px) (local.get $py))
            (local.get $gain)
            (local.get $offset)))
        (f32.store
          (local.get $grey)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $colour)) (f32x4.extract_lane 1 (local.get $colour)))
            (f32x4.extract_lane 2 (local.get $colour))))
        (local.set $grey (i32.add (local.get $grey) (i32.const 4)))
        (local.set $px (i32.add (local.get $px) (local.get $stepX)))
        (local.set $py (i32.add (local.get $py) (local.get $stepY)))
        (br_if $column (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
      (local.set $x (i32.sub (local.get $x) (local.get $stepY)))
      (local.set $y (i32.add (local.get $y) (local.get $stepX)))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; The colour at a place of a row whose pixels, and those below, are all inside.
  (func $inside (param $row i32) (param $stride i32) (param $x i32) (param $down v128) (result v128)
    (local $address i32)
    (local.set $address (i32.add (local.get $row) (i32.shl (call $whole (local.get $x)) (i32.const 2))))
    (call $blend
      (v128.load8x8_u align=1 (local.get $address))
      (v128.load8x8_u align=1 (i32.add (local.get $address) (local.get $stride)))
      (local.get $x)
      (local.get $down)))

  (func $upright (export "upright")
    (param $from i32) (param $stride i32) (param $x i32) (param $y i32) (param $step i32)
    (param $blocks i32) (param $rows i32) (param $format i32) (param $skip i32)
    (param $red i32) (param $green i32) (param $blue i32)
    (local $row i32) (local $px i32) (local $block i32) (local $down v128) (local $gain v128) (local $offset v128)
    (local $first v128) (local $second v128) (local $third v128) (local $fourth v128)
    (local $reds v128) (local $blues v128)
    (local.set $gain (v128.load align=4 (local.get $format)))
    (local.set $offset (v128.load offset=16 align=4 (local.get $format)))
    (loop $nextRow
      (local.set $row (call $addressOf (local.get $from) (local.get $stride) (i32.const 0) (call $whole (local.get $y))))
      (local.set $down (i16x8.splat (call $fraction (local.get $y))))
      (local.set $px (local.get $x))
      (local.set $block (local.get $blocks))
      (loop $nextBlock
        (local.set $first (call $inside (local.get $row) (local.get $stride) (local.get $px) (local.get $down)))
        (local.set $px (i32.add (local.get $px) (local.get $step)))
        (local.set $second (call $inside (local.get $row) (local.get $stride) (local.get $px) (local.get $down)))
        (local.set $px (i32.add (local.get $px) (local.get $step)))
        (local.set $third (call $inside (local.get $row) (local.get $stride) (local.get $px) (local.get $down)))
        (local.set $px (i32.add (local.get $px) (local.get $step)))
        (local.set $fourth (call $inside (local.get $row) (local.get $stride) (local.get $px) (local.get $down)))
        (local.set $px (i32.add (local.get $px) (local.get $step)))
        ;; Four colours become four reds, four greens, four blues: first those of two colours each.
        (local.set $reds (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $first) (local.get $second)))
        (local.set $blues (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $third) (local.get $fourth)))
        (v128.store align=4
          (local.get $red)
          (call $scaled
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $reds) (local.get $blues))
            (local.get $gain)
            (local.get $offset)))
        (v128.store align=4
          (local.get $green)
          (call $scaled
            (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $reds) (local.get $blues))
            (local.get $gain)
            (local.get $offset)))
        (v128.store align=4
          (local.get $blue)
          (call $scaled
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
              (i8x16.shuffle 8 9 10 11 24 25 26 27 8 9 10 11 24 25 26 27 (local.get $first) (local.get $second))
              (i8x16.shuffle 8 9 10 11 24 25 26 27 8 9 10 11 24 25 26 27 (local.get $third) (local.get $fourth)))
            (local.get $gain)
            (local.get $offset)))
        (local.set $red (i32.add (local.get $red) (i32.const 16)))
        (local.set $green (i32.add (local.get $green) (i32.const 16)))
        (local.set $blue (i32.add (local.get $blue) (i32.const 16)))
        (br_if $nextBlock (local.tee $block (i32.sub (local.get $block) (i32.const 1)))))
      (local.set $red (i32.add (local.get $red) (local.get $skip)))
      (local.set $green (i32.add (local.get $green) (local.get $skip)))
      (local.set $blue (i32.add (local.get $blue) (local.get $skip)))
      (local.set $y (i32.add (local.get $y) (local.get $step)))
      (br_if $nextRow (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  (func $pixels (export "pixels")
    (param $from i32) (param $stride i32) (param $blocks i32) (param $rows i32) (param $format i32)
    (param $red i32) (param $green i32) (param $blue i32)
    (local $at i32) (local $block i32) (local $four v128) (local $gain v128) (local $offset v128) (local $zero v128)
    (local.set $gain (v128.load align=4 (local.get $format)))
    (local.set $offset (v128.load offset=16 align=4 (local.get $format)))
    (loop $row
      (local.set $at (local.get $from))
      (local.set $block (local.get $blocks))
      (loop $nextBlock
        (local.set $four (v128.load align=4 (local.get $at)))
        ;; One colour of four pixels, 65536 times as large: two bytes of zeros, the colour, and one more of zeros.
        (v128.store align=4
          (local.get $red)
          (call $scaled
            (i8x16.shuffle 16 16 0 16 16 16 4 16 16 16 8 16 16 16 12 16 (local.get $four) (local.get $zero))
            (local.get $gain)
            (local.get $offset)))
        (v128.store align=4
          (local.get $green)
          (call $scaled
            (i8x16.shuffle 16 16 1 16 16 16 5 16 16 16 9 16 16 16 13 16 (local.get $four) (local.get $zero))
            (local.get $gain)
            (local.get $offset)))
        (v128.store align=4
          (local.get $blue)
          (call $scaled
            (i8x16.shuffle 16 16 2 16 16 16 6 16 16 16 10 16 16 16 14 16 (local.get $four) (local.get $zero))
            (local.get $gain)
            (local.get $offset)))
        (local.set $red (i32.add (local.get $red) (i32.const 16)))
        (local.set $green (i32.add (local.get $green) (i32.const 16)))
        (local.set $blue (i32.add (local.get $blue) (i32.const 16)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $nextBlock (local.tee $block (i32.sub (local.get $block) (i32.const 1)))))
      (local.set $from (i32.add (local.get $from) (local.get $stride)))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; Sums of neighbours in four pixels: the bytes of one colour are brought together and added.
  (func $neighbours (param $four v128) (result v128)
    (i16x8.extadd_pairwise_i8x16_u
      (i8x16.shuffle 0 4 1 5 2 6 3 7 8 12 9 13 10 14 11 15 (local.get $four) (local.get $four))))

  ;; Rounded means of two squares of two by two pixels: 16 bytes of a row and those below.
  (func $means (param $address i32) (param $stride i32) (result v128)
    (i16x8.shr_u
      (i16x8.add
        (i16x8.add
          (call $neighbours (v128.load align=4 (local.get $address)))
          (call $neighbours (v128.load align=4 (i32.add (local.get $address) (local.get $stride)))))
        (i16x8.splat (i32.const 2)))
      (i32.const 2)))

  (func $halve (export "halve")
    (param $from i32) (param $stride i32) (param $to i32) (param $width i32) (param $blocks i32) (param $rows i32)
    (local $at i32) (local $out i32) (local $block i32)
    (loop $row
      (local.set $at (local.get $from))
      (local.set $out (local.get $to))
      (local.set $block (local.get $blocks))
      (loop $nextBlock
        (v128.store align=4
          (local.get $out)
          (i8x16.narrow_i16x8_u
            (call $means (local.get $at) (local.get $stride))
            (call $means (i32.add (local.get $at) (i32.const 16)) (local.get $stride))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (br_if $nextBlock (local.tee $block (i32.sub (local.get $block) (i32.const 1)))))
      (local.set $from (i32.add (local.get $from) (i32.shl (local.get $stride) (i32.const 1))))
      (local.set $to (i32.add (local.get $to) (i32.shl (local.get $width) (i32.const 2))))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1)))))))
