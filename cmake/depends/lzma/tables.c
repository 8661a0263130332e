/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tables.c - liblzma's tables for CRC-32 and CRC-64, made when a program starts
 *
 * liblzma's own tables are constants. They would add 16 KiB to each program, and do not
 * compress. Row 0 has the CRC of each byte. Row n has the CRC of each byte with n zero bytes
 * after it.
 */
#include <stdint.h>

uint32_t lzma_crc32_table[8][256];
uint64_t lzma_crc64_table[4][256];

/* Return the CRC of one byte. The bits of the polynomial are reversed. */
static uint64_t of_byte(uint64_t crc, uint64_t polynomial)
{
	for (int bit = 0; bit < 8; bit++)
		crc = crc & 1 ? crc >> 1 ^ polynomial : crc >> 1;
	return crc;
}

__attribute__((constructor)) static void make_tables(void)
{
	for (unsigned byte = 0; byte < 256; byte++) {
		lzma_crc32_table[0][byte] = (uint32_t)of_byte(byte, 0xedb88320);
		lzma_crc64_table[0][byte] = of_byte(byte, 0xc96c5795d7870f42);
	}
	for (unsigned byte = 0; byte < 256; byte++) {
		for (int row = 1; row < 8; row++) {
			uint32_t crc = lzma_crc32_table[row - 1][byte];

			lzma_crc32_table[row][byte] = crc >> 8 ^
						      lzma_crc32_table[0][crc & 0xff];
		}
		for (int row = 1; row < 4; row++) {
			uint64_t crc = lzma_crc64_table[row - 1][byte];

			lzma_crc64_table[row][byte] = crc >> 8 ^
						      lzma_crc64_table[0][crc & 0xff];
		}
	}
}
