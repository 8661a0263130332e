/* SPDX-License-Identifier: BSD-2-Clause */
/* scan_choice.c - print the reason why a finding is the best of its kind */
#include "cmd/scan/scan_print.h"

size_t scan_others(const struct scanned *image, const struct gopx_finding *f)
{
	size_t count = 0;

	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *other = gopx_finding_at(image->scan, i);

		count += other != f && gopx_finding_kind(other) == gopx_finding_kind(f) &&
			 gopx_finding_tied(other) == gopx_finding_tied(f);
	}
	return count;
}

void scan_flow_decision(struct text_flow *flow, const struct gopx_finding *f,
			size_t others)
{
	char tie[64];

	if (gopx_finding_tied(f)) {
		snprintf(tie, sizeof(tie), "equal to %zu other%s; ", others,
			 others > 1 ? "s" : "");
		text_flow_put(flow, tie);
		text_flow_put(flow, "it is the first in the image");
	} else {
		text_flow_put(flow, "because ");
		text_flow_put(flow, gopx_finding_decided(f));
	}
}
