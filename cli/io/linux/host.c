/* SPDX-License-Identifier: BSD-2-Clause */
/* host.c - read sysfs and procfs below a root folder */
#include "io/host.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct host_path {
	char text[PATH_MAX];
};

static struct host_path below(const struct host *host, const char *path)
{
	struct host_path out;

	snprintf(out.text, sizeof(out.text), "%s/%s", host->root, path);
	return out;
}

bool host_is_read(void)
{
	return true;
}

bool host_line(const struct host *host, const char *path, struct host_text *out)
{
	FILE *file = fopen(below(host, path).text, "re");
	bool done;

	out->text[0] = '\0';
	if (!file)
		return false;
	done = fgets(out->text, sizeof(out->text), file) != NULL;
	out->text[strcspn(out->text, "\n")] = '\0';
	fclose(file);
	return done;
}

bool host_lines(const struct host *host, const char *path, struct host_text *out)
{
	FILE *file = fopen(below(host, path).text, "re");
	size_t len;

	out->text[0] = '\0';
	if (!file)
		return false;
	len = fread(out->text, 1, sizeof(out->text) - 1, file);
	fclose(file);
	while (len && out->text[len - 1] == '\n')
		len--;
	out->text[len] = '\0';
	for (char *c = out->text; (c = strchr(c, '\n'));)
		*c = ',';
	return len > 0;
}

bool host_number(const struct host *host, const char *path, uint32_t *out)
{
	struct host_text line;
	char *end;

	*out = 0;
	if (!host_line(host, path, &line))
		return false;
	*out = (uint32_t)strtoul(line.text, &end, 0);
	return end != line.text && *end == '\0';
}

bool host_exists(const struct host *host, const char *path)
{
	return access(below(host, path).text, F_OK) == 0;
}

bool host_link(const struct host *host, const char *path, struct host_text *out)
{
	char target[PATH_MAX];
	ssize_t len = readlink(below(host, path).text, target, sizeof(target) - 1);
	const char *slash;

	out->text[0] = '\0';
	if (len <= 0)
		return false;
	target[len] = '\0';
	slash = strrchr(target, '/');
	snprintf(out->text, sizeof(out->text), "%s", slash ? slash + 1 : target);
	return true;
}

static int is_name(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

size_t host_names(const struct host *host, const char *path, struct host_text *out)
{
	struct dirent **entries;
	int count = scandir(below(host, path).text, &entries, is_name, alphasort);
	size_t used = 0;

	out->text[0] = '\0';
	if (count < 0)
		return 0;
	for (int i = 0; i < count; i++) {
		size_t room = sizeof(out->text) - used;
		int len = snprintf(out->text + used, room, "%s%s", i ? " " : "",
				   entries[i]->d_name);

		used += (size_t)len < room ? (size_t)len : room - 1;
		free(entries[i]);
	}
	free(entries);
	return (size_t)count;
}

bool host_bytes(const struct host *host, const char *path, long offset, void *out,
		size_t size)
{
	FILE *file = fopen(below(host, path).text, "re");
	bool done;

	if (!file)
		return false;
	done = fseek(file, offset, SEEK_SET) == 0 && fread(out, 1, size, file) == size;
	fclose(file);
	return done;
}

bool host_told_value(const struct host *host, const char *start, struct host_text *out)
{
	struct host_text line;
	char *word, *rest;

	out->text[0] = '\0';
	if (!host_line(host, "proc/cmdline", &line))
		return false;
	for (word = strtok_r(line.text, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest)) {
		if (!strncmp(word, start, strlen(start))) {
			snprintf(out->text, sizeof(out->text), "%s",
				 word + strlen(start));
			return true;
		}
	}
	return false;
}

bool host_told(const struct host *host, const char *start, const char *value)
{
	struct host_text values;
	char *one, *rest;

	if (!host_told_value(host, start, &values))
		return false;
	for (one = strtok_r(values.text, ",", &rest); one;
	     one = strtok_r(NULL, ",", &rest)) {
		if (!strcmp(one, value))
			return true;
	}
	return false;
}

/* The longest phrase, and the number of bytes that are read at a time. */
#define PHRASE_MAX 256
#define PIECE      65536

bool host_phrase(const struct host *host, const char *path, const char *words,
		 struct host_text *out)
{
	FILE *file = fopen(below(host, path).text, "re");
	size_t len = strlen(words), kept = 0, count;
	const char *at = NULL;
	char *piece = malloc(PIECE + 1);

	out->text[0] = '\0';
	/*
	 * Keep the end of each piece for the search in the next piece: the words may
	 * begin in one piece and end in the next.
	 */
	while (file && piece && !at &&
	       (count = fread(piece + kept, 1, PIECE - kept, file)) > 0) {
		size_t filled = kept + count;

		piece[filled] = '\0';
		at = memmem(piece, filled, words, len);
		if (at && (at + PHRASE_MAX <= piece + filled || feof(file))) {
			snprintf(out->text, PHRASE_MAX, "%s", at + len);
		} else if (filled > PHRASE_MAX) {
			at = NULL;
			kept = PHRASE_MAX;
			memmove(piece, piece + filled - kept, kept);
		}
	}
	free(piece);
	if (file)
		fclose(file);
	out->text[strcspn(out->text, "\n")] = '\0';
	return at != NULL;
}

/* The value in a line of the form "FIELD: VALUE"; NULL for any other line. */
static const char *field_of(const char *line, const char *field)
{
	size_t len = strlen(field);

	return !strncmp(line, field, len) && !strncmp(line + len, ": ", 2)
		   ? line + len + 2
		   : NULL;
}

bool host_package(const struct host *host, const char *name, struct host_text *version)
{
	FILE *file = fopen(below(host, "var/lib/dpkg/status").text, "re");
	bool inside = false, found = false;
	char line[1024];

	while (file && !found && fgets(line, sizeof(line), file)) {
		const char *value = field_of(line, "Package");

		line[strcspn(line, "\n")] = '\0';
		if (value)
			inside = !strcmp(value, name);
		value = inside ? field_of(line, "Version") : NULL;
		if (!value)
			continue;
		snprintf(version->text, sizeof(version->text), "%.*s",
			 (int)strspn(value, "abcdefghijklmnopqrstuvwxyz"
					    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+~:-"),
			 value);
		found = true;
	}
	if (file)
		fclose(file);
	return found;
}

unsigned int host_linux(const struct host *host)
{
	struct host_text line;

	return host_line(host, "proc/sys/kernel/osrelease", &line)
		   ? (unsigned int)strtoul(line.text, NULL, 10)
		   : 0;
}

bool host_memory_has(const struct host *host, const char *resource, const char *words)
{
	FILE *file = fopen(below(host, "proc/iomem").text, "re");
	size_t inside = SIZE_MAX; /* indent of the lines inside the resource */
	bool found = false;
	char line[256];

	while (file && !found && fgets(line, sizeof(line), file)) {
		size_t indent = strspn(line, " ");

		if (indent >= inside)
			found = strstr(line, words) != NULL;
		else
			inside = strstr(line, resource) ? indent + 1 : SIZE_MAX;
	}
	if (file)
		fclose(file);
	return found;
}
