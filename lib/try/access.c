/* SPDX-License-Identifier: BSD-2-Clause */
/* access.c - the results of a finished trial */
#include "try/trial.h"

#include <stdlib.h>

void gopx_trial_free(struct gopx_trial *trial)
{
	if (!trial)
		return;
	free(trial->graphics.picture);
	free(trial->trace.events);
	free(trial);
}

const struct gopx_try_info *gopx_trial_info(const struct gopx_trial *trial)
{
	return &trial->info;
}

size_t gopx_trial_mode_count(const struct gopx_trial *trial)
{
	return trial->graphics.mode_count;
}

const struct gopx_try_mode *gopx_trial_mode_at(const struct gopx_trial *trial,
					       size_t index)
{
	return index < trial->graphics.mode_count ? &trial->graphics.modes[index] : NULL;
}

const uint8_t *gopx_trial_picture(const struct gopx_trial *trial, uint32_t *width,
				  uint32_t *height)
{
	*width = trial->graphics.width;
	*height = trial->graphics.height;
	return trial->graphics.picture;
}

size_t gopx_trial_event_count(const struct gopx_trial *trial)
{
	return trial->trace.count;
}

const struct gopx_try_event *gopx_trial_event_at(const struct gopx_trial *trial,
						 size_t index)
{
	return index < trial->trace.count ? &trial->trace.events[index].told : NULL;
}

bool gopx_trial_events_complete(const struct gopx_trial *trial)
{
	return !trial->trace.lost;
}
