/* SPDX-License-Identifier: BSD-2-Clause */
/* lzma_copies.c - chains of positions with the same four bytes */
#include "build/lzma_copies.h"

#define HASH_BITS 16
#define HASHED    4  /* bytes that one hash covers */
#define CHAIN_MAX 64 /* positions that one search checks, at most */

#define DICT_LEAST 4096 /* decoders have a dictionary of at least this size */

static uint32_t hash_at(const uint8_t *text, size_t pos)
{
	uint32_t bytes = (uint32_t)text[pos] | (uint32_t)text[pos + 1] << 8 |
			 (uint32_t)text[pos + 2] << 16 | (uint32_t)text[pos + 3] << 24;

	return bytes * UINT32_C(2654435761) >> (32 - HASH_BITS);
}

enum gopx_status gx_copies_init(struct gx_copies *m, struct gx_arena *arena,
				struct gx_span text, uint32_t dict_size)
{
	*m = (struct gx_copies){ .text = text.ptr, .len = text.len };
	m->reach = dict_size < DICT_LEAST ? DICT_LEAST : dict_size;
	m->reach = m->reach < GX_COPIES_WINDOW ? m->reach : GX_COPIES_WINDOW - 1;
	m->head = gx_arena_array(arena, (size_t)1 << HASH_BITS, sizeof(*m->head));
	m->prev = gx_arena_array(arena, GX_COPIES_WINDOW, sizeof(*m->prev));
	return m->head && m->prev ? GOPX_OK : GOPX_E_NOMEM;
}

void gx_copies_skip(struct gx_copies *m, size_t start)
{
	m->next = start > m->reach ? start - m->reach : 0;
}

void gx_copies_learn(struct gx_copies *m, size_t end)
{
	for (; m->next < end; m->next++) {
		uint32_t *head;

		if (m->len - m->next < HASHED)
			continue;
		head = &m->head[hash_at(m->text, m->next)];
		m->prev[m->next % GX_COPIES_WINDOW] = *head;
		*head = (uint32_t)m->next + 1;
	}
}

uint32_t gx_copy_length(const uint8_t *text, size_t pos, uint32_t dist, uint32_t most)
{
	uint32_t len = 0;

	if (dist > pos)
		return 0;
	while (len < most && text[pos + len] == text[pos + len - dist])
		len++;
	return len;
}

struct gx_lzma_symbol gx_copies_find(const struct gx_copies *m, size_t pos, uint32_t most)
{
	struct gx_lzma_symbol best = { 0 };
	uint32_t at;

	if (most < HASHED)
		return best;
	at = m->head[hash_at(m->text, pos)];
	/* Stop at the end of the window: older positions were overwritten. */
	for (int i = 0; i < CHAIN_MAX && at && pos - (at - 1) <= m->reach; i++) {
		uint32_t dist = (uint32_t)(pos - (at - 1)), len;

		if (dist) {
			len = gx_copy_length(m->text, pos, dist, most);
			if (len >= HASHED && len > best.len)
				best = (struct gx_lzma_symbol){ len, dist,
								GX_LZMA_BY_ANY };
			if (len == most)
				break;
		}
		at = m->prev[(at - 1) % GX_COPIES_WINDOW];
	}
	return best;
}
