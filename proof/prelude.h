/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * prelude.h - contracts of the functions of the C library and of the compiler that lib/ calls
 *
 * scripts/prove includes this header before each source file. The contracts describe memory as
 * bytes. They are assumed, not proved: each states what the C standard or GCC's manual promises.
 */
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Frama-C 25 knows neither _Alignas nor _Alignof. No proof depends on alignment. lib/ uses
 * alignof only for max_align_t.
 */
#undef alignas
#undef alignof
#define alignas(type)
#define alignof(type) 16

/*@
  requires \valid(out);
  assigns *out;
  ensures \result == 0 ==> *out == a + b;
  ensures \result == 0 <==> a + b <= UINT64_MAX;
*/
bool proof_add_overflow(uint64_t a, uint64_t b, uint64_t *out);

/*@
  requires \valid(out);
  assigns *out;
  ensures \result == 0 ==> *out == a * b;
  ensures \result == 0 <==> a * b <= UINT64_MAX;
*/
bool proof_mul_overflow(uint64_t a, uint64_t b, uint64_t *out);

/*@ assigns \nothing; */
uint16_t proof_bswap16(uint16_t v);

/*@ assigns \nothing; */
uint32_t proof_bswap32(uint32_t v);

/*@
  requires \valid_read((uint8_t *)a + (0 .. n - 1));
  requires \valid_read((uint8_t *)b + (0 .. n - 1));
  assigns \nothing;
  exits \false;
*/
int proof_memcmp(const void *a, const void *b, size_t n);

/*@
  requires \valid_read((uint8_t *)p + (0 .. n - 1));
  assigns \nothing;
  ensures \result == \null ||
	  \exists size_t i; i < n && (uint8_t *)\result == (uint8_t *)p + i;
  exits \false;
*/
void *proof_memchr(const void *p, int byte, size_t n);

/*@
  requires \valid((uint8_t *)p + (0 .. n - 1));
  requires 0 <= byte <= 255;
  assigns ((uint8_t *)p)[0 .. n - 1];
  ensures \forall integer i; 0 <= i < n ==> ((uint8_t *)p)[i] == byte;
  ensures \result == p;
  exits \false;
*/
void *proof_memset(void *p, int byte, size_t n);

/*@
  requires \valid_read((uint8_t *)from + (0 .. n - 1));
  requires \valid((uint8_t *)to + (0 .. n - 1));
  requires \separated((uint8_t *)to + (0 .. n - 1), (uint8_t *)from + (0 .. n - 1));
  assigns ((uint8_t *)to)[0 .. n - 1];
  ensures \result == to;
  exits \false;
*/
void *proof_memcpy(void *to, const void *from, size_t n);

#define __builtin_add_overflow proof_add_overflow
#define __builtin_mul_overflow proof_mul_overflow
#define __builtin_bswap16      proof_bswap16
#define __builtin_bswap32      proof_bswap32
#define __builtin_expect(v, e) (v)
#define memcmp                 proof_memcmp
#define memchr                 proof_memchr
#define memset                 proof_memset
#define memcpy                 proof_memcpy
