/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * json.h - parts that the JSON of all commands shares; see doc/json.md
 *
 * Keys are written in the order in which they were set.  If memory runs out, the
 * program ends, so nothing here returns NULL.
 */
#ifndef CLI_SHOW_JSON_H
#define CLI_SHOW_JSON_H

#include <jansson.h>

#include "scan/scanned.h"
#include "show/node.h"

/* Call this before any other function of this file. */
void json_begin(void);

/* { "schema", "file" } */
json_t *json_document(const char *schema, const struct scanned *image);

/* A string, or null for NULL. */
json_t *json_text(const char *s);

json_t *json_number(uint64_t n);

/* A number up to 2^63 - 1, the limit of many JSON readers; a larger one becomes hex
 * text. */
json_t *json_address(uint64_t address);

json_t *json_sha256(struct gopx_bytes bytes);

/* The SHA-256 of the image's input.  It may be ready already: from the scan, or from
 * an earlier command of this process. */
json_t *json_input_sha256(const struct scanned *image);

/*
 * A file's name.  Each byte that is not UTF-8 becomes \xNN, and each backslash becomes
 * two.
 */
json_t *json_file_name(const char *name);

/* { "code", "name", "generation" } */
json_t *json_platform(const struct gopx_platform *platform);

/* The platforms of a finding. */
json_t *json_platforms(const struct gopx_finding *f);

/* Set "guid", "name" and "known_name"; 'guid' and 'name' may be NULL. */
void json_set_names(json_t *o, const char *guid, const char *name);

/* Set "guid", "name", "known_name", "path", and the keys of json_set_offset(). */
void json_set_place(json_t *o, const struct gopx_place *place);

/* Set "offset", "inner_offset" and "packed". */
void json_set_offset(json_t *o, struct node_offset at);

json_t *json_diagnostics(const struct gopx_image *scan);

/* The object on one line, without a newline; free it.  Also frees the object. */
char *json_line(json_t *object);

/* Print one line on standard output; also frees the object. */
void json_print(json_t *object);

#endif /* CLI_SHOW_JSON_H */
