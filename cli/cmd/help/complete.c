/* SPDX-License-Identifier: BSD-2-Clause */
/* complete.c - make the completion scripts for shells from the table of commands */
#include "cmd/help/complete.h"

#include <string.h>

enum proposal {
	PROPOSE_NOTHING,
	PROPOSE_WORDS,
	PROPOSE_FILES,
	PROPOSE_FOLDERS,
	PROPOSE_COMMANDS,
};

static bool has_words(const struct option *o)
{
	return o->type == OPTION_CHOICE || o->type == OPTION_CHOICES;
}

static enum proposal for_value(const struct option *o)
{
	static const struct {
		const char *value;
		enum proposal proposal;
	} known[] = {
		{ "DIR", PROPOSE_FOLDERS }, { "FILE", PROPOSE_FILES },
		{ "IMAGE", PROPOSE_FILES }, { "LIST", PROPOSE_FILES },
		{ "LOG", PROPOSE_FILES },   { "ROM", PROPOSE_FILES },
	};

	if (has_words(o))
		return PROPOSE_WORDS;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (o->type == OPTION_TEXT && !strcmp(o->value, known[i].value))
			return known[i].proposal;
	}
	return PROPOSE_NOTHING;
}

static enum proposal for_operand(const struct command *c)
{
	if (strstr(c->usage, "FILE"))
		return PROPOSE_FILES;
	return strstr(c->usage, "COMMAND") ? PROPOSE_COMMANDS : PROPOSE_NOTHING;
}

/* The next option of a command; NULL after the last one. */
struct option_cursor {
	const struct option_table *const *table;
	size_t next;
};

static const struct option *next_option(struct option_cursor *at)
{
	while (*at->table && at->next == (*at->table)->count)
		*at = (struct option_cursor){ at->table + 1, 0 };
	return *at->table ? &(*at->table)->options[at->next++] : NULL;
}

/* Print the words of a choice ("a|b|c") with blanks between them. */
static void put_words(const char *words)
{
	for (; *words; words++)
		putchar(*words == '|' ? ' ' : *words);
}

static void put_commands(const struct command *const *table)
{
	for (const struct command *const *c = table; *c; c++)
		printf("%s%s", c == table ? "" : " ", (*c)->name);
}

/*
 * Print a text for use inside single quotes, with a backslash before each character in
 * 'special'.
 */
static void put_quoted(const char *s, const char *special)
{
	for (; *s; s++) {
		if (*s == '\'')
			fputs("'\\''", stdout);
		else
			printf("%s%c", strchr(special, *s) ? "\\" : "", *s);
	}
}

static void bash_proposal(const struct command *const *table, enum proposal proposal,
			  const char *words)
{
	switch (proposal) {
	case PROPOSE_NOTHING:
		fputs("COMPREPLY=()", stdout);
		return;
	case PROPOSE_WORDS:
		fputs("COMPREPLY=($(compgen -W '", stdout);
		put_words(words);
		fputs("' -- \"$cur\"))", stdout);
		return;
	case PROPOSE_FILES:
		fputs("_gopx_paths -f", stdout);
		return;
	case PROPOSE_FOLDERS:
		fputs("_gopx_paths -d", stdout);
		return;
	case PROPOSE_COMMANDS:
		fputs("COMPREPLY=($(compgen -W '", stdout);
		put_commands(table);
		fputs("' -- \"$cur\"))", stdout);
		return;
	}
}

static void bash_command(const struct command *const *table, const struct command *c)
{
	struct option_cursor at = { c->options, 0 };

	printf("\t%s)\n\t\tcase $prev in\n", c->name);
	for (const struct option *o; (o = next_option(&at));) {
		if (!o->value)
			continue;
		printf("\t\t--%s", o->name);
		if (o->letter)
			printf(" | -%c", o->letter);
		fputs(") ", stdout);
		bash_proposal(table, for_value(o), o->value);
		fputs("; return ;;\n", stdout);
	}
	fputs("\t\tesac\n\t\tif [[ $cur == -* ]]; then\n"
	      "\t\t\tCOMPREPLY=($(compgen -W '",
	      stdout);
	at = (struct option_cursor){ c->options, 0 };
	for (const struct option *o; (o = next_option(&at));)
		printf("--%s ", o->name);
	fputs("' -- \"$cur\"))\n\t\telse\n\t\t\t", stdout);
	bash_proposal(table, for_operand(c), "");
	fputs("\n\t\tfi\n\t\t;;\n", stdout);
}

static void print_bash(const struct command *const *table)
{
	fputs("# bash completion for gopx\n"
	      "_gopx_paths() {\n"
	      "\tlocal IFS=$'\\n'\n"
	      "\tcompopt -o filenames 2>/dev/null\n"
	      "\tCOMPREPLY=($(compgen \"$1\" -- \"$cur\"))\n"
	      "}\n"
	      "\n"
	      "_gopx() {\n"
	      "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
	      "\t# --option=value comes as three words.\n"
	      "\tif [[ $cur == = ]]; then\n"
	      "\t\tcur=\n"
	      "\telif [[ $prev == = ]]; then\n"
	      "\t\tprev=${COMP_WORDS[COMP_CWORD - 2]}\n"
	      "\tfi\n"
	      "\tif ((COMP_CWORD == 1)); then\n\t\t",
	      stdout);
	bash_proposal(table, PROPOSE_COMMANDS, "");
	fputs("\n\t\treturn\n\tfi\n\tcase ${COMP_WORDS[1]} in\n", stdout);
	for (const struct command *const *c = table; *c; c++)
		bash_command(table, *c);
	fputs("\tesac\n}\n\ncomplete -F _gopx gopx\n", stdout);
}

