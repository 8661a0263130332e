/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * igd_far_config.c - an Alder Lake; the host's stolen memory is at an address where the
 * guest has no memory
 */
#define FAKE_ID   0x46a68086
#define FAKE_BGSM 0x8b800001
#include "igd_config.c"
