/* SPDX-License-Identifier: BSD-2-Clause */
/* checked.c - includes checked.h, so that scripts/prove can prove the functions of this header */
#include "base/checked.h"
