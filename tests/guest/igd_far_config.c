/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * igd_far_config.c - an Alder Lake whose host has stolen memory at an address without
 * guest memory
 */
#define FAKE_ID   0x46a68086
#define FAKE_BGSM 0x8b800001
#include "igd_config.c"
