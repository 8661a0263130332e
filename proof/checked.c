/* SPDX-License-Identifier: BSD-2-Clause */
/* checked.c - the functions of checked.h, for the prover alone */
#include "base/checked.h"
