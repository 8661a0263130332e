/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * matcher_wide.c - look up half bytes, 32 at a time (AVX2) or 16 (WebAssembly)
 *
 * Each half of a byte selects groups of patterns.  A place is a candidate if all halves
 * of the three bytes there select the same group.
 */
#include "base/matcher_wide.h"

#define GROUPS 8

/*
 * Patterns with the same start share a group, so that few other bytes match the group.
 * Patterns of two bytes have a group of their own, because any byte may follow them.
 */
static unsigned int group_of(const uint8_t *bytes, size_t len)
{
	return len < GX_WIDE_BYTES ? GROUPS - 1 : (bytes[0] >> 4) % (GROUPS - 1);
}

void gx_matcher_wide_add(struct gx_matcher_wide *set, const uint8_t *bytes, size_t len)
{
	const uint8_t group = (uint8_t)(1 << group_of(bytes, len));

	for (size_t i = 0; i < GX_WIDE_BYTES; i++) {
		for (size_t half = 0; half < 16; half++) {
			/* Any byte may follow a short pattern. */
			if (i >= len || (bytes[i] & 15) == half)
				set->low[i][half] |= group;
			if (i >= len || bytes[i] >> 4 == half)
				set->high[i][half] |= group;
		}
	}
}

#if defined(__x86_64__) || defined(__i386__)

#include <immintrin.h>

#define AVX2   __attribute__((target("avx2")))
#define PLACES 32

bool gx_matcher_wide_works(void)
{
	return __builtin_cpu_supports("avx2");
}

AVX2 static inline __m256i load_table(const uint8_t *table)
{
	return _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)table));
}

/* The groups that each of 32 bytes selects. */
AVX2 static inline __m256i groups(__m256i low, __m256i high, const uint8_t *p)
{
	const __m256i half = _mm256_set1_epi8(15);
	__m256i bytes = _mm256_loadu_si256((const void *)p);
	__m256i upper = _mm256_srli_epi16(bytes, 4);

	return _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half)),
				_mm256_shuffle_epi8(high, _mm256_and_si256(upper, half)));
}

AVX2 size_t gx_matcher_wide_look(const struct gx_matcher_wide *set, const uint8_t *p)
{
	__m256i low[GX_WIDE_BYTES], high[GX_WIDE_BYTES];

	for (size_t i = 0; i < GX_WIDE_BYTES; i++) {
		low[i] = load_table(set->low[i]);
		high[i] = load_table(set->high[i]);
	}
	for (size_t off = 0; off < GX_WIDE_BLOCK; off += PLACES) {
		__m256i all = _mm256_set1_epi8(-1);
		uint32_t none;

		for (size_t i = 0; i < GX_WIDE_BYTES; i++)
			all = _mm256_and_si256(all, groups(low[i], high[i], p + off + i));
		none = (uint32_t)_mm256_movemask_epi8(
		    _mm256_cmpeq_epi8(all, _mm256_setzero_si256()));
		if (~none)
			return off + (size_t)__builtin_ctz(~none);
	}
	return GX_WIDE_BLOCK;
}

#elif defined(__wasm_simd128__)

#include <wasm_simd128.h>

#define PLACES 16

/* An engine without such instructions refuses a module that contains them. */
bool gx_matcher_wide_works(void)
{
	return true;
}

/* The groups that each of 16 bytes selects. */
static inline v128_t groups(v128_t low, v128_t high, const uint8_t *p)
{
	v128_t bytes = wasm_v128_load(p);
	v128_t lower = wasm_v128_and(bytes, wasm_i8x16_splat(15));

	return wasm_v128_and(wasm_i8x16_swizzle(low, lower),
			     wasm_i8x16_swizzle(high, wasm_u8x16_shr(bytes, 4)));
}

size_t gx_matcher_wide_look(const struct gx_matcher_wide *set, const uint8_t *p)
{
	v128_t low[GX_WIDE_BYTES], high[GX_WIDE_BYTES];

	for (size_t i = 0; i < GX_WIDE_BYTES; i++) {
		low[i] = wasm_v128_load(set->low[i]);
		high[i] = wasm_v128_load(set->high[i]);
	}
	for (size_t off = 0; off < GX_WIDE_BLOCK; off += PLACES) {
		v128_t all = wasm_i8x16_splat(-1);
		uint32_t any;

		for (size_t i = 0; i < GX_WIDE_BYTES; i++)
			all = wasm_v128_and(all, groups(low[i], high[i], p + off + i));
		if (!wasm_v128_any_true(all))
			continue;
		any = wasm_i8x16_bitmask(wasm_i8x16_ne(all, wasm_i8x16_splat(0)));
		return off + (size_t)__builtin_ctz(any);
	}
	return GX_WIDE_BLOCK;
}

#else

bool gx_matcher_wide_works(void)
{
	return false;
}

/* Without these instructions, every place is a candidate. */
size_t gx_matcher_wide_look(const struct gx_matcher_wide *set, const uint8_t *p)
{
	(void)set;
	(void)p;
	return 0;
}

#endif