static void zsh_proposal(const struct command *const *table, enum proposal proposal,
			 const char *words)
{
	switch (proposal) {
	case PROPOSE_NOTHING:
		return;
	case PROPOSE_WORDS:
		putchar('(');
		put_words(words);
		putchar(')');
		return;
	case PROPOSE_FILES:
		fputs("_files", stdout);
		return;
	case PROPOSE_FOLDERS:
		fputs("_files -/", stdout);
		return;
	case PROPOSE_COMMANDS:
		putchar('(');
		put_commands(table);
		putchar(')');
		return;
	}
}

static void zsh_option(const struct command *const *table, const struct option *o)
{
	fputs(" \\\n\t\t\t", stdout);
	if (o->letter)
		printf("'(-%c --%s)'{-%c%s,--%s%s}'", o->letter, o->name, o->letter,
		       o->value ? "+" : "", o->name, o->value ? "=" : "");
	else
		printf("'--%s%s", o->name, o->value ? "=" : "");
	putchar('[');
	put_quoted(o->help, "[]:\\");
	putchar(']');
	if (o->value) {
		putchar(':');
		put_quoted(has_words(o) ? o->name : o->value, ":\\");
		putchar(':');
		zsh_proposal(table, for_value(o), o->value);
	}
	putchar('\'');
}

static void print_zsh(const struct command *const *table)
{
	fputs("#compdef gopx\n"
	      "# zsh completion for gopx\n"
	      "_gopx() {\n"
	      "\tlocal -a commands=(",
	      stdout);
	for (const struct command *const *c = table; *c; c++) {
		printf("\n\t\t'%s:", (*c)->name);
		put_quoted((*c)->summary, ":\\");
		putchar('\'');
	}
	fputs("\n\t)\n"
	      "\tif ((CURRENT == 2)); then\n"
	      "\t\t_describe command commands\n"
	      "\t\treturn\n"
	      "\tfi\n"
	      "\tlocal command=$words[2]\n"
	      "\tshift words\n"
	      "\t((CURRENT--))\n"
	      "\tcase $command in\n",
	      stdout);
	for (const struct command *const *c = table; *c; c++) {
		struct option_cursor at = { (*c)->options, 0 };

		printf("\t%s)\n\t\t_arguments -s -S", (*c)->name);
		for (const struct option *o; (o = next_option(&at));)
			zsh_option(table, o);
		if (for_operand(*c) != PROPOSE_NOTHING) {
			fputs(" \\\n\t\t\t'*: :", stdout);
			zsh_proposal(table, for_operand(*c), "");
			putchar('\'');
		}
		fputs("\n\t\t;;\n", stdout);
	}
	fputs("\tesac\n}\n\n_gopx \"$@\"\n", stdout);
}

static void fish_proposal(const struct command *const *table, enum proposal proposal,
			  const char *words)
{
	switch (proposal) {
	case PROPOSE_NOTHING:
		fputs(" -f", stdout);
		return;
	case PROPOSE_WORDS:
		fputs(" -f -a '", stdout);
		put_words(words);
		putchar('\'');
		return;
	case PROPOSE_FILES:
		fputs(" -F", stdout);
		return;
	case PROPOSE_FOLDERS:
		fputs(" -f -a '(__fish_complete_directories)'", stdout);
		return;
	case PROPOSE_COMMANDS:
		fputs(" -f -a '", stdout);
		put_commands(table);
		putchar('\'');
		return;
	}
}

static void print_fish(const struct command *const *table)
{
	fputs("# fish completion for gopx\n", stdout);
	for (const struct command *const *c = table; *c; c++) {
		printf("complete -c gopx -n __fish_use_subcommand -f -a %s -d '",
		       (*c)->name);
		put_quoted((*c)->summary, "\\");
		fputs("'\n", stdout);
	}
	for (const struct command *const *c = table; *c; c++) {
		struct option_cursor at = { (*c)->options, 0 };

		printf("complete -c gopx -n '__fish_seen_subcommand_from %s'",
		       (*c)->name);
		fish_proposal(table, for_operand(*c), "");
		putchar('\n');
		for (const struct option *o; (o = next_option(&at));) {
			printf("complete -c gopx -n '__fish_seen_subcommand_from %s' "
			       "-l %s",
			       (*c)->name, o->name);
			if (o->letter)
				printf(" -s %c", o->letter);
			if (o->value) {
				fputs(" -r", stdout);
				fish_proposal(table, for_value(o), o->value);
			}
			fputs(" -d '", stdout);
			put_quoted(o->help, "\\");
			fputs("'\n", stdout);
		}
	}
}

void complete_print(const struct command *const *table, enum shell shell)
{
	switch (shell) {
	case SHELL_BASH:
		print_bash(table);
		return;
	case SHELL_ZSH:
		print_zsh(table);
		return;
	case SHELL_FISH:
		print_fish(table);
		return;
	}
}
