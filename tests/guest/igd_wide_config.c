/* SPDX-License-Identifier: BSD-2-Clause */
/* igd_wide_config.c - an Alder Lake; the host's stolen memory is at 128 MiB */
#define FAKE_ID   0x46a68086
#define FAKE_BGSM 0x07800001 /* 8 MiB before stolen memory; bit 0 is the lock */
#include "igd_config.c"
